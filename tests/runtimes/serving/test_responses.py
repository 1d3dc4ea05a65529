"""OpenAI's Responses API: requests as Codex writes them, items and events."""

import json
from typing import Any

import openai
import pytest

from runtimes.serving.request_body import Body
from runtimes.serving.responses_request import chat_body
from tests.fakes.serving_front import ServedFront
from tests.runtimes.serving.conftest import ToolFront
from tests.runtimes.serving.test_messages import CALL, events

TOOL = {
    "type": "function",
    "name": "weather",
    "description": "d",
    "strict": False,
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
}
CODEX: dict[str, Any] = {
    "model": "gpt-5-codex",
    "instructions": "You are a coder.",
    "input": [
        {
            "type": "message",
            "role": "developer",
            "content": [{"type": "input_text", "text": "Be brief."}],
        },
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Cold?"}]},
        {"type": "reasoning", "summary": [], "content": [{"type": "reasoning_text", "text": "Hm"}]},
        {
            "type": "message",
            "role": "assistant",
            "content": [{"type": "output_text", "text": "I look."}],
        },
        {
            "type": "function_call",
            "call_id": "call_abc123456",
            "name": "weather",
            "arguments": '{"city": "Oslo"}',
        },
        {"type": "function_call_output", "call_id": "call_abc123456", "output": "cold"},
        {"type": "web_search_call", "id": "ws_1", "status": "completed"},
    ],
    "tools": [
        TOOL,
        {"type": "custom", "name": "apply_patch", "format": {"type": "grammar"}},
        {"type": "web_search"},
        {"type": "local_shell"},
    ],
    "tool_choice": "auto",
    "parallel_tool_calls": False,
    "reasoning": {"effort": "medium", "summary": "auto"},
    "store": False,
    "stream": True,
    "include": ["reasoning.encrypted_content"],
    "prompt_cache_key": "k",
    "text": {"verbosity": "low"},
}


def ask(front: ServedFront, **fields: Any) -> Any:
    return front.client.post("/v1/responses", json={**CODEX, **fields})


def test_a_request_becomes_a_chat() -> None:
    chat = chat_body(Body(CODEX))
    assert chat.get("messages") == [
        {"role": "system", "content": "You are a coder."},
        {"role": "developer", "content": "Be brief."},
        {"role": "user", "content": "Cold?"},
        {
            "role": "assistant",
            "content": "I look.",
            "reasoning_content": "Hm",
            "tool_calls": [
                {
                    "id": "abc123456",
                    "type": "function",
                    "function": {"name": "weather", "arguments": '{"city": "Oslo"}'},
                }
            ],
        },
        {"role": "tool", "tool_call_id": "abc123456", "content": "cold"},
    ]
    assert [tool["function"]["name"] for tool in chat.items("tools")] == ["weather"]
    assert chat.get("reasoning_effort") == "medium"


def test_a_schema_is_passed_on() -> None:
    form = {"type": "json_schema", "name": "n", "schema": {"type": "object"}}
    chat = chat_body(Body({"input": "", "text": {"format": form}}))
    assert chat.get("response_format") == {"type": "json_schema", "json_schema": form}


def test_codex_reads_a_streamed_call(tool_front: ToolFront) -> None:
    engine, front = tool_front
    engine.answer = f"<think>Hm.</think>I look.\n{CALL}"
    told = events(ask(front))
    assert [one["sequence_number"] for one in told] == [*range(len(told))]
    kinds = [one["type"] for one in told]
    assert kinds[:2] == ["response.created", "response.in_progress"]
    assert kinds[-1] == "response.completed"
    deltas: dict[str, str] = {}
    for one in told:
        if one["type"].endswith(".delta"):
            deltas[one["type"]] = deltas.get(one["type"], "") + one["delta"]
            assert one["item_id"]
    assert deltas["response.reasoning_text.delta"] == "Hm."
    assert deltas["response.output_text.delta"] == "I look."
    assert json.loads(deltas["response.function_call_arguments.delta"]) == {"city": "Oslo"}
    assert all("content_index" in one for one in told if "reasoning_text" in one["type"])
    done = [one["item"] for one in told if one["type"] == "response.output_item.done"]
    assert [item["type"] for item in done] == ["reasoning", "message", "function_call"]
    call = done[-1]
    assert (call["name"], call["id"][:3], call["call_id"][:5]) == ("weather", "fc_", "call_")
    final = told[-1]["response"]
    assert final["output"] == done
    assert (
        final["usage"]["total_tokens"]
        == len(engine.requests[-1].prompt) + final["usage"]["output_tokens"]
    )


def test_a_whole_answer(tool_front: ToolFront) -> None:
    engine, front = tool_front
    engine.answer = "Hello"
    reply = ask(front, stream=False).json()
    (item,) = reply["output"]
    assert (item["type"], item["role"], item["status"]) == ("message", "assistant", "completed")
    assert item["content"] == [
        {"type": "output_text", "annotations": [], "logprobs": [], "text": "Hello"}
    ]
    assert (reply["object"], reply["status"], reply["model"]) == (
        "response",
        "completed",
        "scripted",
    )
    assert ask(front, stream=False, max_output_tokens=2).json()["status"] == "incomplete"


@pytest.mark.parametrize("given", ["", []])
def test_an_empty_input_loads_a_model(front: ServedFront, given: Any) -> None:
    body = {"model": "m", "input": given, "max_output_tokens": 1}
    assert front.client.post("/v1/responses", json=body).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"previous_response_id": "resp_1"},
        {"input": 5},
        {"input": ["hi"]},
        {"input": [{"role": "user", "content": [{"type": "input_file"}]}]},
    ],
    ids=str,
)
def test_what_cannot_be_understood_is_refused(front: ServedFront, fields: dict[str, Any]) -> None:
    reply = front.client.post("/responses", json={"input": "hi", **fields})
    assert reply.status_code in (400, 501)
    assert reply.json()["error"]["message"]


def test_a_failure_in_a_stream_is_told(tool_front: ToolFront) -> None:
    engine, front = tool_front
    engine.breaks_after = 2
    last = events(ask(front))[-1]
    assert last["type"] == "response.failed"
    assert last["response"]["error"] == {
        "code": "server_error",
        "message": "There is not enough memory for the model.",
    }


def test_prompts_are_counted(tool_front: ToolFront) -> None:
    engine, front = tool_front
    reply = front.client.post("/v1/responses/input_tokens", json=CODEX).json()
    ask(front)
    assert reply == {
        "input_tokens": len(engine.requests[-1].prompt),
        "object": "response.input_tokens",
    }


def test_the_official_client_reads_both_ways(tool_front: ToolFront) -> None:
    engine, front = tool_front
    engine.answer = f"I look.\n{CALL}"
    with openai.OpenAI(base_url=f"{front.url}/v1", api_key="none", max_retries=0) as client:
        whole = client.responses.create(model="m", input="hi", tools=[TOOL])  # type: ignore[list-item]
        with client.responses.stream(model="m", input="hi", tools=[TOOL]) as stream:  # type: ignore[list-item]
            stream.until_done()
            streamed = stream.get_final_response()
    for reply in (whole, streamed):
        assert reply.output_text == "I look."
        assert reply.output[-1].type == "function_call"
