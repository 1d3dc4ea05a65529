"""What the event loop and the engine's thread hand to each other."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from runtimes.serving.engine import GenerationRequest, PromptProgress
from runtimes.serving.generation import Piece, Result


@dataclass(frozen=True, slots=True)
class Failure:
    """The generation broke off; the message is a sentence for the client."""

    message: str


JobEvent: TypeAlias = Piece | Result | Failure


@dataclass(eq=False, slots=True)
class Job:
    """One answer being made. Lives on the event loop; the worker only delivers to it.

    Attributes:
        slot: number of the place where it is answered, once it has begun.
        read: tokens of the prompt that the model knows by now; ``cached`` of them from before.
        generated: tokens so far.
    """

    request: GenerationRequest
    stops: Sequence[str]
    slot: int = 0
    read: int = 0
    cached: int = 0
    generated: int = 0
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    _events: asyncio.Queue[JobEvent] = field(default_factory=asyncio.Queue)
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Stop at the next token; a job that has not begun never will."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def note(self, progress: PromptProgress) -> None:
        """Called by the worker's thread."""
        self.read, self.cached = progress.done, progress.cached

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
class Task:
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
