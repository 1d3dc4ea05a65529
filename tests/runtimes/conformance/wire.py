"""Asks a runner, and reads streams as strictly as the strictest client."""

import json
from dataclasses import dataclass
from typing import Any

import httpx2

CHAT = "/v1/chat/completions"
DONE = "[DONE]"
MESSAGES = [{"role": "user", "content": "hi"}]
SHORT = {"n_predict": 4, "ignore_eos": True, "temperature": 0, "cache_prompt": False}
"""Four tokens, always the same ones; what random weights say may have no text."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a stream; ``data`` is JSON, but for ``DONE``."""

    name: str
    data: Any


def ask(client: httpx2.Client, path: str, **body: Any) -> Any:
    """The JSON of an answer that must be a success."""
    reply = client.post(path, json=body)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"].startswith("application/json")
    return reply.json()


def listen(client: httpx2.Client, path: str, **body: Any) -> list[Event]:
    """The events of a streamed answer."""
    reply = client.post(path, json={**body, "stream": True})
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"].startswith("text/event-stream")
    blocks = reply.text.split("\n\n")
    assert blocks.pop() == "", "every event ends with an empty line"
    return [read_event(block) for block in blocks if not block.startswith(":")]


def read_event(block: str) -> Event:
    """One block of a stream. Zed wants the space after the colon, Continue one line for each."""
    *names, data = block.split("\n")
    assert len(names) <= 1
    assert all(name.startswith("event: ") for name in names), block
    assert data.startswith("data: "), block
    text = data.removeprefix("data: ")
    name = names[0].removeprefix("event: ") if names else ""
    return Event(name, text if text == DONE else json.loads(text))


def chat_text(events: list[Event]) -> str:
    """The text of a streamed chat."""
    chunks = [event.data for event in events if event.data != DONE]
    deltas = [choice["delta"] for chunk in chunks for choice in chunk["choices"]]
    return "".join(delta.get("content") or "" for delta in deltas)
