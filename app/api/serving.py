"""uvicorn on an asyncio loop, for one thread. Imported inside that thread only."""

import asyncio
import contextlib
import socket
from collections.abc import Callable

import uvicorn

from app.api.application import create_application
from app.api.changes import Changes
from app.api.connection import MAX_HEADER_BYTES, GuardedConnection
from app.api.door import Door
from app.api.gateway.upstream import Upstream
from app.api.guards import Guards
from app.api.policy import Policy

_GRACE = 1
"""Seconds an answer under way may still take at shutdown."""


class Serving:
    """The API from its first to its last connection, on the loop of ``runner``."""

    def __init__(
        self,
        door: Door,
        listener: socket.socket,
        runner: asyncio.Runner,
        version: str,
        token: str,
    ) -> None:
        self._listener = listener
        self._runner = runner
        self._changes = Changes(runner.get_loop())
        self._upstream = Upstream()
        application = create_application(door, self._changes, version, self._upstream)
        policy = Policy(port=listener.getsockname()[1], token=token)
        self._server = _Server(_configuration(Guards(application, policy)))

    def run(self, on_started: Callable[[int], None]) -> None:
        """Serve until ``stop``; calls ``on_started`` with the port once connections are taken."""
        self._server.on_started = lambda: on_started(self._listener.getsockname()[1])
        self._runner.run(self._serve())

    def announce_change(self) -> None:
        """Wake the event streams, from any thread."""
        self._changes.announce()

    def stop(self) -> None:
        """End ``run``, from any thread."""
        with contextlib.suppress(RuntimeError):  # the loop is closed already
            self._runner.get_loop().call_soon_threadsafe(self._close)

    async def _serve(self) -> None:
        try:
            await self._server.serve(sockets=[self._listener])
        finally:
            await self._upstream.close()

    def _close(self) -> None:
        self._changes.close()
        self._server.close()


def _configuration(application: Guards) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        loop="asyncio",
        http=GuardedConnection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=_GRACE,
        h11_max_incomplete_event_size=MAX_HEADER_BYTES,
    )


class _Server(uvicorn.Server):
    """uvicorn without its ten wake-ups a second, and with an end that leaves nothing open."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.on_started: Callable[[], None] = lambda: None
        self._closing = asyncio.Event()

    def close(self) -> None:
        self.should_exit = True
        self._closing.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.on_started()

    async def main_loop(self) -> None:
        await self._closing.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        await asyncio.gather(*self.server_state.tasks, return_exceptions=True)
        for connection in list(self.server_state.connections):
            if not connection.transport.is_closing():
                connection.transport.abort()
