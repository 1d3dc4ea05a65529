"""The names and words of endings."""

import pytest

from app.domain.outcome import Ending, Outcome

_E = Ending


@pytest.mark.parametrize(
    ("outcome", "name", "words"),
    [
        (Outcome(_E.EXITED, 0), "exit 0", "ended by itself with code 0"),
        (Outcome(_E.EXITED, 1), "exit 1", "ended by itself with code 1"),
        (Outcome(_E.EXITED, 127), "exit 127", "ended by itself with code 127"),
        (Outcome(_E.EXITED, 128), "exit 128", "ended by itself with code 128"),
        (Outcome(_E.EXITED, 200), "exit 200", "ended by itself with code 200"),
        (Outcome(_E.EXITED, 137), "SIGKILL", "crashed: it was killed from outside (SIGKILL)"),
        (
            Outcome(_E.CRASHED, 11),
            "SIGSEGV",
            "crashed: it touched memory that is not its own (SIGSEGV)",
        ),
        (
            Outcome(_E.CRASHED, 4),
            "SIGILL",
            "crashed: it met an instruction that this processor does not have (SIGILL)",
        ),
        (Outcome(_E.CRASHED, 40), "signal 40", "crashed (signal 40)"),
        (
            Outcome(_E.CRASHED, 0xC0000135),
            "0xC0000135",
            "crashed: a DLL that it needs is missing (0xC0000135)",
        ),
        (
            Outcome(_E.CRASHED, 0xC0000135 - 2**32),
            "0xC0000135",
            "crashed: a DLL that it needs is missing (0xC0000135)",
        ),
        (
            Outcome(_E.EXITED, 0xC000001D),
            "0xC000001D",
            "crashed: it met an instruction that this processor does not have (0xC000001D)",
        ),
        (
            Outcome(_E.CRASHED, 0xC0000999),
            "0xC0000999",
            "crashed: it met an error that it did not expect (0xC0000999)",
        ),
        (
            Outcome(_E.NOT_STARTED, detail="execve: Permission denied"),
            "not started",
            "could not be started: execve: Permission denied",
        ),
        (
            Outcome(_E.NOT_STARTED),
            "not started",
            "could not be started: the system does not say why",
        ),
        (Outcome(_E.KILLED), "killed", "was ended by ModelTray"),
    ],
)
def test_an_ending_has_an_exact_name_and_plain_words(
    outcome: Outcome, name: str, words: str
) -> None:
    assert (outcome.name, outcome.words) == (name, words)
