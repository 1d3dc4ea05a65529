"""Runs one request on an engine: counts, measures, and cuts at stop strings."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import StrEnum

from runtimes.serving.engine import Engine, GenerationRequest, PromptProgress, Token, TokenScores
from runtimes.serving.stop_strings import StopFilter


class StopReason(StrEnum):
    """Why an answer ended; the values are llama-server's ``stop_type``."""

    END = "eos"
    LIMIT = "limit"
    WORD = "word"
    CANCELLED = "none"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that may be sent now; ``tokens`` were generated since the piece before, with their
    ``scores`` when these were asked for."""

    text: str
    tokens: tuple[int, ...]
    scores: tuple[TokenScores, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """How an answer ended, and what it took.

    Attributes:
        cached: prompt tokens known from the request before.
        processed: prompt tokens read now.
        prompt_ms, predicted_ms: milliseconds for reading the prompt and for the answer.
        slot: where it was answered.
    """

    reason: StopReason
    stopping_word: str
    cached: int
    processed: int
    predicted: int
    prompt_ms: float
    predicted_ms: float
    slot: int = 0


@dataclass(slots=True)
class _Meter:
    """Counts and times of one answer so far."""

    started: float = field(default_factory=time.perf_counter)
    prompt_read: float = 0.0
    cached: int = 0
    done: int = 0
    predicted: int = 0
    has_line: bool = False

    def note_prompt(self, progress: PromptProgress) -> None:
        self.done, self.cached = progress.done, progress.cached

    def note_token(self) -> None:
        self.predicted += 1
        # Choosing the first token belongs to the prompt, as in llama-server.
        self.prompt_read = self.prompt_read or time.perf_counter()

    def is_late(self, text: str, request: GenerationRequest) -> bool:
        """Whether the time is over, once a line is complete."""
        self.has_line = self.has_line or "\n" in text
        if request.time_limit_ms is None or not self.has_line:
            return False
        return (time.perf_counter() - self.prompt_read) * 1000 > request.time_limit_ms

    def result(self, reason: StopReason, word: str) -> Result:
        now = time.perf_counter()
        read = self.prompt_read or now
        return Result(
            reason=reason,
            stopping_word=word,
            cached=self.cached,
            processed=self.done - self.cached,
            predicted=self.predicted,
            prompt_ms=(read - self.started) * 1000,
            predicted_ms=(now - read) * 1000,
        )


def run(
    engine: Engine,
    request: GenerationRequest,
    stops: Sequence[str],
    is_cancelled: Callable[[], bool],
) -> Iterator[Piece | PromptProgress | Result]:
    """How the prompt is read, pieces of the answer, then one ``Result``.

    Raises:
        GenerationFailed: from the engine.
    """
    meter, words = _Meter(), StopFilter(stops)
    reason = StopReason.LIMIT
    with closing(engine.generate(request)) as steps:
        for step in steps:
            if is_cancelled():
                reason = StopReason.CANCELLED
                break
            if isinstance(step, PromptProgress):
                meter.note_prompt(step)
                yield step
                continue
            meter.note_token()
            yield Piece(words.feed(step.text), (step.id,), (step.scores,) if step.scores else ())
            if (ended := _ended(step, words)) is not None:
                reason = ended
                break
            if meter.predicted >= request.max_tokens or meter.is_late(step.text, request):
                break
    if rest := words.flush():
        yield Piece(rest, ())
    yield meter.result(reason, words.found)


def _ended(token: Token, words: StopFilter) -> StopReason | None:
    if words.found:
        return StopReason.WORD
    return StopReason.END if token.is_end else None


def repeated(request: GenerationRequest, count: int) -> list[GenerationRequest]:
    """The request ``count`` times, each with a seed of its own."""
    seed = request.sampling.seed
    if seed is None:
        return [request] * count
    return [
        replace(request, sampling=replace(request.sampling, seed=seed + index))
        for index in range(count)
    ]
