"""The one thread on which an engine lives: it loads the model, then answers one job at a time."""

import asyncio
import sys
import threading
import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, TypeAlias, TypeVar

from runtimes.serving.engine import (
    CannotLoad,
    Engine,
    GenerationFailed,
    GenerationRequest,
    ModelCard,
)
from runtimes.serving.generation import Piece, Result, run
from runtimes.serving.metrics import Totals

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Failure:
    """The generation broke off; the message is a sentence for the client."""

    message: str


JobEvent: TypeAlias = Piece | Result | Failure


@dataclass(eq=False, slots=True)
class Job:
    """One answer being made. Lives on the event loop; the worker only delivers to it."""

    request: GenerationRequest
    stops: Sequence[str]
    generated: int = 0
    """Tokens so far."""
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    _events: asyncio.Queue[JobEvent] = field(default_factory=asyncio.Queue)
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Stop at the next token; a job that has not begun never will."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def deliver(self, event: JobEvent) -> None:
        """Called by the worker's thread."""
        if isinstance(event, Piece):
            self.generated += len(event.tokens)
        self._loop.call_soon_threadsafe(self._events.put_nowait, event)

    async def events(self) -> AsyncIterator[JobEvent]:
        """Pieces, then one ``Result`` or ``Failure``. Leaving the loop early cancels the job."""
        try:
            while True:
                event = await self._events.get()
                yield event
                if not isinstance(event, Piece):
                    return
        finally:
            self.cancel()


@dataclass(eq=False, slots=True)
class _Task:
    """Something short to be done between two answers."""

    function: Callable[[], Any]
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop

    def is_cancelled(self) -> bool:
        return self.future.cancelled()

    def settle(self, result: Any, error: Exception | None = None) -> None:
        """Called by the worker's thread."""

        def deliver() -> None:
            if self.future.done():
                return
            if error:
                self.future.set_exception(error)
            else:
                self.future.set_result(result)

        self.loop.call_soon_threadsafe(deliver)


class Worker:
    """Owns the engine.

    Attributes:
        card: the loaded model; ``None`` while loading.
        is_busy: whether the engine is at work.
        current: the answer being made.
        totals: what was done so far.
    """

    def __init__(self, engine: Engine, *, verbose: bool = False) -> None:
        self.engine = engine
        self.card: ModelCard | None = None
        self.is_busy = False
        self.current: Job | None = None
        self.totals = Totals()
        self._verbose = verbose
        self._jobs: SimpleQueue[Job | _Task] = SimpleQueue()

    def start(
        self,
        on_progress: Callable[[float], None],
        on_ready: Callable[[ModelCard], None],
        on_failure: Callable[[CannotLoad], None],
    ) -> None:
        """Load, then work, in a thread of its own; the callbacks are called from there."""

        def work() -> None:
            try:
                card = self.engine.load(on_progress)
            except Exception as error:
                self._log_trace()
                on_failure(_as_cannot_load(error))
                return
            self.card = card
            on_ready(card)
            self._answer_for_ever()

        threading.Thread(target=work, name="inference", daemon=True).start()

    def submit(self, job: Job) -> None:
        """Answer the job after those that came before it."""
        self._jobs.put(job)

    def waiting(self) -> int:
        """How many requests have not begun."""
        return self._jobs.qsize()

    async def call(self, function: Callable[[], _T]) -> _T:
        """Have a short function run on the engine's thread.

        Raises:
            GenerationFailed: in words, whatever went wrong.
        """
        loop = asyncio.get_running_loop()
        task = _Task(function, loop.create_future(), loop)
        self._jobs.put(task)
        result: _T = await task.future
        return result

    def _answer_for_ever(self) -> None:
        while True:
            job = self._jobs.get()
            if job.is_cancelled():
                continue
            self.is_busy = True
            try:
                self._run(job) if isinstance(job, _Task) else self._answer(job)
            finally:
                self.is_busy = False

    def _run(self, task: _Task) -> None:
        try:
            task.settle(task.function())
        except Exception as error:  # one bad request must not end the thread
            self._log_trace()
            task.settle(None, GenerationFailed(self._in_words(error)))

    def _answer(self, job: Job) -> None:
        self.current = job
        try:
            for event in run(self.engine, job.request, job.stops, job.is_cancelled):
                job.deliver(event)
                if isinstance(event, Result):
                    self.totals.add(event)
        except Exception as error:  # one bad request must not end the thread
            self._log_trace()
            job.deliver(Failure(self._in_words(error)))
        finally:
            self.current = None

    def _in_words(self, error: Exception) -> str:
        if isinstance(error, GenerationFailed):
            return str(error)
        print(f"generation failed: {type(error).__name__}: {error}", file=sys.stderr)
        return f"The engine failed while generating ({type(error).__name__})."

    def _log_trace(self) -> None:
        if self._verbose:
            traceback.print_exc()


def _as_cannot_load(error: Exception) -> CannotLoad:
    if isinstance(error, CannotLoad):
        return error
    reason = f"{type(error).__name__}: {error}"
    return CannotLoad(
        "load_failed",
        f"The engine cannot load the model ({reason}).",
        "Its log may say more; with --verbose in the args of its rule it says everything.",
    )
