"""Anthropic's Messages API: requests as Claude Code writes them, blocks and events."""

import json
from typing import Any

import pytest

from runtimes.serving.messages_request import chat_body
from runtimes.serving.request_body import Body
from tests.fakes.scripted_engine import ScriptedEngine
from tests.fakes.serving_front import ServedFront
from tests.runtimes.serving.conftest import ToolFront

SYSTEM = [
    {"type": "text", "text": "x-anthropic-billing-header: cc_version=2.1.36.a; cch=a1b2c;"},
    {"type": "text", "text": "You are a coder.", "cache_control": {"type": "ephemeral"}},
]
TOOL = {
    "name": "weather",
    "description": "d",
    "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}},
}
ASKED: dict[str, Any] = {
    "model": "claude-sonnet-4-5",
    "max_tokens": 100,
    "system": SYSTEM,
    "messages": [
        {"role": "user", "content": [{"type": "text", "text": "Cold?"}]},
        {
            "role": "assistant",
            "content": [
                {"type": "thinking", "thinking": "Look.", "signature": ""},
                {"type": "text", "text": "I look."},
                {"type": "tool_use", "id": "t1", "name": "weather", "input": {"city": "Oslo"}},
            ],
        },
        {
            "role": "user",
            "content": [
                {"type": "tool_result", "tool_use_id": "t1", "content": "cold"},
                {"type": "text", "text": "And?"},
            ],
        },
    ],
    "tools": [TOOL, {"type": "web_search_20250305", "name": "web_search"}],
    "metadata": {"user_id": "u"},
    "thinking": {"type": "enabled", "budget_tokens": 1000},
}
CALL = '<tool_call>{"name": "weather", "arguments": {"city": "Oslo"}}</tool_call>'


def ask(front: ServedFront, **fields: Any) -> Any:
    headers = {"x-api-key": "any", "anthropic-version": "2023-06-01"}
    return front.client.post("/v1/messages?beta=true", json={**ASKED, **fields}, headers=headers)


def events(reply: Any) -> list[dict[str, Any]]:
    """The data of a stream; each event must be named like the type in its data."""
    assert reply.headers["content-type"].startswith("text/event-stream")
    found = []
    for text in reply.text.split("\n\n")[:-1]:
        name, data = text.split("\n")
        body = json.loads(data.removeprefix("data: "))
        assert name == f"event: {body['type']}"
        found.append(body)
    return found


def test_a_request_becomes_a_chat() -> None:
    chat = chat_body(Body(ASKED))
    assert chat.get("messages") == [
        {
            "role": "system",
            "content": "x-anthropic-billing-header: cc_version=2.1.36.a; cch=fffff;\n"
            "You are a coder.",
        },
        {"role": "user", "content": "Cold?"},
        {
            "role": "assistant",
            "content": "I look.",
            "reasoning_content": "Look.",
            "tool_calls": [
                {
                    "id": "t1",
                    "type": "function",
                    "function": {"name": "weather", "arguments": '{"city": "Oslo"}'},
                }
            ],
        },
        {"role": "tool", "tool_call_id": "t1", "content": "cold"},
        {"role": "user", "content": "And?"},
    ]
    assert [tool["function"]["name"] for tool in chat.items("tools")] == ["weather"]
    assert chat.get("chat_template_kwargs") == {"enable_thinking": True}
    assert chat.get("max_tokens") == 100


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"type": "auto"}, "auto"),
        ({"type": "any"}, "required"),
        ({"type": "none"}, "none"),
        ({"type": "tool", "name": "f"}, {"type": "function", "function": {"name": "f"}}),
    ],
    ids=str,
)
def test_choices_of_tools(choice: dict[str, Any], expected: Any) -> None:
    body = Body({"messages": [{"role": "user", "content": "hi"}], "tool_choice": choice})
    assert chat_body(body).get("tool_choice") == expected


def test_the_billing_header_does_not_change_the_prompt(
    tool_front: ToolFront,
) -> None:
    engine, front = tool_front
    for secret in ("a1b2c", "zzzzz"):
        text = f"x-anthropic-billing-header: cc_version=2; cch={secret};"
        assert ask(front, system=[{"type": "text", "text": text}]).status_code == 200
    first, second = engine.requests
    assert first.prompt == second.prompt


