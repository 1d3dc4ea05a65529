"""Keeps standard input for ourselves, away from llama.cpp."""

import os
import sys


def keep_to_ourselves() -> None:
    """Move standard input to a descriptor that only ``sys.stdin`` knows.

    llama.cpp tells how far a load has come only when it believes that a router started it, and
    then reads descriptor 0 too, where it would take lines that are meant for us. It is given the
    reading end of a pipe into which nobody ever writes.
    """
    if sys.stdin is None:  # a program without a console: there is nothing to keep
        return
    ours = os.dup(0)
    silence, _never_closed = os.pipe()
    os.dup2(silence, 0)
    os.close(silence)
    sys.stdin = os.fdopen(ours, encoding="utf-8", errors="replace")
    os.environ["LLAMA_SERVER_ROUTER_PORT"] = "0"  # any value says "child"; the port is not used
