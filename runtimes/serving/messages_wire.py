"""The JSON and the events of Anthropic's Messages API."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from runtimes.serving.answer_parts import (
    AnswerPart,
    AnswerReader,
    Call,
    Content,
    MoreArguments,
    Reasoning,
)
from runtimes.serving.answers import CallLimit, Message, limited
from runtimes.serving.chat_order import ChatOrder
from runtimes.serving.event_stream import named_event
from runtimes.serving.generation import Piece, Result, StopReason


def message_reply(identifier: str, model: str, message: Message, result: Result) -> dict[str, Any]:
    """A whole answer."""
    blocks: list[dict[str, Any]] = []
    if message.reasoning:
        blocks.append({"type": "thinking", "thinking": message.reasoning, "signature": ""})
    if message.content or not message.calls:
        blocks.append({"type": "text", "text": message.content})
    for call in message.calls:
        given = _as_object(call.arguments)
        blocks.append({"type": "tool_use", "id": call.id, "name": call.name, "input": given})
    return {
        **_envelope(identifier, model),
        "content": blocks,
        **_ending(result, has_calls=bool(message.calls)),
        "usage": {**_input_usage(result.cached, result.processed), **_output_usage(result)},
    }


def _as_object(arguments: str) -> Any:
    """The arguments of a call; of one that was broken off, what there is of them."""
    try:
        return json.loads(arguments)
    except ValueError:
        return {"broken_off": arguments}


def _envelope(identifier: str, model: str) -> dict[str, Any]:
    return {"id": identifier, "type": "message", "role": "assistant", "model": model}


def _ending(result: Result, *, has_calls: bool) -> dict[str, Any]:
    match result.reason:
        case StopReason.WORD | StopReason.END if has_calls:
            return {"stop_reason": "tool_use", "stop_sequence": None}
        case StopReason.WORD:
            return {"stop_reason": "stop_sequence", "stop_sequence": result.stopping_word}
        case StopReason.END:
            return {"stop_reason": "end_turn", "stop_sequence": None}
        case _:
            return {"stop_reason": "max_tokens", "stop_sequence": None}


def _input_usage(cached: int, processed: int) -> dict[str, int]:
    return {
        "cache_read_input_tokens": cached,
        "cache_creation_input_tokens": 0,
        "input_tokens": processed,
    }


def _output_usage(result: Result) -> dict[str, int]:
    return {"output_tokens": result.predicted}


@dataclass(slots=True)
class MessagesFormat:
    """Streams one answer as blocks, one after the other."""

    identifier: str
    model: str
    order: ChatOrder
    ending: str = ""
    _reader: AnswerReader = field(init=False)
    _calls: CallLimit = field(init=False)
    _blocks: int = 0
    _open: str = ""
    """The type of the block that is being written; empty between blocks."""

    def event(self, body: Mapping[str, Any]) -> str:
        return named_event(body["type"], body)

    def failure(self, message: str) -> Iterator[Mapping[str, Any]]:
        yield {"type": "error", "error": {"type": "api_error", "message": message}}

    def opening(self, index: int) -> Iterator[Mapping[str, Any]]:
        self._reader = self.order.make_reader()
        self._calls = CallLimit(self.order.at_most_one_call)
        prompt = len(self.order.requests[index].prompt)
        yield {
            "type": "message_start",
            "message": {
                **_envelope(self.identifier, self.model),
                "content": [],
                "stop_reason": None,
                "stop_sequence": None,
                "usage": {**_input_usage(0, prompt), "output_tokens": 0},
            },
        }

    def piece(self, index: int, piece: Piece) -> Iterator[Mapping[str, Any]]:
        yield from self._write(self._reader.feed(piece.text))

    def closing(self, index: int, result: Result) -> Iterator[Mapping[str, Any]]:
        yield from self._write(self._reader.finish())
        if not self._blocks:
            yield from self._begin({"type": "text", "text": ""})
        yield from self._close()
        usage = {**_input_usage(result.cached, result.processed), **_output_usage(result)}
        delta = _ending(result, has_calls=bool(self._calls.count))
        yield {"type": "message_delta", "delta": delta, "usage": usage}
        yield {"type": "message_stop"}

    def summary(self) -> Iterator[Mapping[str, Any]]:
        yield from ()

    def _write(self, parts: Iterator[AnswerPart]) -> Iterator[Mapping[str, Any]]:
        for part in limited(parts, self._calls):
            match part:
                case Content():
                    yield from self._within({"type": "text", "text": ""})
                    yield self._delta({"type": "text_delta", "text": part.text})
                case Reasoning():
                    yield from self._within({"type": "thinking", "thinking": "", "signature": ""})
                    yield self._delta({"type": "thinking_delta", "thinking": part.text})
                case Call():
                    yield from self._close()
                    block = {"type": "tool_use", "id": part.id, "name": part.name, "input": {}}
                    yield from self._begin(block)
                    if part.arguments:
                        yield self._arguments(part.arguments)
                case MoreArguments():
                    yield self._arguments(part.text)

    def _arguments(self, text: str) -> Mapping[str, Any]:
        return self._delta({"type": "input_json_delta", "partial_json": text})

    def _within(self, block: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        if self._open != block["type"]:
            yield from self._close()
            yield from self._begin(block)

    def _begin(self, block: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        self._open, self._blocks = block["type"], self._blocks + 1
        yield {
            "type": "content_block_start",
            "index": self._blocks - 1,
            "content_block": dict(block),
        }

    def _delta(self, delta: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"type": "content_block_delta", "index": self._blocks - 1, "delta": dict(delta)}

    def _close(self) -> Iterator[Mapping[str, Any]]:
        if self._open:
            self._open = ""
            yield {"type": "content_block_stop", "index": self._blocks - 1}
