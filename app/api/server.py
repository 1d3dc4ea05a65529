"""The control API's thread.

FastAPI takes longer to import than the rest of the program to start, so nothing here imports it
before the thread runs.
"""

import logging
import socket
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.api.door import Door
from app.domain.snapshot import AppSnapshot

if TYPE_CHECKING:
    from app.api.serving import Serving

_log = logging.getLogger("api")


class ApiServer:
    """Serves the control API on 127.0.0.1 from a thread of its own.

    Args:
        port: 0 lets the operating system choose (tests).
        token: when not empty, every call must carry it.
    """

    def __init__(self, door: Door, *, port: int, version: str, token: str = "") -> None:
        self._door = door
        self._port = port
        self._version = version
        self._token = token
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._serving: Serving | None = None
        self._stopped = False

    def start(self, on_started: Callable[[int], None], on_failed: Callable[[str], None]) -> None:
        """Start the thread; it calls back once, with the port or with a sentence."""
        self._thread = threading.Thread(
            target=self._run, args=(on_started, on_failed), name="api", daemon=True
        )
        self._thread.start()

    def publish(self, _: AppSnapshot) -> None:
        """Tell the event streams that ``Door.snapshot`` has something new to show.

        Cheap, from any thread, also before start and after stop.
        """
        serving = self._serving
        if serving is not None:
            serving.announce_change()

    def stop(self, timeout: float = 5.0) -> None:
        """End all connections and wait for the thread, ``timeout`` seconds at most."""
        with self._lock:
            self._stopped = True
            if self._serving is not None:
                self._serving.stop()
        if self._thread is not None:
            self._thread.join(timeout)

    def _run(self, on_started: Callable[[int], None], on_failed: Callable[[str], None]) -> None:
        try:
            listener = bind_loopback(self._port)
        except OSError as error:
            _log.warning("Port %d: %s", self._port, error)
            on_failed(f"The control API cannot listen on port {self._port}.")
            return
        with listener:
            try:
                self._serve(listener, on_started)
            except Exception:
                _log.exception("The control API has ended")
                on_failed("The control API could not start; the log file says why.")

    def _serve(self, listener: socket.socket, on_started: Callable[[int], None]) -> None:
        import asyncio

        from app.api.serving import Serving

        with asyncio.Runner() as runner:
            serving = Serving(self._door, listener, runner, self._version, self._token)
            with self._lock:
                if self._stopped:
                    return
                self._serving = serving
            serving.run(on_started)


def bind_loopback(port: int) -> socket.socket:
    """A socket that no other program shares, bound to 127.0.0.1.

    On Windows SO_REUSEADDR would let a second program take the port over; there the exclusive
    option is needed. Elsewhere SO_REUSEADDR only skips the wait after a restart.

    Raises:
        OSError: the port is taken, or reserved by the system.
    """
    # asyncio sends at once (TCP_NODELAY) only where the protocol is named: 0.6 ms, not 44.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    option: int = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
    try:
        listener.setsockopt(socket.SOL_SOCKET, option, 1)
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.close()
        raise
    return listener
