"""Is the port free? Asked before a model is loaded, since the answer may come minutes later."""

import socket
import sys
from collections.abc import Iterable


def busy_address(hosts: Iterable[str], port: int) -> str | None:
    """The first ``host:port`` that cannot be listened on; port 0 means any free one."""
    return next((f"{host}:{port}" for host in hosts if not _is_free(host, port)), None)


def _is_free(host: str, port: int) -> bool:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, _option(), 1)
            probe.bind(address)
    except OSError:
        return False
    return True


def _option() -> int:
    # Windows lets two programs listen on one port unless exclusive use is asked for; elsewhere a
    # port counts as taken for a minute after its last connection unless reuse is asked for.
    if sys.platform == "win32":
        return socket.SO_EXCLUSIVEADDRUSE
    return socket.SO_REUSEADDR
