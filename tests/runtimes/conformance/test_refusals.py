"""What cannot be answered is refused: in one shape, with a sentence, and without harm."""

import json
from typing import Any

import httpx2
import pytest

from tests.runtimes.conformance.candidates import CONTEXT
from tests.runtimes.conformance.shapes import differences
from tests.runtimes.conformance.wire import CHAT, MESSAGES, SHORT, ask

pytestmark = pytest.mark.engine

CLIENT_ERRORS = {400}
NOT_HERE = {400, 404, 405, 501}
CARELESS = {400, 500}
"""llama.cpp says 500 to some requests that are wrong."""
LONG = "a" * (CONTEXT + 10)
REFUSED: dict[str, tuple[str, Any, set[int]]] = {
    "no JSON": ("/completion", b"{", CLIENT_ERRORS),
    "no body": ("/completion", b"", CLIENT_ERRORS),
    "no object": ("/completion", [1], CARELESS),
    "no UTF-8": ("/completion", b'{"prompt": "\xff"}', CLIENT_ERRORS),
    "no prompt": ("/completion", {}, CLIENT_ERRORS),
    "a prompt that is a number": ("/completion", {"prompt": 5}, CLIENT_ERRORS),
    "a wrong type": ("/completion", {"prompt": "a", "temperature": "hot"}, CLIENT_ERRORS),
    "a broken grammar": ("/completion", {"prompt": "a", "grammar": "root ::= ("}, CLIENT_ERRORS),
    "a broken schema": (
        CHAT,
        {
            "messages": MESSAGES,
            "response_format": {"type": "json_schema", "json_schema": {"schema": {"type": "x"}}},
        },
        CLIENT_ERRORS,
    ),
    "no messages": (CHAT, {}, CLIENT_ERRORS),
    "messages that are a text": (CHAT, {"messages": "hi"}, CLIENT_ERRORS),
    "a message without a role": (CHAT, {"messages": [{"content": "a"}]}, CARELESS),
    "a part of an unknown kind": (
        CHAT,
        {"messages": [{"role": "user", "content": [{"type": "smell", "smell": "a"}]}]},
        NOT_HERE,
    ),
    "probabilities of nothing": (CHAT, {"messages": MESSAGES, "top_logprobs": 2}, CLIENT_ERRORS),
    "no answers": (CHAT, {"messages": MESSAGES, "n": 0}, CLIENT_ERRORS),
    "tools that are a text": (CHAT, {"messages": MESSAGES, "tools": "x"}, CARELESS),
    "an unknown form": (
        CHAT,
        {"messages": MESSAGES, "response_format": {"type": "banana"}},
        CLIENT_ERRORS,
    ),
    "an unknown choice of tools": (
        CHAT,
        {"messages": MESSAGES, "tools": [], "tool_choice": "banana"},
        CLIENT_ERRORS,
    ),
    "a picture for a model without eyes": (
        CHAT,
        {
            "messages": [
                {
                    "role": "user",
                    "content": [
                        {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}
                    ],
                }
            ]
        },
        {500, 501},
    ),
    "another's memory": (
        "/v1/responses",
        {"input": "a", "previous_response_id": "x"},
        CLIENT_ERRORS,
    ),
    "no input": ("/v1/responses", {}, CLIENT_ERRORS),
    "no messages for Claude": ("/v1/messages", {"max_tokens": 1}, CARELESS),
    "no beginning to fill from": ("/infill", {"input_suffix": "a"}, CLIENT_ERRORS),
    "vectors of a chat model": ("/v1/embeddings", {"input": "a"}, {501}),
    "ranks of a chat model": ("/v1/rerank", {"query": "a", "documents": ["b"]}, {501}),
    "tokens that are texts": ("/detokenize", {"tokens": ["a"]}, CARELESS),
    "a token that does not exist": ("/detokenize", {"tokens": [999_999]}, CARELESS),
    "no such page": ("/nowhere", {}, {404}),
    "changed properties": ("/props", {}, {501}),
    "a slot's file": ("/slots/0?action=save", {"filename": "x"}, {501}),
}


