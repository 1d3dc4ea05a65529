"""Embeddings and rankings."""

import base64
import math
import struct

import httpx2
import pytest

from tests.runtimes.conformance.candidates import ALIAS
from tests.runtimes.conformance.shapes import NUMBER, differences
from tests.runtimes.conformance.wire import ask

pytestmark = pytest.mark.engine

USAGE = {"prompt_tokens": int, "total_tokens": int}
PATH = "/v1/embeddings"


def test_a_vector_has_its_fields_and_length_one(embedder: httpx2.Client) -> None:
    reply = ask(embedder, PATH, input="abc", encoding_format="float")
    item = {"object": "embedding", "index": 0, "embedding": [NUMBER]}
    shape = {"object": "list", "model": ALIAS, "usage": USAGE, "data": [item]}
    assert not differences(reply, shape)
    vector = reply["data"][0]["embedding"]
    assert math.isclose(math.fsum(one * one for one in vector), 1, abs_tol=1e-4)


def test_packed_vectors_are_the_same_vectors(embedder: httpx2.Client) -> None:
    """Both of OpenAI's clients ask for them unless told otherwise."""
    plain = ask(embedder, PATH, input="abc")["data"][0]["embedding"]
    packed = ask(embedder, PATH, input="abc", encoding_format="base64")["data"][0]["embedding"]
    raw = base64.b64decode(packed)
    unpacked = struct.unpack(f"<{len(raw) // 4}f", raw)
    assert unpacked == pytest.approx(plain, abs=1e-5)


def test_several_inputs_keep_their_order(embedder: httpx2.Client) -> None:
    texts = ["a", "bcd", "ab"]
    data = ask(embedder, PATH, input=texts)["data"]
    assert [one["index"] for one in data] == [0, 1, 2]
    for text, one in zip(texts, data, strict=True):
        alone = ask(embedder, PATH, input=text)["data"][0]["embedding"]
        assert one["embedding"] == pytest.approx(alone, abs=1e-4)


def test_tokens_are_inputs_too(embedder: httpx2.Client) -> None:
    assert len(ask(embedder, PATH, input=[5, 6, 7])["data"]) == 1
    assert len(ask(embedder, PATH, input=[[5, 6], [7]])["data"]) == 2


@pytest.mark.parametrize("path", ["/embedding", "/embeddings"])
def test_native_vectors(embedder: httpx2.Client, path: str) -> None:
    reply = ask(embedder, path, content="abc")
    assert not differences(reply, [{"index": int, "embedding": [[NUMBER]]}])


@pytest.mark.parametrize("body", [{}, {"input": []}, {"input": {"a": 1}}, {"input": [None]}])
def test_what_is_no_input_is_refused(embedder: httpx2.Client, body: dict[str, object]) -> None:
    reply = embedder.post(PATH, json=body)
    assert reply.status_code == 400
    assert reply.json()["error"]["message"]


def test_too_long_an_input_is_refused(embedder: httpx2.Client) -> None:
    reply = embedder.post(PATH, json={"input": "a " * 3000})
    assert reply.status_code in (400, 500)
    assert reply.json()["error"]["message"]


@pytest.mark.parametrize("path", ["/rerank", "/reranking", "/v1/rerank", "/v1/reranking"])
def test_documents_are_ranked(ranker: httpx2.Client, path: str) -> None:
    reply = ask(ranker, path, query="abc", documents=["a", "abc", "xyz"])
    result = {"index": int, "relevance_score": NUMBER}
    shape = {"object": "list", "model": ALIAS, "usage": USAGE, "results": [result]}
    assert not differences(reply, shape)
    scores = [one["relevance_score"] for one in reply["results"]]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


def test_only_the_best_are_told(ranker: httpx2.Client) -> None:
    reply = ask(ranker, "/v1/rerank", query="abc", documents=["a", "b", "c"], top_n=2)
    assert len(reply["results"]) == 2


def test_texts_are_ranked_in_the_other_form(ranker: httpx2.Client) -> None:
    reply = ask(ranker, "/v1/rerank", query="abc", texts=["a", "b"], return_text=True)
    assert not differences(reply, [{"index": int, "score": NUMBER, "text": str}])


@pytest.mark.parametrize("body", [{}, {"query": "a"}, {"documents": ["a"]}])
def test_half_a_question_is_refused(ranker: httpx2.Client, body: dict[str, object]) -> None:
    assert ranker.post("/v1/rerank", json=body).status_code == 400
