"""Lets the process leave on request while llama.cpp loads a model.

xllamacpp holds Python's global lock from the first byte of a model to the last, so no thread of
ours can read standard input meanwhile. A small helper process does it, for as long as the load
takes, and ends us when the line ``shutdown`` or the end of input arrives. Ending in the middle of
a load loses nothing: files are only read.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runtimes.lifeline import watch_stdin

HELPER_WORD = "--loading-guard"
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows only
_PACKAGE_PARENT = Path(__file__).resolve().parents[2]


@contextmanager
def guarded_loading() -> Iterator[None]:
    """While it lasts, a helper reads our standard input; at a terminal, Ctrl+C is enough."""
    if sys.stdin is None or sys.stdin.isatty():
        yield
        return
    helper = subprocess.Popen(
        [*_own_program(), "llama-cpp", HELPER_WORD, str(os.getpid())],
        stdin=sys.stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=_PACKAGE_PARENT,
        creationflags=_NO_WINDOW,
    )
    try:
        yield
    finally:
        helper.kill()
        helper.wait()


def _own_program() -> list[str]:
    # A frozen program is the runner itself and knows no -m.
    return [sys.executable] if hasattr(sys, "frozen") else [sys.executable, "-m", "runtimes"]


def end_on_leave(pid: int) -> int:
    """The helper: wait until the loading process is asked to leave, then end it."""
    watch_stdin(lambda: _end(pid))
    threading.Event().wait()  # until we are killed, or leave below
    return 0


def _end(pid: int) -> None:
    if os.getppid() == pid:  # otherwise it is gone, and another may have its number
        os.kill(pid, signal.SIGTERM)
    os._exit(0)
