"""Start at login on Windows: a value under the ``Run`` key of the person, as the setup writes it.

The task manager's "Startup apps" page switches such a value off without removing it, by an odd
first byte of the value of the same name under ``StartupApproved``.
"""

from collections.abc import Sequence
from typing import Protocol

NAME = "ModelTray"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


class Registry(Protocol):
    """Values of the person who is logged in, by key and name.

    Every method raises OSError where Windows refuses.
    """

    def value(self, key: str, name: str) -> str | bytes | None:
        """``None`` where there is no such value."""

    def write(self, key: str, name: str, value: str) -> None: ...

    def remove(self, key: str, name: str) -> None:
        """A value that is not there stays away."""


class Autostart:
    """Reads and writes whether ``command`` is started when the person logs in."""

    def __init__(self, command: Sequence[str], registry: Registry) -> None:
        self._command = " ".join(map(_quoted, command))
        self._registry = registry

    def is_on(self) -> bool:
        value = self._registry.value(RUN_KEY, NAME)
        is_ours = isinstance(value, str) and value.casefold() == self._command.casefold()
        return is_ours and not self._is_switched_off()

    def switch(self, *, on: bool) -> None:
        """
        Raises:
            OSError: Windows refuses.
        """
        self._registry.remove(APPROVED_KEY, NAME)
        if on:
            self._registry.write(RUN_KEY, NAME, self._command)
        else:
            self._registry.remove(RUN_KEY, NAME)

    def _is_switched_off(self) -> bool:
        approved = self._registry.value(APPROVED_KEY, NAME)
        return isinstance(approved, bytes) and bool(approved[:1]) and approved[0] % 2 == 1


def autostart(command: Sequence[str]) -> Autostart:
    """The start at login of this program, in the registry of this computer."""
    from app.infra.windows.registry import UserRegistry  # exists on Windows only

    return Autostart(command, UserRegistry())


def _quoted(word: str) -> str:
    """A word of a command line, as Windows programs take it apart; paths contain no quotes."""
    if word.startswith("-") and " " not in word:
        return word
    backslashes = len(word) - len(word.rstrip("\\"))
    return f'"{word}{backslashes * chr(92)}"'
