"""The screen of the machine, as somebody in front of it sees it."""

import os
import subprocess
from pathlib import Path

from tests.fakes.waiting import wait_until


class Screen:
    """An X server's."""

    def __init__(self, display: str) -> None:
        self.display = display

    def press(self, key: str) -> None:
        self._run("xdotool", "key", key)

    def look(self) -> bytes:
        """All of it; equal when nothing has changed."""
        return self._run("import", "-window", "root", "ppm:-")

    def still(self) -> bytes:
        """The same, once nothing moves."""
        seen = [b"", self.look()]

        def is_still() -> bool:
            seen[:] = [seen[1], self.look()]
            return seen[0] == seen[1]

        wait_until(is_still, what="a still screen")
        return seen[1]

    def wait_for_change(self, before: bytes, what: str) -> None:
        """Until it no longer looks as it did."""
        wait_until(lambda: self.look() != before, what=what)
        self.still()

    def picture(self, path: Path) -> None:
        self._run("import", "-window", "root", str(path))

    def _run(self, *command: str) -> bytes:
        environment = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(command, env=environment, check=True, capture_output=True).stdout
