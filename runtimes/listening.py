"""How a port is taken so that no other program shares it."""

import socket
import sys


def claim(listener: socket.socket) -> None:
    """Set, before the socket is bound, what makes a port ours alone.

    Windows lets two programs listen on one port unless exclusive use is asked for; elsewhere a
    port counts as taken for a minute after its last connection unless reuse is asked for.
    """
    if sys.platform == "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
