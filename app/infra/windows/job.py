"""No orphans on Windows: our own process joins a job object that ends with it.

Children are born into the job. BREAKAWAY_OK lets an installer or a browser be started outside
it. See "Job Objects" in the Windows documentation.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import win32api
import win32job
from PySide6.QtCore import QProcess


def guard_own_process() -> None:
    """Join the job.

    Raises:
        OSError: the process is in a job that allows no other inside it.
    """
    job = win32job.CreateJobObject(None, "")
    limits = win32job.QueryInformationJobObject(job, win32job.JobObjectExtendedLimitInformation)
    limits["BasicLimitInformation"]["LimitFlags"] |= (
        win32job.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | win32job.JOB_OBJECT_LIMIT_BREAKAWAY_OK
    )
    win32job.SetInformationJobObject(job, win32job.JobObjectExtendedLimitInformation, limits)
    try:
        win32job.AssignProcessToJobObject(job, win32api.GetCurrentProcess())
    except win32api.error as error:
        raise OSError(str(error)) from error
    # The job ends when its last handle closes, and this process with it: nobody may close it but
    # the system, which does so once the process is gone.
    job.Detach()


def guarded_command(program: str, arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The command as it is: the job guards it."""
    return program, list(arguments)


def prepare(process: QProcess) -> None:
    """Nothing to do: QProcess opens no console window for a child of a windowed program."""


@contextmanager
def clean_start() -> Iterator[None]:
    """A child that is started meanwhile does not look for its DLLs among ours.

    PyInstaller names our folder to Windows, and children inherit that.
    """
    ours: str | None = getattr(sys, "_MEIPASS", None)
    if ours is None:
        yield
        return
    win32api.SetDllDirectory(None)
    try:
        yield
    finally:
        win32api.SetDllDirectory(ours)
