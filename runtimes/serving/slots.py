"""The places where answers are made, side by side: each step of the engine serves all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from runtimes.serving.engine import Engine, PromptProgress
from runtimes.serving.generation import Piece, Result, run
from runtimes.serving.job import Failure, Job
from runtimes.serving.metrics import Totals

ToWords: TypeAlias = Callable[[Exception], str]
"""What is said of an error to a client."""


@dataclass(slots=True)
class _Answer:
    job: Job
    events: Iterator[Piece | PromptProgress | Result]


class Slots:
    """As many answers as the engine makes at once. For the engine's thread alone, but for
    ``jobs``."""

    def __init__(self, engine: Engine, count: int, totals: Totals, in_words: ToWords) -> None:
        self._engine, self._totals, self._in_words = engine, totals, in_words
        self._answers: list[_Answer | None] = [None] * count

    @property
    def jobs(self) -> list[Job | None]:
        """What is being answered in each place."""
        return [answer.job if answer else None for answer in self._answers]

    @property
    def busy(self) -> int:
        """How many answers are being made."""
        return sum(answer is not None for answer in self._answers)

    def has_room(self) -> bool:
        return None in self._answers

    def begin(self, job: Job) -> None:
        """Answer the job in a free place."""
        job.slot = self._answers.index(None)
        events = run(self._engine, job.request, job.stops, job.is_cancelled)
        self._answers[job.slot] = _Answer(job, events)

    def advance(self) -> None:
        """Go one step on with each answer."""
        self._totals.note_round(self.busy)
        for answer in self._answers:
            if answer is not None:
                self._step(answer)

    def _step(self, answer: _Answer) -> None:
        job = answer.job
        try:
            event = next(answer.events)
        except Exception as error:  # one bad request must not end the thread
            self._answers[job.slot] = None
            job.deliver(Failure(self._in_words(error)))
            return
        match event:
            case PromptProgress():
                job.note(event)
            case Piece():
                job.deliver(event)
            case Result():
                self._answers[job.slot] = None
                self._totals.add(event)
                job.deliver(replace(event, slot=job.slot))
