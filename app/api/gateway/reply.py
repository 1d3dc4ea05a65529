"""An answer on its way to a client."""

from starlette.types import Send

from app.api.gateway import events
from app.api.gateway.headers import Headers, is_event_stream
from app.api.gateway.token_counts import Ends


class Reply:
    """Sends one answer, and remembers what it was.

    Attributes:
        status: 0 until it has begun.
        is_stream: it consists of server-sent events.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self._last = b"\n\n"
        self.status = 0
        self.is_stream = False
        self.ends = Ends()

    async def start(self, status: int, headers: Headers) -> None:
        self.status = status
        self.is_stream = is_event_stream(headers)
        await self._send(
            {"type": "http.response.start", "status": status, "headers": list(headers)}
        )

    async def keep_alive(self) -> None:
        """Begin a stream, and show that somebody is there."""
        if not self.status:
            await self.start(200, events.HEADERS)
        await self._body(events.KEEP_ALIVE)

    async def write(self, data: bytes) -> None:
        self.ends.add(data)
        self._last = (self._last + data)[-2:] if len(data) < 2 else data[-2:]
        await self._body(data)

    async def write_event(self, event: bytes) -> None:
        """An event of our own, apart from one that broke off."""
        await self._body(event if self._last == b"\n\n" else b"\n\n" + event)

    async def end(self) -> None:
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _body(self, data: bytes) -> None:
        await self._send({"type": "http.response.body", "body": data, "more_body": True})
