"""Embeddings and rankings over HTTP: forms, order, and the official client."""

import base64
import math
import struct
from collections.abc import Iterator
from typing import Any

import openai
import pytest

from runtimes.serving.engine import Purpose
from tests.fakes.scripted_engine import ScriptedEngine, card
from tests.fakes.serving_front import ServedFront, served


@pytest.fixture(scope="module")
def engine() -> ScriptedEngine:
    engine = ScriptedEngine(card=card(purpose=Purpose.EMBED))
    engine.may_load.set()
    return engine


@pytest.fixture(scope="module")
def front(engine: ScriptedEngine) -> Iterator[ServedFront]:
    with served(engine) as front:
        assert front.ready.wait(10)
        yield front


@pytest.fixture(scope="module")
def ranking() -> Iterator[ServedFront]:
    engine = ScriptedEngine(card=card(purpose=Purpose.RANK))
    engine.may_load.set()
    with served(engine) as front:
        assert front.ready.wait(10)
        yield front


def embed(front: ServedFront, **fields: Any) -> Any:
    return front.client.post("/v1/embeddings", json=fields)


def test_one_text(front: ServedFront) -> None:
    reply = embed(front, input="abc", model="any").json()
    assert (reply["object"], reply["model"]) == ("list", "scripted")
    assert reply["usage"] == {"prompt_tokens": 4, "total_tokens": 4}
    (item,) = reply["data"]
    assert (item["index"], item["object"]) == (0, "embedding")
    assert item["embedding"][:3] == pytest.approx([0.6, 0.8, 0], abs=1e-6)
    assert math.hypot(*item["embedding"]) == pytest.approx(1)


def test_many_texts_keep_their_order(front: ServedFront, engine: ScriptedEngine) -> None:
    texts = [chr(65 + at % 26) * (1 + at * 7 % 20) for at in range(40)]
    engine.batches.clear()
    reply = embed(front, input=texts, embd_normalize=-1).json()
    assert [item["index"] for item in reply["data"]] == [*range(40)]
    told = [(item["embedding"][0], item["embedding"][7]) for item in reply["data"]]
    assert told == [(3.0 * (len(one) + 1), ord(one[0]) / 1e6) for one in texts]
    assert engine.batches == [16, 16, 8]


def test_base64_holds_little_endian_floats(front: ServedFront) -> None:
    (item,) = embed(front, input="abc", encoding_format="base64").json()["data"]
    assert item["encoding_format"] == "base64"
    numbers = struct.unpack("<8f", base64.b64decode(item["embedding"]))
    assert numbers[:2] == pytest.approx([0.6, 0.8], abs=1e-6)


def test_the_official_client_needs_no_format(front: ServedFront) -> None:
    with openai.OpenAI(base_url=f"{front.url}/v1", api_key="none", max_retries=0) as client:
        reply = client.embeddings.create(model="any", input=["abc", "d"])
    assert [len(item.embedding) for item in reply.data] == [8, 8]
    assert reply.data[0].embedding[:2] == pytest.approx([0.6, 0.8], abs=1e-6)


@pytest.mark.parametrize("given", [[65, 66], [[65, 66]]], ids=str)
def test_tokens_are_taken_as_they_are(front: ServedFront, given: Any) -> None:
    assert embed(front, input=given).json()["usage"]["prompt_tokens"] == 2


def test_fewer_dimensions(front: ServedFront) -> None:
    (item,) = embed(front, input="abc", dimensions=2).json()["data"]
    assert item["embedding"] == pytest.approx([0.6, 0.8])


@pytest.mark.parametrize("path", ["/embedding", "/embeddings"])
def test_llama_servers_own_form(front: ServedFront, path: str) -> None:
    reply = front.client.post(path, json={"content": "abc"}).json()
    (item,) = reply
    assert (item["index"], len(item["embedding"]), len(item["embedding"][0])) == (0, 1, 8)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"input": []},
        {"input": 5},
        {"input": ["a", 5]},
        {"input": [[-1]]},
        {"input": [[0x110000]]},
        {"input": "a" * 300},
        {"input": "a", "encoding_format": "int8"},
        {"input": "a", "dimensions": 9},
        {"input": ["a"] * 2049},
    ],
    ids=lambda fields: str(fields)[:40],
)
def test_wrong_inputs_are_400(front: ServedFront, fields: dict[str, Any]) -> None:
    reply = embed(front, **fields)
    assert reply.status_code == 400
    assert reply.json()["error"]["message"]


def test_an_embedding_model_does_not_chat_and_says_so(front: ServedFront) -> None:
    body = {"messages": [{"role": "user", "content": "hi"}]}
    reply = front.client.post("/v1/chat/completions", json=body)
    assert reply.status_code == 501
    assert "made for chat" in reply.json()["error"]["message"]


def test_a_failure_is_a_sentence_and_the_next_request_works(
    front: ServedFront, engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(engine, "embed", lambda _inputs: 1 / 0)
        reply = embed(front, input="abc")
        assert (reply.status_code, reply.json()["error"]["type"]) == (500, "server_error")
    assert embed(front, input="abc").status_code == 200


@pytest.mark.parametrize("path", ["/rerank", "/reranking", "/v1/rerank", "/v1/reranking"])
def test_the_best_document_comes_first(ranking: ServedFront, path: str) -> None:
    documents = ["cold rain", "warm sun in Oslo", {"text": "sun"}]
    body = {"query": "sun in Oslo", "documents": documents}
    reply = ranking.client.post(path, json=body).json()
    assert reply["results"] == [
        {"index": 1, "relevance_score": 3.0},
        {"index": 2, "relevance_score": 1.0},
        {"index": 0, "relevance_score": 0.0},
    ]
    assert reply["usage"]["total_tokens"] == 3 * len("sun in Oslo") + 9 + 16 + 3


def test_only_the_first_few(ranking: ServedFront) -> None:
    body = {"query": "a b", "documents": ["a", "a b"], "top_n": 1, "return_documents": True}
    results = ranking.client.post("/v1/rerank", json=body).json()["results"]
    assert results == [{"index": 1, "relevance_score": 2.0, "document": {"text": "a b"}}]


def test_the_form_of_text_embeddings_inference(ranking: ServedFront) -> None:
    body = {"query": "a", "texts": ["b", "a"], "return_text": True}
    assert ranking.client.post("/rerank", json=body).json() == [
        {"index": 1, "score": 1.0, "text": "a"},
        {"index": 0, "score": 0.0, "text": "b"},
    ]


@pytest.mark.parametrize(
    "fields", [{}, {"query": "a"}, {"query": "", "documents": ["a"]}, {"query": "a", "texts": [5]}]
)
def test_wrong_rankings_are_400(ranking: ServedFront, fields: dict[str, Any]) -> None:
    assert ranking.client.post("/v1/rerank", json=fields).status_code == 400
