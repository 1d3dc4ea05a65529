"""How a child process ended, as a value, and the words for it."""

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


# Linux signals, by number (signal(7), x86 and ARM). Written out, since Windows knows few of them.
_SIGNALS = {
    1: ("SIGHUP", "its terminal was closed"),
    2: ("SIGINT", "it was interrupted"),
    3: ("SIGQUIT", "it was told to quit"),
    4: ("SIGILL", "it met an instruction that this processor does not have"),
    5: ("SIGTRAP", "it stopped at a trap"),
    6: ("SIGABRT", "it gave up by itself"),
    7: ("SIGBUS", "a file it had open changed or could not be read"),
    8: ("SIGFPE", "it made an impossible calculation"),
    9: ("SIGKILL", "it was killed from outside"),
    11: ("SIGSEGV", "it touched memory that is not its own"),
    13: ("SIGPIPE", "it wrote to a program that was gone"),
    15: ("SIGTERM", "it was told to end"),
    24: ("SIGXCPU", "it used up its processor time"),
    31: ("SIGSYS", "it asked the system for something forbidden"),
}
# Windows exception codes (ntstatus.h).
_NTSTATUS = {
    0xC0000005: "it touched memory that is not its own",
    0xC0000006: "a file it had open could not be read",
    0xC0000017: "the system had no memory left",
    0xC000001D: "it met an instruction that this processor does not have",
    0xC000007B: "one of its DLLs is for another kind of processor",
    0xC000012D: "the system had no memory left",
    0xC0000094: "it divided by zero",
    0xC00000FD: "its stack overflowed",
    0xC0000135: "a DLL that it needs is missing",
    0xC0000138: "one of its DLLs is of the wrong version",
    0xC0000139: "one of its DLLs is of the wrong version",
    0xC000013A: "it was interrupted",
    0xC0000142: "one of its DLLs could not start",
    0xC0000374: "its memory was corrupted",
    0xC0000409: "it gave up by itself",
    0xC06D007E: "a DLL that it needs is missing",
    0xC06D007F: "one of its DLLs is of the wrong version",
    0xE06D7363: "it met an error that it did not expect",
}
_FIRST_NTSTATUS = 0x80000000
_SHELL_SIGNAL = 128
"""A shell, and whatever wraps a program like one, exits with 128 + n for signal n."""


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

    @property
    def name(self) -> str:
        """A short, exact name: ``exit 127``, ``SIGILL``, ``0xC0000135``, ``not started``."""
        if self.ending in {Ending.NOT_STARTED, Ending.KILLED}:
            return self.ending.value
        if self._ntstatus is not None:
            return f"0x{self._ntstatus:08X}"
        if self._signal is not None:
            return _SIGNALS.get(self._signal, (f"signal {self._signal}", ""))[0]
        return f"exit {self.code}"

    @property
    def words(self) -> str:
        """How it ended, to follow "it": ``crashed: a DLL that it needs is missing (0x...)``."""
        match self.ending:
            case Ending.NOT_STARTED:
                return f"could not be started: {self.detail or 'the system does not say why'}"
            case Ending.KILLED:
                return "was ended by ModelTray"
            case Ending.EXITED | Ending.CRASHED if self._reason:
                return f"crashed: {self._reason} ({self.name})"
            case Ending.CRASHED:
                return f"crashed ({self.name})"
            case _:
                return f"ended by itself with code {self.code}"

    @property
    def _reason(self) -> str:
        if self._ntstatus is not None:
            return _NTSTATUS.get(self._ntstatus, "it met an error that it did not expect")
        return _SIGNALS.get(self._signal or 0, ("", ""))[1]

    @property
    def _ntstatus(self) -> int | None:
        code = self.code & 0xFFFFFFFF  # Qt gives it as a signed number
        return code if code >= _FIRST_NTSTATUS else None

    @property
    def _signal(self) -> int | None:
        if self.ending == Ending.CRASHED:
            return self.code
        by_shell = self.code - _SHELL_SIGNAL
        return by_shell if self.ending == Ending.EXITED and by_shell in _SIGNALS else None
