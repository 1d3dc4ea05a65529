"""Ending a child on Windows."""

from contextlib import suppress

import psutil
import win32api
import win32con
import win32console


def ask(pid: int) -> None:
    """Send Ctrl+C to the hidden console that the child has for itself.

    A console program hears neither WM_CLOSE nor, when it is llama-server, Ctrl+Break. Group 0
    reaches everybody on that console, which is the child and its own children only.
    """
    with suppress(win32api.error):
        win32console.FreeConsole()
    with suppress(win32api.error):
        win32console.AttachConsole(pid)
        win32api.SetConsoleCtrlHandler(None, True)
        win32console.GenerateConsoleCtrlEvent(win32con.CTRL_C_EVENT, 0)
        win32console.FreeConsole()


def kill_tree(pid: int) -> None:
    """End the process and its descendants at once."""
    try:
        process = psutil.Process(pid)
        family = [*process.children(recursive=True), process]
    except psutil.NoSuchProcess:
        return
    for member in family:
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            member.kill()


def kill_leftovers(pid: int) -> None:
    """Nothing to do: Windows keeps no group of a process that is gone; the job ends them."""
