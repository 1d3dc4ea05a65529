"""The one thread on which an engine lives: it loads the model, then answers, several clients at
once where the engine can."""

import asyncio
import sys
import threading
import traceback
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

from runtimes.serving.engine import CannotLoad, Engine, GenerationFailed, ModelCard
from runtimes.serving.job import Job, Task
from runtimes.serving.metrics import Totals
from runtimes.serving.slots import Slots

_T = TypeVar("_T")


class Worker:
    """Owns the engine.

    Attributes:
        card: the loaded model; ``None`` while loading.
        slots: where answers are made.
        is_in_task: whether something else is being done, which takes no slot.
        totals: what was done so far.
    """

    def __init__(self, engine: Engine, *, verbose: bool = False) -> None:
        self.engine = engine
        self.card: ModelCard | None = None
        self.totals = Totals()
        self.slots = self._slots(1)
        self._verbose, self.is_in_task = verbose, False
        self._jobs: SimpleQueue[Job | Task] = SimpleQueue()

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
            self.slots = self._slots(card.parallel)
            self.card = card
            on_ready(card)
            while True:
                self._take_up()
                self.slots.advance()

        threading.Thread(target=work, name="inference", daemon=True).start()

    def submit(self, job: Job) -> None:
        """Answer the job when those that came before it have begun, and there is room."""
        self._jobs.put(job)

    def busy(self) -> int:
        """How many requests are being answered."""
        return self.slots.busy + self.is_in_task

    def waiting(self) -> int:
        """How many requests have not begun."""
        return self._jobs.qsize()

    async def call(self, function: Callable[[], _T]) -> _T:
        """Have a short function run on the engine's thread.

        Raises:
            GenerationFailed: in words, whatever went wrong.
        """
        loop = asyncio.get_running_loop()
        task = Task(function, loop.create_future(), loop)
        self._jobs.put(task)
        result: _T = await task.future
        return result

    def _slots(self, count: int) -> Slots:
        return Slots(self.engine, count, self.totals, self._told)

    def _take_up(self) -> None:
        """Begin what waits while there is room; wait for something when nothing is to be done."""
        while self.slots.has_room():
            try:
                job = self._jobs.get(block=not self.slots.busy)
            except Empty:
                return
            if job.is_cancelled():
                continue
            self._run(job) if isinstance(job, Task) else self.slots.begin(job)

    def _run(self, task: Task) -> None:
        self.is_in_task = True
        try:
            task.settle(task.function())
        except Exception as error:  # one bad request must not end the thread
            task.settle(None, GenerationFailed(self._told(error)))
        finally:
            self.is_in_task = False

    def _told(self, error: Exception) -> str:
        """The error in words; its trace is written where that is wanted."""
        self._log_trace()
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
