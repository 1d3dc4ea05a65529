"""What the front refuses, and how: an object with a message, never a trace, never silence."""

import json
from typing import Any

import httpx2
import pytest

from tests.fakes.scripted_engine import ScriptedEngine, card
from tests.fakes.serving_front import ServedFront, served

USER = {"role": "user", "content": "hi"}


def error_of(reply: httpx2.Response) -> dict[str, Any]:
    error: dict[str, Any] = reply.json()["error"]
    assert error["code"] == reply.status_code
    assert isinstance(error["message"], str)
    assert "Traceback" not in reply.text
    return error


@pytest.mark.parametrize(
    "fields",
    [
        {"messages": "hi"},
        {"messages": []},
        {"messages": ["hi"]},
        {"messages": [{"content": "hi"}]},
        {"messages": [{"role": "user", "content": 5}]},
        {"messages": [{"role": "user", "content": [{"type": "text"}]}]},
        {"temperature": "hot"},
        {"temperature": True},
        {"temperature": 10**400},
        {"max_tokens": "many"},
        {"max_tokens": 1.5},
        {"stream": 1},
        {"stop": 5},
        {"stop": ["a", 5]},
        {"n": 0},
        {"n": 99},
        {"logit_bias": "x"},
        {"logit_bias": [[1]]},
        {"logit_bias": [[0x110000, 1]]},
        {"repeat_penalty": 0},
        {"stream_options": []},
        {"top_logprobs": 101, "logprobs": True},
        {"tools": [{"type": "function"}]},
        {"tools": [], "tool_choice": "required"},
        {"tool_choice": "sometimes"},
        {"tool_choice": {"type": "function", "function": {"name": "nope"}}},
        {"response_format": {"type": "poem"}},
        {"messages": [{"role": "assistant", "tool_calls": [{}]}]},
        {
            "messages": [
                {"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": "{"}}]}
            ]
        },
    ],
    ids=str,
)
def test_wrong_types_are_400(front: ServedFront, fields: dict[str, Any]) -> None:
    body = {"messages": [USER], **fields}
    reply = front.client.post(
        "/v1/chat/completions", content=json.dumps(body), headers={"content-type": "text/plain"}
    )
    assert reply.status_code == 400
    assert error_of(reply)["type"] == "invalid_request_error"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"a": NaN}',
        b'\xff{"prompt": "a"}',
        b'{"prompt": "\\ud800"}',
        b'{"prompt": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"prompt": {"a": 1}}',
        b'{"prompt": []}',
        b'{"prompt": [1114112]}',
        b'{"prompt": [-1]}',
    ],
    ids=lambda raw: repr(raw[:24]),
)
def test_broken_bodies_are_400(front: ServedFront, raw: bytes) -> None:
    reply = front.client.post("/completion", content=raw)
    assert reply.status_code == 400
    error_of(reply)


@pytest.mark.parametrize(
    "fields",
    [
        {"grammar": "root ::= 'a'"},
        {"json_schema": {"type": "object"}},
        {"response_format": {"type": "json_object"}},
        {"response_format": {"type": "json_schema", "json_schema": {}}},
        {"tools": [{"type": "function", "function": {"name": "f"}}], "tool_choice": "required"},
        {"tools": [{"type": "function", "function": {"name": "f"}}]},
        {"lora": [{"id": 0, "scale": 1}]},
        {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}]},
    ],
    ids=str,
)
def test_what_would_not_be_obeyed_is_501(front: ServedFront, fields: dict[str, Any]) -> None:
    reply = front.client.post("/v1/chat/completions", json={"messages": [USER], **fields})
    assert reply.status_code == 501
    assert error_of(reply)["type"] == "not_supported_error"


@pytest.mark.parametrize(
    "fields",
    [
        {"response_format": {"type": "text"}, "logprobs": False, "n_probs": 0},
        {"tools": [], "tool_choice": "auto"},
        {"tools": [{"type": "function"}], "tool_choice": "none"},
        {"temperature": None, "stop": None, "max_tokens": None, "stream_options": None},
        {"messages": [{"role": "developer", "content": "be kind"}, USER]},
        {"messages": [{"role": "user", "content": [{"type": "text", "text": "a", "x": 1}]}]},
        {"messages": [USER, {"role": "assistant", "content": None}, USER]},
    ],
    ids=str,
)
def test_what_clients_send_without_need_is_accepted(
    front: ServedFront, fields: dict[str, Any]
) -> None:
    reply = front.client.post("/v1/chat/completions", json={"messages": [USER], **fields})
    assert reply.status_code == 200, reply.text


@pytest.mark.parametrize("stream", [False, True])
def test_a_prompt_over_the_context_is_a_plain_400(front: ServedFront, stream: bool) -> None:
    reply = front.client.post("/completion", json={"prompt": "a" * 300, "stream": stream})
    assert reply.status_code == 400
    assert reply.json()["error"] == {
        "code": 400,
        "message": "request (301 tokens) exceeds the available context size (300 tokens), "
        "try increasing it",
        "type": "exceed_context_size_error",
        "n_prompt_tokens": 301,
        "n_ctx": 300,
    }


@pytest.mark.parametrize(
    "path", ["/v1/embeddings", "/embedding", "/infill", "/v1/rerank", "/reranking"]
)
def test_what_the_model_is_not_made_for_is_501(front: ServedFront, path: str) -> None:
    reply = front.client.post(path, json={})
    assert (reply.status_code, error_of(reply)["type"]) == (501, "not_supported_error")


def test_an_unknown_path_is_llama_servers_404(front: ServedFront) -> None:
    assert front.client.get("/nope").json() == {
        "error": {"message": "File Not Found", "type": "not_found_error", "code": 404}
    }


def test_the_wrong_method_is_405(front: ServedFront) -> None:
    assert error_of(front.client.get("/v1/chat/completions"))["code"] == 405


def test_a_model_without_a_template_completes_but_does_not_chat() -> None:
    engine = ScriptedEngine(card=card(chat_template=""))
    engine.may_load.set()
    with served(engine) as front:
        assert front.ready.wait(10)
        reply = front.client.post("/v1/chat/completions", json={"messages": [USER]})
        assert reply.status_code == 400
        assert "no chat template" in error_of(reply)["message"]
        assert front.client.post("/v1/completions", json={"prompt": "a"}).status_code == 200


def test_a_template_that_refuses_speaks_for_itself() -> None:
    template = "{{ raise_exception('Roles must alternate.') }}"
    engine = ScriptedEngine(card=card(chat_template=template))
    engine.may_load.set()
    with served(engine) as front:
        assert front.ready.wait(10)
        reply = front.client.post("/v1/chat/completions", json={"messages": [USER]})
    assert reply.status_code == 400
    assert error_of(reply)["message"] == "The model's chat template says: Roles must alternate."
