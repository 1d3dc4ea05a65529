"""A chat with a model: what is said, and how a streamed answer reads on the wire.

The wire is OpenAI's Chat Completions stream, as llama-server and our own runners write it.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_PREFIX = b"data:"
_DONE = b"[DONE]"


class Speaker(StrEnum):
    """Who says something; the values are the wire's roles."""

    PERSON = "user"
    MODEL = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of an answer; a thought is what a reasoning model says to itself."""

    text: str
    is_thought: bool = False


@dataclass(frozen=True, slots=True)
class Timings:
    """What the engine measured of one answer."""

    tokens: int
    tokens_per_second: float


@dataclass(frozen=True, slots=True)
class Trouble:
    """The engine broke off; ``message`` is its own sentence."""

    message: str


@dataclass(frozen=True, slots=True)
class AnswerEnd:
    """How an answer ended.

    Attributes:
        first_token: seconds from the question to the first piece; ``None`` without one.
        tokens_per_second: ``None`` where neither engine nor clock can tell.
        problem: what went wrong, as a sentence; empty when all is well.
    """

    tokens: int = 0
    tokens_per_second: float | None = None
    first_token: float | None = None
    problem: str = ""


Event = Piece | Timings | Trouble


class AnswerReader:
    """Turns the bytes of a streamed answer into events, wherever the network cut them."""

    def __init__(self) -> None:
        self._rest = b""

    def read(self, data: bytes) -> list[Event]:
        """The events that these bytes complete; what is no event of the stream is passed over."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [event for line in lines for event in _events(line.strip())]


def request_body(model: str, messages: Sequence[Message]) -> bytes:
    """The JSON that asks for a streamed answer."""
    said = [{"role": each.speaker.value, "content": each.text} for each in messages]
    body = {"model": model, "messages": said, "stream": True}
    return json.dumps({**body, "stream_options": {"include_usage": True}}).encode()


def error_message(body: bytes) -> str:
    """The sentence in the body of a refused request; empty where there is none."""
    page = _json(body)
    error = page.get("error")
    message = error.get("message") if isinstance(error, dict) else error
    return message if isinstance(message, str) else ""


def model_names(body: bytes) -> list[str]:
    """The ids of a ``/v1/models`` page; empty for any other page."""
    entries = _json(body).get("data")
    entries = entries if isinstance(entries, list) else []
    names = [entry.get("id") for entry in entries if isinstance(entry, dict)]
    return [name for name in names if isinstance(name, str)]


def _events(line: bytes) -> Iterable[Event]:
    data = line.removeprefix(_PREFIX).strip()
    if not line.startswith(_PREFIX) or data == _DONE:
        return
    chunk = _json(data)
    if chunk.get("error"):
        yield Trouble(error_message(data))
    yield from _pieces(chunk.get("choices"))
    if timings := _timings(chunk.get("timings")):
        yield timings


def _pieces(choices: Any) -> Iterable[Piece]:
    choice = choices[0] if isinstance(choices, list) and choices else None
    delta = choice.get("delta") if isinstance(choice, dict) else None
    if not isinstance(delta, dict):
        return
    for key, is_thought in (("reasoning_content", True), ("content", False)):
        text = delta.get(key)
        if isinstance(text, str) and text:
            yield Piece(text, is_thought)


def _timings(page: Any) -> Timings | None:
    page = page if isinstance(page, dict) else {}
    tokens, speed = page.get("predicted_n"), page.get("predicted_per_second")
    if isinstance(tokens, int) and isinstance(speed, int | float):
        return Timings(tokens, float(speed))
    return None


def _json(data: bytes) -> dict[str, Any]:
    try:
        page = json.loads(data)
    except ValueError:
        return {}
    return page if isinstance(page, dict) else {}
