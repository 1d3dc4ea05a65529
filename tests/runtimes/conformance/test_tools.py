"""Calls of tools: forced, so that random weights make them, too."""

import json
from typing import Any

import httpx2
import pytest

from tests.runtimes.conformance.candidates import CANDIDATES
from tests.runtimes.conformance.shapes import differences
from tests.runtimes.conformance.wire import CHAT, DONE, MESSAGES, ask, listen

pytestmark = pytest.mark.engine

FORCING = {name: one for name, one in CANDIDATES.items() if one.forces_calls}
CITY = {"city": {"enum": ["Oslo", "Rome"]}}
PARAMETERS = {"type": "object", "properties": CITY, "required": ["city"]}
TOOL = {
    "type": "function",
    "function": {"name": "get_weather", "description": "Weather.", "parameters": PARAMETERS},
}
FORCED = {
    "messages": MESSAGES,
    "tools": [TOOL],
    "tool_choice": "required",
    "max_tokens": 150,
    "parallel_tool_calls": False,
    # By chance, random weights may fill all the room there is with white space.
    "temperature": 0,
}
forcing = pytest.mark.parametrize(
    "candidate", [*FORCING.values()], ids=[*FORCING], indirect=True, scope="package"
)
CALL = {"type": "function", "id": str, "function": {"name": "get_weather", "arguments": str}}


@forcing
def test_a_forced_call_is_made(client: httpx2.Client) -> None:
    (choice,) = ask(client, CHAT, **FORCED)["choices"]
    assert choice["finish_reason"] == "tool_calls"
    calls = choice["message"]["tool_calls"]
    assert not differences(calls, [CALL])
    assert json.loads(calls[0]["function"]["arguments"])["city"] in ("Oslo", "Rome")
    assert not (choice["message"]["content"] or "").strip()


@forcing
def test_a_forced_call_comes_in_pieces(client: httpx2.Client) -> None:
    """Its name and id once, and first; the AI SDK wants an object ``function`` in every piece."""
    *chunks, done = listen(client, CHAT, **FORCED)
    assert done.data == DONE
    deltas = [choice["delta"] for chunk in chunks for choice in chunk.data["choices"]]
    pieces = [call for delta in deltas for call in delta.get("tool_calls", [])]
    assert not differences(pieces[0], {"index": 0, **CALL})
    assert all(isinstance(piece["function"], dict) for piece in pieces)
    assert not any("name" in piece["function"] for piece in pieces[1:])
    text = "".join(piece["function"].get("arguments", "") for piece in pieces)
    assert json.loads(text)["city"] in ("Oslo", "Rome")
    assert chunks[-1].data["choices"][0]["finish_reason"] == "tool_calls"


@forcing
def test_claude_gets_its_forced_call(client: httpx2.Client) -> None:
    tool = {"name": "get_weather", "description": "Weather.", "input_schema": PARAMETERS}
    choice = {"tools": [tool], "tool_choice": {"type": "any"}, "temperature": 0}
    reply = ask(client, "/v1/messages", messages=MESSAGES, max_tokens=150, **choice)
    (block,) = [one for one in reply["content"] if one["type"] == "tool_use"]
    assert not differences(block, {"id": str, "name": "get_weather", "input": dict})
    assert block["input"]["city"] in ("Oslo", "Rome")
    assert reply["stop_reason"] == "tool_use"


@forcing
def test_codex_gets_its_forced_call(client: httpx2.Client) -> None:
    """Tools that are no functions are passed over: Codex sends some with each request."""
    tool = {"type": "function", "name": "get_weather", "description": "", "parameters": PARAMETERS}
    body = {
        "input": "hi",
        "tools": [tool, {"type": "web_search"}],
        "tool_choice": "required",
        "parallel_tool_calls": False,
        "max_output_tokens": 150,
        "temperature": 0,
    }
    reply = ask(client, "/v1/responses", **body)
    (item,) = [one for one in reply["output"] if one["type"] == "function_call"]
    shape = {"id": str, "call_id": str, "name": "get_weather", "arguments": str}
    assert not differences(item, shape)
    assert json.loads(item["arguments"])["city"] in ("Oslo", "Rome")


def test_the_template_sees_tools_calls_and_results(client: httpx2.Client) -> None:
    function = {"name": "get_weather", "arguments": '{"city": "Oslo"}'}
    messages: list[dict[str, Any]] = [
        *MESSAGES,
        {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": "a12345678", "type": "function", "function": function}],
        },
        {"role": "tool", "tool_call_id": "a12345678", "content": "sunny"},
    ]
    body = {"messages": messages, "tools": [TOOL], "tool_choice": "auto"}
    prompt = ask(client, "/apply-template", **body)["prompt"]
    assert '"name": "get_weather"' in prompt.split("</tools>")[0]
    assert '<tool_call>\n{"name": "get_weather", "arguments": {"city": "Oslo"}}' in prompt
    assert "<tool_response>\nsunny\n</tool_response>" in prompt


def test_no_tools_are_offered_where_none_may_be_called(client: httpx2.Client) -> None:
    body = {"messages": MESSAGES, "tools": [TOOL], "tool_choice": "none"}
    asked = {**body, "max_tokens": 3, "ignore_eos": True}
    assert "tool_calls" not in ask(client, CHAT, **asked)["choices"][0]["message"]
