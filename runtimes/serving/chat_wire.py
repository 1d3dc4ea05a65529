"""The JSON and the events of ``/v1/chat/completions``."""

from collections.abc import Iterator, Mapping, Sequence
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
from runtimes.serving.engine import TokenScores
from runtimes.serving.event_stream import DONE
from runtimes.serving.generation import Piece, Result
from runtimes.serving.probabilities import ToBytes, chat_logprobs
from runtimes.serving.streams import OpenAiEvents
from runtimes.serving.wire import Envelope, finish_reason, timings, usage


def chat_choice(
    message: Message, index: int, result: Result, logprobs: Mapping[str, Any] | None
) -> dict[str, Any]:
    """One complete answer."""
    written: dict[str, Any] = {"role": "assistant", "content": message.content}
    if message.reasoning:
        written["reasoning_content"] = message.reasoning
    if message.calls:
        written["tool_calls"] = [tool_call(call) for call in message.calls]
    choice = {
        "finish_reason": finish_reason(result, has_calls=bool(message.calls)),
        "index": index,
        "message": written,
    }
    return choice if logprobs is None else {**choice, "logprobs": logprobs}


def tool_call(call: Call) -> dict[str, Any]:
    """A call as clients read it, and send it back."""
    function = {"name": call.name, "arguments": call.arguments}
    return {"type": "function", "function": function, "id": call.id}


@dataclass(slots=True)
class ChatFormat(OpenAiEvents):
    """Streams the answers of one request, one after the other."""

    envelope: Envelope
    order: ChatOrder
    to_bytes: ToBytes
    ending: str = DONE
    _reader: AnswerReader = field(init=False)
    _calls: CallLimit = field(init=False)
    _scores: list[TokenScores] = field(default_factory=list)
    _results: list[Result] = field(default_factory=list)

    def opening(self, index: int) -> Iterator[Mapping[str, Any]]:
        self._reader = self.order.make_reader()
        self._calls = CallLimit(self.order.at_most_one_call)
        yield self._chunk(_choice({"role": "assistant", "content": None}, index))

    def piece(self, index: int, piece: Piece) -> Iterator[Mapping[str, Any]]:
        self._scores += piece.scores
        yield from self._write(self._reader.feed(piece.text), index)

    def closing(self, index: int, result: Result) -> Iterator[Mapping[str, Any]]:
        yield from self._write(self._reader.finish(), index)
        self._results.append(result)
        reason = finish_reason(result, has_calls=self._calls.count > 0)
        chunk = self._chunk(self._scored(_choice({}, index, reason)))
        yield chunk if self.order.include_usage else {**chunk, "timings": timings(result)}

    def summary(self) -> Iterator[Mapping[str, Any]]:
        if self.order.include_usage:
            told = {"usage": usage(self._results), "timings": timings(self._results[-1])}
            yield {**self._chunk(), **told}

    def _write(self, parts: Iterator[AnswerPart], index: int) -> Iterator[Mapping[str, Any]]:
        for part in limited(parts, self._calls):
            delta = _delta(part, self._calls.count - 1)
            yield self._chunk(self._scored(_choice(delta, index)))

    def _scored(self, choice: dict[str, Any]) -> dict[str, Any]:
        """The choice with the scores that were not sent yet."""
        if not self._scores:
            return choice
        told = chat_logprobs(self._scores, self.to_bytes)
        self._scores = []
        return {**choice, "logprobs": told}

    def _chunk(self, *choices: Mapping[str, Any]) -> dict[str, Any]:
        return self.envelope.around("chat.completion.chunk", choices)


def chat_reply(
    envelope: Envelope, choices: Sequence[Mapping[str, Any]], results: Sequence[Result]
) -> dict[str, Any]:
    """A whole reply that is not streamed."""
    totals = {"usage": usage(results), "timings": timings(results[-1])}
    return {**envelope.around("chat.completion", choices), **totals}


def _delta(part: AnswerPart, call_index: int) -> dict[str, Any]:
    match part:
        case Content():
            return {"content": part.text}
        case Reasoning():
            return {"reasoning_content": part.text}
        case Call():
            return {"tool_calls": [{"index": call_index, **tool_call(part)}]}
        case MoreArguments():
            return {"tool_calls": [{"index": call_index, "function": {"arguments": part.text}}]}


def _choice(delta: Mapping[str, Any], index: int, finish: str | None = None) -> dict[str, Any]:
    return {"finish_reason": finish, "index": index, "delta": dict(delta)}
