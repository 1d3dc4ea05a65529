"""How the answers of the three completion routes are written as events."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from runtimes.serving.errors import ApiError, ErrorType
from runtimes.serving.event_stream import DONE, event
from runtimes.serving.generation import Piece, Result
from runtimes.serving.wire import (
    Envelope,
    delta_choice,
    finish_reason,
    native_chunk,
    text_choice,
    timings,
    usage,
)
from runtimes.serving.worker import Failure, Job


class Format(Protocol):
    """Writes what happens to the answers of one reply, in order."""

    ending: str
    """Closes a stream that went well."""

    def opening(self, index: int) -> Iterator[Mapping[str, Any]]: ...

    def piece(self, index: int, piece: Piece) -> Iterator[Mapping[str, Any]]: ...

    def closing(self, index: int, result: Result) -> Iterator[Mapping[str, Any]]: ...

    def summary(self) -> Iterator[Mapping[str, Any]]: ...


async def events_of(jobs: Sequence[Job], form: Format) -> AsyncIterator[str]:
    """The events of a whole reply. A failure is told as the last event."""
    for index, job in enumerate(jobs):
        for chunk in form.opening(index):
            yield event(chunk)
        async for happening in job.events():
            match happening:
                case Piece():
                    chunks = form.piece(index, happening)
                case Result():
                    chunks = form.closing(index, happening)
                case Failure():
                    yield event(ApiError(ErrorType.SERVER, happening.message).body())
                    return
            for chunk in chunks:
                yield event(chunk)
    for chunk in form.summary():
        yield event(chunk)
    if form.ending:
        yield form.ending


@dataclass(slots=True)
class ChatFormat:
    """``/v1/chat/completions``."""

    envelope: Envelope
    include_usage: bool
    ending: str = DONE
    _results: list[Result] = field(default_factory=list)

    def opening(self, index: int) -> Iterator[Mapping[str, Any]]:
        yield self._chunk(delta_choice({"role": "assistant", "content": None}, index))

    def piece(self, index: int, piece: Piece) -> Iterator[Mapping[str, Any]]:
        if piece.text:
            yield self._chunk(delta_choice({"content": piece.text}, index))

    def closing(self, index: int, result: Result) -> Iterator[Mapping[str, Any]]:
        self._results.append(result)
        chunk = self._chunk(delta_choice({}, index, finish_reason(result)))
        yield chunk if self.include_usage else {**chunk, "timings": timings(result)}

    def summary(self) -> Iterator[Mapping[str, Any]]:
        if self.include_usage:
            told = {"usage": usage(self._results), "timings": timings(self._results[-1])}
            yield {**self._chunk(), **told}

    def _chunk(self, *choices: Mapping[str, Any]) -> dict[str, Any]:
        return self.envelope.around("chat.completion.chunk", choices)


@dataclass(slots=True)
class TextFormat:
    """``/v1/completions``."""

    envelope: Envelope
    ending: str = DONE

    def opening(self, index: int) -> Iterator[Mapping[str, Any]]:
        yield from ()

    def piece(self, index: int, piece: Piece) -> Iterator[Mapping[str, Any]]:
        if piece.text:
            yield self._chunk(text_choice(piece.text, index, None))

    def closing(self, index: int, result: Result) -> Iterator[Mapping[str, Any]]:
        told = {"usage": usage([result]), "timings": timings(result)}
        yield {**self._chunk(text_choice("", index, finish_reason(result))), **told}

    def summary(self) -> Iterator[Mapping[str, Any]]:
        yield from ()

    def _chunk(self, choice: Mapping[str, Any]) -> dict[str, Any]:
        return self.envelope.around("text_completion", [choice])


@dataclass(slots=True)
class NativeFormat:
    """``/completion``. ``final`` writes the last chunk of one answer."""

    jobs: Sequence[Job]
    final: Callable[[int, Result], Mapping[str, Any]]
    ending: str = ""
    _unsent: tuple[int, ...] = ()
    _predicted: int = 0

    def opening(self, index: int) -> Iterator[Mapping[str, Any]]:
        self._unsent, self._predicted = (), 0
        yield from ()

    def piece(self, index: int, piece: Piece) -> Iterator[Mapping[str, Any]]:
        self._predicted += len(piece.tokens)
        self._unsent += piece.tokens
        if piece.text:
            yield native_chunk(
                Piece(piece.text, self._unsent),
                index=index,
                predicted=self._predicted,
                evaluated=len(self.jobs[index].request.prompt),
            )
            self._unsent = ()

    def closing(self, index: int, result: Result) -> Iterator[Mapping[str, Any]]:
        yield self.final(index, result)

    def summary(self) -> Iterator[Mapping[str, Any]]:
        yield from ()
