"""From the door's futures to this loop's."""

import asyncio
from concurrent.futures import Future
from typing import TypeVar

_T = TypeVar("_T")


def from_thread(answer: "Future[_T]") -> "asyncio.Future[_T]":
    """The answer for this loop. Nothing that happens to the request cancels the verb itself."""
    waiting = asyncio.wrap_future(answer)
    shielded = asyncio.shield(waiting)
    for future in (waiting, shielded):
        # Else a failure that nobody waits for any more is reported as an error of asyncio.
        future.add_done_callback(lambda done: done.cancelled() or done.exception())
    return shielded
