"""The JSON and the events of OpenAI's Responses API."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from runtimes.serving.front import new_id
from runtimes.serving.generation import Piece, Result
from runtimes.serving.wire import finish_reason

_IN_PROGRESS, _COMPLETED = "in_progress", "completed"


@dataclass(frozen=True, slots=True)
class ResponseEnvelope:
    """What all events of one response share; ``created`` is Unix time in seconds."""

    model: str
    id: str = field(default_factory=lambda: new_id("resp_"))
    created: int = field(default_factory=lambda: int(time.time()))

    def around(
        self, status: str, output: Sequence[Mapping[str, Any]] = (), **fields: Any
    ) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": "response",
            "created_at": self.created,
            "status": status,
            "model": self.model,
            "output": list(output),
            "error": None,
            "incomplete_details": None,
            **fields,
        }


def response_reply(envelope: ResponseEnvelope, message: Message, result: Result) -> dict[str, Any]:
    """A whole answer."""
    output: list[dict[str, Any]] = []
    if message.reasoning:
        output.append(_reasoning_item(new_id("rs_"), message.reasoning))
    if message.content or not message.calls:
        output.append(_message_item(new_id("msg_"), message.content))
    output += [_call_item(new_id("fc_"), call) for call in message.calls]
    return _finished(envelope, output, result)


def _finished(
    envelope: ResponseEnvelope, output: Sequence[Mapping[str, Any]], result: Result
) -> dict[str, Any]:
    told: dict[str, Any] = {"usage": _usage(result), "completed_at": int(time.time())}
    if finish_reason(result) == "length":
        reason = {"reason": "max_output_tokens"}
        return envelope.around("incomplete", output, incomplete_details=reason, **told)
    return envelope.around(_COMPLETED, output, **told)


def _usage(result: Result) -> dict[str, Any]:
    prompt = result.cached + result.processed
    return {
        "input_tokens": prompt,
        "input_tokens_details": {"cached_tokens": result.cached},
        "output_tokens": result.predicted,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": prompt + result.predicted,
    }


def _text_part(text: str) -> dict[str, Any]:
    return {"type": "output_text", "annotations": [], "logprobs": [], "text": text}


def _message_item(identifier: str, text: str | None) -> dict[str, Any]:
    """``None`` for a message that is only begun."""
    return {
        "type": "message",
        "role": "assistant",
        "status": _IN_PROGRESS if text is None else _COMPLETED,
        "id": identifier,
        "content": [] if text is None else [_text_part(text)],
    }


def _reasoning_item(identifier: str, text: str | None) -> dict[str, Any]:
    content = [] if text is None else [{"type": "reasoning_text", "text": text}]
    return {
        "type": "reasoning",
        "id": identifier,
        "summary": [],
        "content": content,
        "encrypted_content": None,
        "status": _IN_PROGRESS if text is None else _COMPLETED,
    }


def _call_item(identifier: str, call: Call, *, begun: bool = False) -> dict[str, Any]:
    return {
        "type": "function_call",
        "id": identifier,
        "call_id": f"call_{call.id}",
        "name": call.name,
        "arguments": "" if begun else call.arguments,
        "status": _IN_PROGRESS if begun else _COMPLETED,
    }


@dataclass(slots=True)
class ResponsesFormat:
    """Streams one answer as items, one after the other."""

    envelope: ResponseEnvelope
    order: ChatOrder
    ending: str = ""
    _reader: AnswerReader = field(init=False)
    _calls: CallLimit = field(init=False)
    _output: list[Mapping[str, Any]] = field(default_factory=list)
    _item: str = ""
    """Id of the item that is being written; empty between items."""
    _text: str = ""
    _reasons: bool = False
    _call: Call | None = None
    _sequence: int = -1

    def event(self, body: Mapping[str, Any]) -> str:
        self._sequence += 1
        return named_event(body["type"], {**body, "sequence_number": self._sequence})

    def failure(self, message: str) -> Iterator[Mapping[str, Any]]:
        error = {"code": "server_error", "message": message}
        failed = self.envelope.around("failed", self._output, error=error)
        yield {"type": "response.failed", "response": failed}

    def opening(self, index: int) -> Iterator[Mapping[str, Any]]:
        self._reader = self.order.make_reader()
        self._calls = CallLimit(self.order.at_most_one_call)
        begun = self.envelope.around(_IN_PROGRESS)
        yield {"type": "response.created", "response": begun}
        yield {"type": "response.in_progress", "response": begun}

    def piece(self, index: int, piece: Piece) -> Iterator[Mapping[str, Any]]:
        yield from self._write(self._reader.feed(piece.text))

    def closing(self, index: int, result: Result) -> Iterator[Mapping[str, Any]]:
        yield from self._write(self._reader.finish())
        if not self._output and not self._item:
            yield from self._begin(reasons=False)
        yield from self._close()
        # Codex waits for this event, whatever the reason for the end.
        finished = _finished(self.envelope, self._output, result)
        yield {"type": "response.completed", "response": finished}

    def summary(self) -> Iterator[Mapping[str, Any]]:
        yield from ()

    def _write(self, parts: Iterator[AnswerPart]) -> Iterator[Mapping[str, Any]]:
        for part in limited(parts, self._calls):
            match part:
                case Call():
                    yield from self._close()
                    yield from self._begin_call(part)
                case MoreArguments():
                    yield from self._add_arguments(part.text)
                case _:
                    yield from self._add(part)

    def _add(self, part: Content | Reasoning) -> Iterator[Mapping[str, Any]]:
        reasons = isinstance(part, Reasoning)
        if not self._item or self._call or self._reasons != reasons:
            yield from self._close()
            yield from self._begin(reasons=reasons)
        self._text += part.text
        kind = "reasoning_text" if reasons else "output_text"
        yield self._told(f"response.{kind}.delta", content_index=0, delta=part.text)

    def _begin(self, *, reasons: bool) -> Iterator[Mapping[str, Any]]:
        self._item, self._text, self._reasons = new_id("rs_" if reasons else "msg_"), "", reasons
        item = _reasoning_item(self._item, None) if reasons else _message_item(self._item, None)
        yield self._told("response.output_item.added", item=item)
        if not reasons:
            yield self._told("response.content_part.added", content_index=0, part=_text_part(""))

    def _close(self) -> Iterator[Mapping[str, Any]]:
        if not self._item:
            return
        text = self._text
        if self._call:
            call, self._call = replace(self._call, arguments=text), None
            name = "response.function_call_arguments.done"
            yield self._told(name, arguments=text, name=call.name)
            item = _call_item(self._item, call)
        elif self._reasons:
            item = _reasoning_item(self._item, text)
            yield self._told("response.reasoning_text.done", content_index=0, text=text)
        else:
            item, part = _message_item(self._item, text), _text_part(text)
            yield self._told("response.output_text.done", content_index=0, text=text, logprobs=[])
            yield self._told("response.content_part.done", content_index=0, part=part)
        yield from self._finish_item(item)

    def _begin_call(self, call: Call) -> Iterator[Mapping[str, Any]]:
        self._item, self._text, self._call = new_id("fc_"), "", call
        begun = _call_item(self._item, call, begun=True)
        yield self._told("response.output_item.added", item=begun)
        yield from self._add_arguments(call.arguments)

    def _add_arguments(self, text: str) -> Iterator[Mapping[str, Any]]:
        self._text += text
        if text:
            yield self._told("response.function_call_arguments.delta", delta=text)

    def _finish_item(self, item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        yield self._told("response.output_item.done", item=item)
        self._output.append(item)
        self._item = ""

    def _told(self, kind: str, **fields: Any) -> dict[str, Any]:
        """An event about the current item."""
        at = {"output_index": len(self._output)}
        if "item" not in fields:
            at = {"item_id": self._item, **at}  # type: ignore[dict-item]
            if kind.endswith("output_text.delta"):
                fields["logprobs"] = []
        return {"type": kind, **at, **fields}
