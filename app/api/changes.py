"""From the main thread's news to the event streams' coroutines."""

import asyncio
import contextlib
from collections.abc import AsyncIterator


class Changes:
    """Tells followers that there is a newer picture; they read it from the door.

    Changes that come faster than a follower looks are one change to it, so nothing queues up.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._waking = False
        self._closed = False
        self._changed = asyncio.Event()

    def announce(self) -> None:
        """Called from any thread; wakes the loop at most once until it has looked."""
        if self._waking:
            return
        self._waking = True
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(self._wake)

    def close(self) -> None:
        """End every ``follow``. Called on the loop."""
        self._closed = True
        self._wake()

    async def follow(self) -> AsyncIterator[None]:
        """Yields at once, then after each change."""
        while not self._closed:
            changed = self._changed
            yield
            await changed.wait()

    def _wake(self) -> None:
        self._waking = False
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
