"""From the main thread's snapshots to the event streams' coroutines."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from app.domain.snapshot import AppSnapshot


class Changes:
    """The newest picture, and a way to wait for a newer one.

    Pictures that come faster than a follower takes them are skipped, so nothing queues up.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, first: AppSnapshot) -> None:
        self._loop = loop
        self._newest = first
        self._waking = False
        self._closed = False
        self._changed = asyncio.Event()

    def publish(self, snapshot: AppSnapshot) -> None:
        """Called from any thread; wakes the loop at most once until it has looked."""
        self._newest = snapshot
        if self._waking:
            return
        self._waking = True
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(self._wake)

    def close(self) -> None:
        """End every ``follow``. Called on the loop."""
        self._closed = True
        self._wake()

    async def follow(self) -> AsyncIterator[AppSnapshot]:
        """The picture as it is, then each newer one."""
        while not self._closed:
            changed = self._changed
            yield self._newest
            await changed.wait()

    def _wake(self) -> None:
        self._waking = False
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
