"""Tools in a chat: what the template sees, what clients read, and the official client."""

import json
from typing import Any

import openai
import pytest
from openai.types.chat import ChatCompletionChunk

from runtimes.serving.engine import Constraint
from tests.fakes.scripted_engine import ScriptedEngine
from tests.fakes.serving_front import ServedFront
from tests.runtimes.serving.conftest import ToolFront
from tests.runtimes.serving.test_completions import events

TOOL: dict[str, Any] = {
    "type": "function",
    "function": {
        "name": "weather",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
    },
}
USER = {"role": "user", "content": "hi"}
ANSWER = 'I look.\n<tool_call>{"name": "weather", "arguments": {"city": "Oslo"}}</tool_call>'


@pytest.fixture
def engine(tool_front: ToolFront) -> ScriptedEngine:
    engine, _front = tool_front
    engine.answer = ANSWER
    return engine


@pytest.fixture
def front(engine: ScriptedEngine, tool_front: ToolFront) -> ServedFront:
    return tool_front[1]


def ask(front: ServedFront, **fields: Any) -> Any:
    body = {"messages": [USER], "tools": [TOOL], **fields}
    return front.client.post("/v1/chat/completions", json=body)


def test_a_call_is_read(front: ServedFront) -> None:
    (choice,) = ask(front).json()["choices"]
    assert choice["finish_reason"] == "tool_calls"
    (call,) = choice["message"].pop("tool_calls")
    assert choice["message"] == {"role": "assistant", "content": "I look."}
    assert (call["type"], call["function"]["name"]) == ("function", "weather")
    assert json.loads(call["function"]["arguments"]) == {"city": "Oslo"}


def test_streamed_chunks_obey_the_schemas_of_the_clients(front: ServedFront) -> None:
    """Those of Vercel's AI SDK (openai-compatible chat model) and Zed's crates/llama_cpp."""
    *chunks, done = events(ask(front, stream=True, stream_options={"include_usage": True}))
    assert done == "[DONE]"
    known: set[int] = set()
    for chunk in chunks:
        assert isinstance(chunk["choices"], list)
        assert (chunk["model"], chunk["object"]) == ("scripted", "chat.completion.chunk")
        assert ("usage" in chunk) == (chunk["choices"] == [])
        for choice in chunk["choices"]:
            delta = choice["delta"]
            assert isinstance(choice["index"], int)
            assert delta.get("role") in (None, "assistant")
            assert isinstance(delta.get("content"), str | None)
            for call in delta.get("tool_calls", []):
                assert isinstance(call["index"], int)
                assert isinstance(call["function"]["arguments"], str)
                assert (call["index"] in known) != ("id" in call and "name" in call["function"])
                known.add(call["index"])
    assert chunks[-2]["choices"][0]["finish_reason"] == "tool_calls"


def test_a_template_gets_arguments_as_an_object(front: ServedFront, engine: ScriptedEngine) -> None:
    called = {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {
                "id": "1",
                "type": "function",
                "function": {"name": "weather", "arguments": '{"city": "Oslo"}'},
            }
        ],
    }
    result = {"role": "tool", "tool_call_id": "1", "content": [{"type": "text", "text": "cold"}]}
    ask(front, messages=[USER, called, result])
    prompt = engine.detokenize(engine.requests[-1].prompt)
    assert "<tool_call>weather:city=Oslo;</tool_call>" in prompt
    assert "<|im_start|>tool\ncold<|im_end|>" in prompt
    assert '"name": "weather"' in prompt


def test_no_tool_is_offered_when_none_may_be_called(
    front: ServedFront, engine: ScriptedEngine
) -> None:
    (choice,) = ask(front, tool_choice="none").json()["choices"]
    assert choice["message"]["content"] == ANSWER
    assert "<tools>" not in engine.detokenize(engine.requests[-1].prompt)


@pytest.mark.parametrize(
    "choice", ["required", {"type": "function", "function": {"name": "weather"}}], ids=str
)
def test_a_forced_call_is_enforced(front: ServedFront, engine: ScriptedEngine, choice: Any) -> None:
    engine.answer = '{"name": "weather", "arguments": {"city": "Oslo"}}'
    (answer,) = ask(front, tool_choice=choice).json()["choices"]
    assert answer["message"]["tool_calls"][0]["function"]["name"] == "weather"
    constraint = engine.requests[-1].constraint
    assert constraint is not None
    schema = json.loads(constraint.schema)
    assert schema["properties"]["name"] == {"const": "weather"}
    assert schema["properties"]["arguments"] == TOOL["function"]["parameters"]


def test_only_one_call_when_no_more_are_wanted(front: ServedFront, engine: ScriptedEngine) -> None:
    engine.answer = ANSWER * 2
    many, one = ask(front), ask(front, parallel_tool_calls=False)
    assert len(many.json()["choices"][0]["message"]["tool_calls"]) == 2
    assert len(one.json()["choices"][0]["message"]["tool_calls"]) == 1


