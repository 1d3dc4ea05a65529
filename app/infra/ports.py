"""Which ports are free, and who holds the others."""

import errno
import socket
import sys
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import islice
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from psutil._ntuples import pconn, sconn

    Connection = pconn | sconn

from app.domain.errors import NoFreePort
from app.services.interfaces import PortChoice

HOST = "127.0.0.1"
_UNKNOWN = "another program"
_RESERVED = (errno.EACCES, getattr(errno, "WSAEACCES", errno.EACCES))
_SYSTEM = "Windows" if sys.platform == "win32" else "the operating system"
"""Windows keeps whole ranges for Hyper-V, WSL and Docker:
``netsh int ipv4 show excludedportrange protocol=tcp`` lists them."""
_EXCLUSIVE = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
"""Windows lets two programs bind one port unless this is set. On Linux SO_REUSEADDR looks past
connections in TIME_WAIT and still refuses a port that somebody listens on."""


class LocalPorts:
    """The ports of this computer's loopback address."""

    def choose(
        self, among: Sequence[int], *, taken: Iterable[int], preferred: int | None = None
    ) -> PortChoice:
        ours = set(taken)
        refused: dict[int, OSError] = {}
        for port in (preferred, *among):
            if port is None or port in ours:
                continue
            error = _bind_error(port)
            if error is None:
                return PortChoice(port, _describe(refused))
            refused[port] = error
        raise NoFreePort(
            f"All ports from {among[0]} to {among[-1]} are taken. "
            + " ".join(_describe(dict(islice(refused.items(), 3)))),
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


def _describe(refused: Mapping[int, OSError]) -> tuple[str, ...]:
    """A sentence for each port that could not be bound."""
    holders = _holders(refused.keys())
    return tuple(_refusal(port, error, holders.get(port)) for port, error in refused.items())


def _refusal(port: int, error: OSError, holder: str | None) -> str:
    # Windows refuses access to the port of another person's program, too: a holder decides.
    if holder is None and error.errno in _RESERVED:
        return f"Port {port} is reserved by {_SYSTEM}."
    return f"Port {port} is used by {holder or _UNKNOWN}."


def port_holder(port: int) -> str:
    """Who listens on the port, as a person reads it: ``python3 (process 4711)``; empty when
    nobody does, or when the system does not tell."""
    return _holders({port}).get(port, "")


def _holders(ports: Set[int]) -> dict[int, str]:
    """Who listens on these ports. Asks for every connection of the computer, which takes long."""
    if not ports:
        return {}
    try:
        connections = psutil.net_connections("tcp")
    except psutil.Error:
        return {}
    return {
        port: _name(connection.pid)
        for connection in connections
        for port in ports
        if _listens(connection, port)
    }


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
