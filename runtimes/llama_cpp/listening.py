"""Is the port free? Asked before a model is loaded, since the answer may come minutes later."""

import socket
from collections.abc import Iterable

from runtimes.listening import claim


def busy_address(hosts: Iterable[str], port: int) -> str | None:
    """The first ``host:port`` that cannot be listened on; port 0 means any free one."""
    return next((f"{host}:{port}" for host in hosts if not _is_free(host, port)), None)


def _is_free(host: str, port: int) -> bool:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            claim(probe)
            probe.bind(address)
    except OSError:
        return False
    return True
