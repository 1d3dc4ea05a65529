"""One HTTP connection, with the limits that uvicorn does not have.

uvicorn keeps a connection with a half-sent header for as long as the client likes, and a cap on
connections there would refuse the person instead of the idle ones.
"""

import asyncio
import logging
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.api.errors import ApiError

MAX_HEADER_BYTES = 16 * 1024
HEADER_SECONDS = 10.0
"""From the first byte of a request (or from connecting) to the end of its header."""
MAX_CONNECTIONS = 128

_log = logging.getLogger("api")


class GuardedConnection(H11Protocol):
    """An ``H11Protocol`` that closes slow clients and makes room by closing idle ones."""

    transport: asyncio.Transport
    cycle: Any
    _timer: asyncio.TimerHandle | None = None
    _idle_since = 0.0

    @property
    def is_busy(self) -> bool:
        """Whether a request is being answered."""
        return self.cycle is not None and not self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._idle_since = self.loop.time()
        self._start_timer()
        if len(self.connections) > MAX_CONNECTIONS:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        super().handle_events()
        if self._waits_for_more():
            self._start_timer()
        else:
            self._stop_timer()

    def on_response_complete(self) -> None:
        self._idle_since = self.loop.time()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what is not HTTP, or a header that is too long, in the API's own shape."""
        too_long = len(self.conn.trailing_data[0]) > MAX_HEADER_BYTES
        error = header_too_long() if too_long else _NOT_HTTP
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            self.transport.write(_raw(error))
        self.transport.close()

    def _should_upgrade(self) -> bool:
        return False

    def _waits_for_more(self) -> bool:
        if self.is_busy:
            return False
        return self.conn.their_state is h11.SEND_BODY or bool(self.conn.trailing_data[0])

    def _start_timer(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(HEADER_SECONDS, self.transport.close)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _make_room(self) -> None:
        others = (c for c in self.connections if isinstance(c, GuardedConnection) and c is not self)
        idle = [connection for connection in others if not connection.is_busy]
        if idle:
            min(idle, key=lambda connection: connection._idle_since).transport.abort()
            return
        _log.warning("Refused a connection: %d are open", MAX_CONNECTIONS)
        self.transport.write(_raw(_BUSY))
        self.transport.close()


def header_too_long() -> ApiError:
    return ApiError(
        431,
        "header_too_long",
        f"The request's header is longer than {MAX_HEADER_BYTES // 1024} KiB.",
        "Send fewer or shorter header lines.",
    )


_NOT_HTTP = ApiError(
    400, "bad_request", "The request is not valid HTTP.", "Send HTTP/1.1 with one Host header."
)
_BUSY = ApiError(
    503, "too_many_connections", "Too many requests are under way.", "Try again in a moment."
)


def _raw(error: ApiError) -> bytes:
    """A whole answer; the connection closes after it."""
    body = error.body()
    head = (
        f"HTTP/1.1 {error.status} {error.phrase}\r\n"
        "content-type: application/json\r\n"
        f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
    )
    return head.encode("ascii") + body
