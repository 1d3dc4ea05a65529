"""How the answers of the three completion routes are written as events."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from runtimes.serving.engine import TokenScores
from runtimes.serving.errors import ApiError, ErrorType
from runtimes.serving.event_stream import DONE, event
from runtimes.serving.generation import Piece, Result
from runtimes.serving.job import Failure, Job
from runtimes.serving.probabilities import ToBytes, probabilities, text_logprobs
from runtimes.serving.wire import (
    Envelope,
    finish_reason,
    native_chunk,
    text_choice,
    timings,
    usage,
)


class Format(Protocol):
    """Writes what happens to the answers of one reply, in order."""

    ending: str
    """Closes a stream that went well."""

    def event(self, body: Mapping[str, Any]) -> str: ...

    def failure(self, message: str) -> Iterator[Mapping[str, Any]]: ...

    def opening(self, index: int) -> Iterator[Mapping[str, Any]]: ...

    def piece(self, index: int, piece: Piece) -> Iterator[Mapping[str, Any]]: ...

    def closing(self, index: int, result: Result) -> Iterator[Mapping[str, Any]]: ...

    def summary(self) -> Iterator[Mapping[str, Any]]: ...


class OpenAiEvents:
    """The events of OpenAI's and llama-server's own streams."""

    def event(self, body: Mapping[str, Any]) -> str:
        return event(body)

    def failure(self, message: str) -> Iterator[Mapping[str, Any]]:
        yield ApiError(ErrorType.SERVER, message).body()


async def events_of(jobs: Sequence[Job], form: Format) -> AsyncIterator[str]:
    """The events of a whole reply. A failure is told as the last event."""
    for index, job in enumerate(jobs):
        for chunk in form.opening(index):
            yield form.event(chunk)
        async for happening in job.events():
            match happening:
                case Piece():
                    chunks = form.piece(index, happening)
                case Result():
                    chunks = form.closing(index, happening)
                case Failure():
                    chunks = form.failure(happening.message)
            for chunk in chunks:
                yield form.event(chunk)
            if isinstance(happening, Failure):
                return
    for chunk in form.summary():
        yield form.event(chunk)
    if form.ending:
        yield form.ending


@dataclass(slots=True)
class TextFormat(OpenAiEvents):
    """``/v1/completions``."""

    envelope: Envelope
    to_bytes: ToBytes
    ending: str = DONE
    _unsent: tuple[TokenScores, ...] = ()

    def opening(self, index: int) -> Iterator[Mapping[str, Any]]:
        self._unsent = ()
        yield from ()

    def piece(self, index: int, piece: Piece) -> Iterator[Mapping[str, Any]]:
        self._unsent += piece.scores
        if piece.text:
            told = text_logprobs(self._unsent, self.to_bytes) if self._unsent else None
            self._unsent = ()
            yield self._chunk(text_choice(piece.text, index, None, told))

    def closing(self, index: int, result: Result) -> Iterator[Mapping[str, Any]]:
        told = {"usage": usage([result]), "timings": timings(result)}
        yield {**self._chunk(text_choice("", index, finish_reason(result))), **told}

    def summary(self) -> Iterator[Mapping[str, Any]]:
        yield from ()

    def _chunk(self, choice: Mapping[str, Any]) -> dict[str, Any]:
        return self.envelope.around("text_completion", [choice])


@dataclass(slots=True)
class NativeFormat(OpenAiEvents):
    """``/completion``. ``final`` writes the last chunk of one answer."""

    jobs: Sequence[Job]
    to_bytes: ToBytes
    final: Callable[[int, Result], Mapping[str, Any]]
    ending: str = ""
    _unsent: Piece = field(default_factory=lambda: Piece("", ()))
    _predicted: int = 0

    def opening(self, index: int) -> Iterator[Mapping[str, Any]]:
        self._unsent, self._predicted = Piece("", ()), 0
        yield from ()

    def piece(self, index: int, piece: Piece) -> Iterator[Mapping[str, Any]]:
        self._predicted += len(piece.tokens)
        held = self._unsent
        sent = Piece(piece.text, held.tokens + piece.tokens, held.scores + piece.scores)
        self._unsent = sent
        if piece.text:
            chunk = native_chunk(
                sent,
                index=index,
                slot=self.jobs[index].slot,
                predicted=self._predicted,
                evaluated=len(self.jobs[index].request.prompt),
            )
            if sent.scores:
                chunk["completion_probabilities"] = probabilities(sent.scores, self.to_bytes)
            yield chunk
            self._unsent = Piece("", ())

    def closing(self, index: int, result: Result) -> Iterator[Mapping[str, Any]]:
        yield self.final(index, result)

    def summary(self) -> Iterator[Mapping[str, Any]]:
        yield from ()
