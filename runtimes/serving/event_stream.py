"""Server-sent events as the clients of llama-server read them."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from fastapi.responses import StreamingResponse

KEEP_ALIVE_SECONDS = 15.0
DONE = "data: [DONE]\n\n"
# Not ": ping": Continue takes that for the end.
_KEEP_ALIVE = ":\n\n"


def event(body: Mapping[str, Any]) -> str:
    """One event; the space after the colon is needed by Zed."""
    return f"data: {json.dumps(body, ensure_ascii=False, separators=(',', ':'))}\n\n"


def named_event(name: str, body: Mapping[str, Any]) -> str:
    """One event with its name on a line of its own."""
    return f"event: {name}\n{event(body)}"


def stream(events: AsyncIterator[str], on_end: Callable[[], None]) -> StreamingResponse:
    """A response that sends the events as they come, and comments while none comes.

    ``on_end`` is called when all were sent, and as soon as the client has gone.
    """
    return StreamingResponse(
        _kept_alive(events, on_end),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
    )


async def _kept_alive(events: AsyncIterator[str], on_end: Callable[[], None]) -> AsyncIterator[str]:
    waiting = asyncio.ensure_future(anext(events, None))
    try:
        while True:
            done, _pending = await asyncio.wait({waiting}, timeout=KEEP_ALIVE_SECONDS)
            if not done:
                yield _KEEP_ALIVE
                continue
            text = waiting.result()
            if text is None:
                return
            yield text
            waiting = asyncio.ensure_future(anext(events, None))
    finally:
        waiting.cancel()
        on_end()
