"""How a child process ended, as a value, and the sentence a person reads about it."""

from dataclasses import dataclass
from enum import StrEnum


class Ending(StrEnum):
    """The ways a child can end."""

    NOT_STARTED = "not started"
    """The operating system refused to start it; ``detail`` says why."""
    EXITED = "exited"
    CRASHED = "crashed"
    """A signal on Linux, an exception code on Windows; ``code`` holds its number."""
    KILLED = "killed"
    """We ended it, because a person stopped it or because it was silent for too long."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One ending.

    Attributes:
        code: exit code, signal number or NTSTATUS; 0 where there is none.
        detail: the operating system's own words, for ``NOT_STARTED``.
    """

    ending: Ending
    code: int = 0
    detail: str = ""
