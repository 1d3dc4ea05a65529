"""Ending a child on Linux."""

import os
import signal
from contextlib import suppress

import psutil


def ask(pid: int) -> None:
    """Ask a program that does not read ``shutdown`` on its input to leave."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)


def kill_tree(pid: int) -> None:
    """End the process, its descendants and whatever else is in its group, at once."""
    family = _family(pid)
    kill_leftovers(pid)
    for process in family:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def kill_leftovers(pid: int) -> None:
    """End what a process that is gone has left in its group."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _family(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
