"""Standard input as a lifeline: when it ends, or says so, the process leaves."""

import os
import stat
import sys
import threading
from collections.abc import Callable

if sys.platform == "win32":
    from runtimes.windows.parent import die_with_parent
else:
    from runtimes.posix.parent import die_with_parent

_LEAVE = b"shutdown"


def watch_stdin(on_leave: Callable[[], None]) -> None:
    """Call ``on_leave`` once, from a daemon thread, when the line ``shutdown`` or the end arrives.

    Also asks the system to end this process with its parent. Does nothing unless somebody holds
    the other end: a terminal, the null device and no standard input at all are not watched.
    """
    descriptor = _held_descriptor()
    if descriptor is None:
        return
    die_with_parent()
    threading.Thread(
        target=_watch, args=(_taken_away(descriptor), on_leave), name="lifeline", daemon=True
    ).start()


def _held_descriptor() -> int | None:
    try:
        descriptor = sys.stdin.fileno() if sys.stdin else None
        # Terminals and the null device are character devices, on Windows too.
        if descriptor is None or stat.S_ISCHR(os.fstat(descriptor).st_mode):
            return None
    except (OSError, ValueError):  # closed, or a stand-in without a descriptor
        return None
    return descriptor


def _taken_away(descriptor: int) -> int:
    """Move the pipe to a descriptor of ours alone; the null device takes its place.

    On Windows a read that waits also stops every thread that merely asks what kind of file
    standard input is. Each DLL with a C runtime of its own asks when it is loaded: importing numpy
    would never end.
    """
    ours = os.dup(descriptor)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, descriptor)
    os.close(nothing)
    return ours


def _watch(descriptor: int, on_leave: Callable[[], None]) -> None:
    # Unbuffered: a lock of sys.stdin held here would abort the end of the interpreter.
    with open(descriptor, "rb", buffering=0, closefd=False) as lines:
        try:
            while (line := lines.readline()) and line.strip() != _LEAVE:
                pass
        except OSError:  # a broken pipe is an end too
            pass
    on_leave()
