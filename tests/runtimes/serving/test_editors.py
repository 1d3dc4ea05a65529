"""Requests as editors write them, field for field; none may be refused, all must be answered."""

from typing import Any

import pytest

from tests.runtimes.serving.conftest import ToolFront
from tests.runtimes.serving.test_completions import events

TOOL = {
    "type": "function",
    "function": {
        "name": "read_file",
        "description": "d",
        "parameters": {"type": "object", "properties": {"path": {"type": "string"}}},
        "strict": False,
    },
}
CACHED = {"type": "text", "text": "You are a coder.", "cache_control": {"type": "ephemeral"}}
USER = {"role": "user", "content": [{"type": "text", "text": "hi"}]}
CHATS: dict[str, dict[str, Any]] = {
    "zed": {
        "model": "m",
        "messages": [{"role": "system", "content": "s"}, USER],
        "stream": True,
        "max_tokens": None,
        "stop": [],
        "temperature": 1.0,
        "tools": [TOOL],
        "tool_choice": "auto",
        "stream_options": {"include_usage": True},
    },
    "roo code": {
        "model": "m",
        "temperature": 0,
        "messages": [{"role": "system", "content": [CACHED]}, USER],
        "stream": True,
        "stream_options": {"include_usage": True},
        "tools": [TOOL],
        "tool_choice": "auto",
        "parallel_tool_calls": True,
        "max_completion_tokens": 8000,
    },
    "continue": {
        "model": "m",
        "messages": [USER],
        "max_tokens": 100,
        "top_p": None,
        "stream": True,
        "stop": ["</s>"],
        "prediction": None,
        "tools": [TOOL],
        "parallel_tool_calls": False,
        "stream_options": {"include_usage": True},
    },
    "copilot": {
        "model": "m",
        "messages": [USER],
        "stream": True,
        "n": 1,
        "stream_options": {"include_usage": True},
        "prompt_cache_key": "k",
        "reasoning_effort": "low",
        "snippy": {"enabled": False},
    },
    "open webui, to be continued": {
        "model": "m",
        "messages": [USER, {"role": "assistant", "content": "Sure", "reasoning_content": "Hm"}],
        "stream": True,
        "continue_final_message": True,
        "add_generation_prompt": False,
        "stream_options": {"include_usage": True},
    },
}


@pytest.mark.parametrize("name", CHATS)
def test_chats_are_answered(tool_front: ToolFront, name: str) -> None:
    _engine, front = tool_front
    headers = {"authorization": "Bearer undefined", "api-key": "x"}
    reply = front.client.post("/v1/chat/completions", json=CHATS[name], headers=headers)
    *chunks, last, done = events(reply)
    texts = [chunk["choices"][0]["delta"].get("content") or "" for chunk in chunks]
    assert "".join(texts) == "Hello"
    assert last["usage"]["completion_tokens"] == 6
    assert done == "[DONE]"


def test_zed_predicts_edits(tool_front: ToolFront) -> None:
    _engine, front = tool_front
    body = {
        "model": "m",
        "prompt": "<|fim_prefix|>a<|fim_suffix|>b<|fim_middle|>",
        "max_tokens": 5,
        "stop": [f"<|stop_{at}|>" for at in range(14)],
        "temperature": None,
        "environment": None,
    }
    reply = front.client.post("/v1/completions", json=body).json()
    assert reply["choices"][0]["text"] == "Hello"
    assert reply["id"]


def test_llama_vscode_counts_before_it_asks(tool_front: ToolFront) -> None:
    _engine, front = tool_front
    body = {"messages": [USER], "model": "m", "tools": [TOOL], "tool_choice": "auto"}
    prompt = front.client.post("/apply-template", json=body).json()["prompt"]
    asked = {"content": prompt, "add_special": False, "with_pieces": False}
    tokens = front.client.post("/tokenize", json=asked).json()["tokens"]
    counted = front.client.post("/v1/chat/completions/input_tokens", json=body).json()
    assert len(tokens) == counted["input_tokens"]