def test_reasoning_has_a_field_of_its_own(front: ServedFront, engine: ScriptedEngine) -> None:
    engine.answer = "<think>Hm.</think>\nYes."
    message = ask(front, tools=[]).json()["choices"][0]["message"]
    assert message == {"role": "assistant", "content": "Yes.", "reasoning_content": "Hm."}
    chunks = events(ask(front, tools=[], stream=True))[:-1]
    deltas = [chunk["choices"][0]["delta"] for chunk in chunks]
    assert "".join(delta.get("reasoning_content") or "" for delta in deltas) == "Hm."
    assert "".join(delta.get("content") or "" for delta in deltas) == "Yes."


def test_the_official_client_reads_a_streamed_call(front: ServedFront) -> None:
    with openai.OpenAI(base_url=f"{front.url}/v1", api_key="none", max_retries=0) as client:
        stream = client.chat.completions.create(
            model="any",
            messages=[{"role": "user", "content": "hi"}],
            tools=[TOOL],  # type: ignore[list-item]
            stream=True,
        )
        chunks = [chunk for chunk in stream if isinstance(chunk, ChatCompletionChunk)]
    deltas = [chunk.choices[0].delta for chunk in chunks]
    calls = [call for delta in deltas for call in delta.tool_calls or []]
    assert "".join(delta.content or "" for delta in deltas) == "I look."
    names = [call.function.name for call in calls if call.function and call.function.name]
    assert names == ["weather"]
    arguments = "".join(call.function.arguments or "" for call in calls if call.function)
    assert json.loads(arguments) == {"city": "Oslo"}


def test_props_tell_what_the_template_can(front: ServedFront) -> None:
    caps = front.client.get("/props").json()["chat_template_caps"]
    assert caps["supports_tools"]
    assert caps["supports_tool_calls"]
    assert caps["supports_parallel_tool_calls"]
    assert caps["supports_system_role"]
    assert not caps["supports_preserve_reasoning"]


def test_prompts_are_counted_with_their_tools(front: ServedFront) -> None:
    path = "/v1/chat/completions/input_tokens"
    bare = front.client.post(path, json={"messages": [USER]}).json()
    full = front.client.post(path, json={"messages": [USER], "tools": [TOOL]}).json()
    assert bare["object"] == "response.input_tokens"
    assert bare["input_tokens"] == len("<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n")
    assert full["input_tokens"] > bare["input_tokens"] + 50


@pytest.mark.parametrize(
    ("fields", "schema", "grammar"),
    [
        ({"json_schema": {"type": "object"}}, '{"type": "object"}', ""),
        ({"json_schema": '{"type": "object"}'}, '{"type": "object"}', ""),
        ({"response_format": {"type": "json_object"}}, '{"type": "object"}', ""),
        (
            {"response_format": {"type": "json_schema", "json_schema": {"schema": {"a": 1}}}},
            '{"a": 1}',
            "",
        ),
        ({"grammar": "root ::= 'a'"}, "", "root ::= 'a'"),
    ],
    ids=str,
)
def test_forms_of_answers_reach_the_engine(
    front: ServedFront, engine: ScriptedEngine, fields: Any, schema: str, grammar: str
) -> None:
    assert ask(front, tools=[], **fields).status_code == 200
    assert engine.requests[-1].constraint == Constraint(schema, grammar)


@pytest.mark.parametrize(
    "fields",
    [
        {"json_schema": {"title": "impossible"}},
        {"json_schema": "{"},
        {"json_schema": 5},
        {"json_schema": {"type": "object"}, "grammar": "root ::= 'a'"},
        {"json_schema": {"type": "object"}, "tool_choice": "required"},
    ],
    ids=str,
)
def test_forms_that_cannot_be_obeyed_are_400(front: ServedFront, fields: Any) -> None:
    reply = ask(front, **fields)
    assert reply.status_code == 400
    assert reply.json()["error"]["message"]


def test_a_forced_form_is_content_even_where_the_prompt_begins_to_think(
    front: ServedFront, engine: ScriptedEngine
) -> None:
    engine.answer = '{"a": 1}'
    begun = [USER, {"role": "assistant", "content": "<think>"}]
    reply = ask(front, messages=begun, tools=[], json_schema={"type": "object"}).json()
    assert reply["choices"][0]["message"]["content"] == '{"a": 1}'


def test_a_call_that_was_broken_off_is_not_to_be_made(front: ServedFront) -> None:
    (choice,) = ask(front, max_tokens=len(ANSWER) - 20).json()["choices"]
    assert choice["finish_reason"] == "length"
    last = events(ask(front, max_tokens=len(ANSWER) - 20, stream=True))[-2]
    assert last["choices"][0]["finish_reason"] == "length"
