"""The one thread on which an engine lives: it loads the model, then answers one job at a time."""

import asyncio
import sys
import threading
import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue

from runtimes.serving.engine import CannotLoad, Engine, GenerationFailed, GenerationRequest, ModelCard
from runtimes.serving.generation import Piece, Result, run


@dataclass(frozen=True, slots=True)
class Failure:
    """The generation broke off; the message is a sentence for the client."""

    message: str


type_of_event = Piece | Result | Failure


@dataclass(eq=False, slots=True)
class Job:
    """One answer being made. Lives on the event loop; the worker only delivers to it."""

    request: GenerationRequest
    stops: Sequence[str]
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    _events: "asyncio.Queue[Piece | Result | Failure]" = field(default_factory=asyncio.Queue)
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Stop at the next token; a job that has not begun never will."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def deliver(self, event: Piece | Result | Failure) -> None:
        """Called by the worker's thread."""
        self._loop.call_soon_threadsafe(self._events.put_nowait, event)

    async def events(self) -> AsyncIterator[Piece | Result | Failure]:
        """Pieces, then one ``Result`` or ``Failure``. Leaving the loop early cancels the job."""
        try:
            while True:
                event = await self._events.get()
                yield event
                if not isinstance(event, Piece):
                    return
        finally:
            self.cancel()
