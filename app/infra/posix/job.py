"""No orphans on Linux: a child gets a death signal for the moment its parent dies.

The signal is tied to the *thread* that starts the child, so children are started from the main
thread only. ``setpriv`` (util-linux) sets it and then becomes the program itself, so the process
id stays the same. See prctl(2), PR_SET_PDEATHSIG.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QProcess

_SETPRIV = shutil.which("setpriv")


def guard_own_process() -> None:
    """Nothing to do: each child is guarded by itself."""


def guarded_command(program: str, arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The command that runs ``program`` so that it dies with us."""
    if _SETPRIV is None:
        return program, list(arguments)
    return _SETPRIV, ["--pdeathsig", "KILL", "--", program, *arguments]


def prepare(process: QProcess) -> None:
    """Give the child a session of its own, so that what it starts can be ended with it."""
    parameters = QProcess.UnixProcessParameters()
    parameters.flags = QProcess.UnixProcessFlag.CreateNewSession
    process.setUnixProcessParameters(parameters)


@contextmanager
def clean_start() -> Iterator[None]:
    """Nothing to do: where libraries are looked for is told by the environment alone."""
    yield
