"""Runs other programs for the developer's commands, and says when one fails."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

_END_TIMEOUT = 20  # s; the program first stops its models, which takes seconds at most


class StepFailed(Exception):
    """A step went wrong; the text is a sentence for the person at the terminal."""


def run(
    command: Sequence[object],
    *,
    failure: str,
    environment: Mapping[str, str] | None = None,
    quiet: bool = False,
) -> None:
    """Run a program in the checkout; ``quiet`` shows only what it writes to standard error.

    Raises:
        StepFailed: with ``failure`` as its text, when the program does not end with 0.
    """
    try:
        status = call(command, environment=environment, quiet=quiet)
    except FileNotFoundError:
        raise StepFailed(f"{failure} There is no program named {command[0]}.") from None
    if status:
        raise StepFailed(f"{failure} (exit status {status})")


def call(
    command: Sequence[object],
    *,
    environment: Mapping[str, str] | None = None,
    quiet: bool = False,
) -> int:
    """Run a program in the checkout, its output going to the terminal; its exit status."""
    return subprocess.call(
        list(map(str, command)),
        cwd=ROOT,
        env=with_variables(environment),
        stdout=subprocess.DEVNULL if quiet else None,
    )


def read(command: Sequence[object]) -> str:
    """What a program prints, whatever its exit status."""
    result = subprocess.run(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    return result.stdout.decode("utf-8", "replace")


def with_variables(extra: Mapping[str, str] | None) -> dict[str, str]:
    """This process's environment with some variables set; ours speaks UTF-8 everywhere."""
    return {**os.environ, "PYTHONUTF8": "1", **(extra or {})}


class Background:
    """A program that runs beside us, its output in a file; leaving the block ends it."""

    def __init__(self, command: Sequence[object], *, log: Path) -> None:
        self._command = list(map(str, command))
        self._log = log

    def __enter__(self) -> "Background":
        with self._log.open("wb") as output:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=ROOT,
                env=with_variables(None),
            )
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(_END_TIMEOUT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise StepFailed(f"The program did not end within {_END_TIMEOUT} s.") from None

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def last_words(self) -> str:
        """The end of its output."""
        return "\n".join(self._log.read_text("utf-8", "replace").splitlines()[-20:])