def post(client: httpx2.Client, path: str, body: Any) -> httpx2.Response:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode("utf-8")
    return client.post(path, content=raw, headers={"content-type": "application/json"})


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_an_object_with_a_message(client: httpx2.Client, name: str) -> None:
    path, body, statuses = REFUSED[name]
    reply = post(client, path, body)
    assert reply.status_code in statuses, reply.text
    shape = {"error": {"code": reply.status_code, "message": str, "type": str}}
    assert not differences(reply.json(), shape)
    assert reply.json()["error"]["message"].strip()
    assert "Traceback" not in reply.text
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/completion", {"prompt": LONG}),
        ("/v1/completions", {"prompt": LONG}),
        (CHAT, {"messages": [{"role": "user", "content": LONG}]}),
        ("/v1/responses", {"input": LONG}),
        ("/v1/messages", {"messages": [{"role": "user", "content": LONG}], "max_tokens": 5}),
    ],
    ids=["native", "text", "chat", "responses", "messages"],
)
def test_a_prompt_beyond_the_context_is_told_with_numbers(
    client: httpx2.Client, path: str, body: dict[str, Any], stream: bool
) -> None:
    """A plain 400 in a stream, too: llama.vscode reads the numbers."""
    reply = client.post(path, json={**body, "stream": stream})
    assert reply.status_code == 400
    assert reply.headers["content-type"].startswith("application/json")
    error = reply.json()["error"]
    assert not differences(error, {"n_prompt_tokens": int, "n_ctx": CONTEXT, "message": str})
    assert error["n_prompt_tokens"] >= len(LONG)


@pytest.mark.parametrize("path", [CHAT, "/completion", "/v1/completions"])
def test_what_nobody_knows_is_ignored(client: httpx2.Client, path: str) -> None:
    unknown = {"nonsense": {"a": [1]}, "model": "another", "user": "me", "store": False}
    ask(client, path, messages=MESSAGES, prompt="a", **SHORT, **unknown)


@pytest.mark.parametrize("bearer", ["undefined", "null", "sk-x y;z"])
def test_any_key_will_do_where_none_is_asked_for(client: httpx2.Client, bearer: str) -> None:
    headers = {"authorization": f"Bearer {bearer}", "x-api-key": bearer, "api-key": bearer}
    assert client.get("/v1/models", headers=headers).status_code == 200


def test_nothing_is_null_for_a_field(client: httpx2.Client) -> None:
    """Many clients write null for what they leave to the server."""
    nulls = dict.fromkeys(["temperature", "top_p", "stop", "seed", "tools", "response_format"])
    ask(client, CHAT, messages=MESSAGES, **{**SHORT, **nulls})


def test_an_answer_from_nothing(client: httpx2.Client) -> None:
    assert ask(client, "/completion", prompt="", **SHORT)["tokens_predicted"] == 4
    empty = [{"role": "user", "content": ""}]
    assert ask(client, CHAT, messages=empty, **SHORT)["usage"]["completion_tokens"] == 4
    assert ask(client, "/v1/responses", input="", max_output_tokens=1)["object"] == "response"


def test_a_huge_body_does_no_harm(client: httpx2.Client) -> None:
    """A million characters are far beyond any context here."""
    reply = client.post("/completion", json={"prompt": "a" * 1_000_000})
    assert reply.status_code in (400, 413)
    assert reply.json()["error"]["message"]
    assert client.get("/health").status_code == 200


def test_deep_nesting_does_no_harm(client: httpx2.Client) -> None:
    raw = b'{"prompt": ' + b"[" * 2000 + b"]" * 2000 + b"}"
    reply = post(client, "/completion", raw)
    assert reply.status_code in CARELESS
    assert client.get("/health").status_code == 200