def test_a_whole_answer(tool_front: ToolFront) -> None:
    engine, front = tool_front
    engine.answer = f"<think>Hm.</think>I look.\n{CALL}"
    reply = ask(front).json()
    thinking, text, call = reply["content"]
    assert thinking == {"type": "thinking", "thinking": "Hm.", "signature": ""}
    assert text == {"type": "text", "text": "I look."}
    assert (call["type"], call["name"], call["input"]) == ("tool_use", "weather", {"city": "Oslo"})
    assert (reply["type"], reply["role"], reply["model"]) == ("message", "assistant", "scripted")
    assert (reply["stop_reason"], reply["stop_sequence"]) == ("tool_use", None)
    assert reply["usage"]["output_tokens"] == len(engine.answer) + 1
    assert reply["usage"]["input_tokens"] == len(engine.requests[-1].prompt)


def test_a_streamed_answer(tool_front: ToolFront) -> None:
    engine, front = tool_front
    engine.answer = f"<think>Hm.</think>I look.\n{CALL}"
    start, *middle, delta, stop = events(ask(front, stream=True))
    assert start["message"]["content"] == []
    assert delta["delta"] == {"stop_reason": "tool_use", "stop_sequence": None}
    assert delta["usage"]["output_tokens"] == len(engine.answer) + 1
    assert stop == {"type": "message_stop"}
    blocks: dict[int, str] = {}
    texts: dict[int, str] = {}
    for one in middle:
        at = one["index"]
        if one["type"] == "content_block_start":
            assert at == len(blocks)
            blocks[at] = one["content_block"]["type"]
        elif one["type"] == "content_block_delta":
            (text,) = [value for key, value in one["delta"].items() if key != "type"]
            texts[at] = texts.get(at, "") + text
    assert blocks == {0: "thinking", 1: "text", 2: "tool_use"}
    assert (texts[0], texts[1], json.loads(texts[2])) == ("Hm.", "I look.", {"city": "Oslo"})
    stops = [one["index"] for one in middle if one["type"] == "content_block_stop"]
    assert stops == [0, 1, 2]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("end_turn", None)),
        ({"max_tokens": 2}, ("max_tokens", None)),
        ({"stop_sequences": ["ll"]}, ("stop_sequence", "ll")),
    ],
    ids=str,
)
def test_why_it_ended(tool_front: ToolFront, fields: dict[str, Any], expected: Any) -> None:
    engine, front = tool_front
    engine.answer = "Hello"
    reply = ask(front, **fields).json()
    assert (reply["stop_reason"], reply["stop_sequence"]) == expected


def test_tokens_are_counted(tool_front: ToolFront) -> None:
    engine, front = tool_front
    reply = front.client.post("/v1/messages/count_tokens?beta=true", json=ASKED).json()
    ask(front)
    assert reply == {"input_tokens": len(engine.requests[-1].prompt)}


@pytest.mark.parametrize(
    "fields",
    [
        {"messages": []},
        {"messages": ["hi"]},
        {"messages": [{"role": "user", "content": [{"type": "image", "source": {}}]}]},
        {"tool_choice": {"type": "some"}},
    ],
    ids=str,
)
def test_refusals_have_the_shape_of_the_api(tool_front: ToolFront, fields: dict[str, Any]) -> None:
    reply = ask(tool_front[1], **fields)
    assert reply.status_code in (400, 501)
    body = reply.json()
    assert (body["type"], body["error"]["type"]) == ("error", "invalid_request_error")
    assert body["error"]["message"]


def test_a_failure_in_a_stream_is_an_event(tool_front: ToolFront) -> None:
    engine, front = tool_front
    engine.breaks_after = 2
    last = events(ask(front, stream=True))[-1]
    assert last["type"] == "error"
    assert last["error"]["message"] == "There is not enough memory for the model."


def test_an_empty_answer_is_an_empty_text(front: ServedFront, engine: ScriptedEngine) -> None:
    engine.answer = ""
    body = {"messages": [{"role": "user", "content": "hi"}], "max_tokens": 5}
    assert front.client.post("/v1/messages", json=body).json()["content"] == [
        {"type": "text", "text": ""}
    ]
