"""Which ports are free, and who holds the others."""

import errno
import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from psutil._ntuples import pconn, sconn

    Connection = pconn | sconn

from app.domain.errors import NoFreePort
from app.services.interfaces import PortChoice

HOST = "127.0.0.1"
_UNKNOWN = "another program"
_EXCLUSIVE = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
"""Windows lets two programs bind one port unless this is set. On Linux SO_REUSEADDR looks past
connections in TIME_WAIT and still refuses a port that somebody listens on."""


class PortRange:
    """The ports from ``first`` to ``last``, both included."""

    def __init__(self, first: int, last: int) -> None:
        self._ports = range(first, last + 1)

    def choose(self, *, taken: Iterable[int], preferred: int | None = None) -> PortChoice:
        ours = set(taken)
        order = [p for p in (preferred, *self._ports) if p is not None and p not in ours]
        skipped: list[str] = []
        for port in order:
            error = _bind_error(port)
            if error is None:
                return PortChoice(port, tuple(skipped))
            skipped.append(_describe(port, error))
        raise NoFreePort(
            f"All ports from {self._ports[0]} to {self._ports[-1]} are taken. "
            + " ".join(skipped[:3]),
            hint="Stop a model or the programs named, or set other ports in runtime_config.json.",
        )

    def is_free(self, port: int) -> bool:
        return _bind_error(port) is None


def _bind_error(port: int) -> OSError | None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, _EXCLUSIVE, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return error
    return None


def _describe(port: int, error: OSError) -> str:
    if error.errno in (errno.EACCES, getattr(errno, "WSAEACCES", errno.EACCES)):
        return f"Port {port} is reserved by the operating system."
    return f"Port {port} is used by {port_holder(port) or _UNKNOWN}."


def port_holder(port: int) -> str:
    """Who listens on the port, as a person reads it: ``python3 (process 4711)``; empty when
    nobody does, or when the system does not tell."""
    try:
        for connection in psutil.net_connections("tcp"):
            if _listens(connection, port):
                return _name(connection.pid)
    except psutil.Error:
        pass
    return ""


def _name(pid: int | None) -> str:
    if pid is None:
        return _UNKNOWN
    try:
        return f"{psutil.Process(pid).name()} (process {pid})"
    except psutil.Error:
        return f"process {pid}"


def listens_on(pid: int, port: int) -> bool | None:
    """Whether the process or one of its descendants listens on the port.

    ``None`` where the system does not tell.
    """
    try:
        root = psutil.Process(pid)
        return any(_has_listener(p, port) for p in (root, *root.children(recursive=True)))
    except psutil.AccessDenied:
        return None
    except psutil.NoSuchProcess:
        return False


def _has_listener(process: psutil.Process, port: int) -> bool:
    return any(_listens(connection, port) for connection in process.net_connections("tcp"))


def _listens(connection: "Connection", port: int) -> bool:
    listening = connection.status == psutil.CONN_LISTEN
    return listening and port in connection.laddr[1:]
