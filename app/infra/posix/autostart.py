"""Start at login on Linux desktops: a file in the person's autostart folder.

See the Desktop Application Autostart Specification of freedesktop.org.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from app.infra.atomic_file import write_text

FILE_NAME = "modeltray.desktop"
_OFF = ("Hidden=true", "X-GNOME-Autostart-enabled=false")


class Autostart:
    """Reads and writes whether ``command`` is started when the person logs in."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._file = folder / FILE_NAME
        self._exec = f"Exec={' '.join(map(_quoted, command))}"

    def is_on(self) -> bool:
        """
        Raises:
            OSError: the file cannot be read.
        """
        try:
            lines = self._file.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return False
        return self._exec in lines and not set(_OFF) & set(lines)

    def switch(self, *, on: bool) -> None:
        """
        Raises:
            OSError: the file cannot be written or removed.
        """
        if on:
            lines = ("[Desktop Entry]", "Type=Application", "Name=ModelTray", self._exec)
            write_text(self._file, "\n".join(lines) + "\n")
        else:
            self._file.unlink(missing_ok=True)


def autostart(command: Sequence[str]) -> Autostart:
    """The start at login of this program, on this person's desktop."""
    configuration = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(configuration) if Path(configuration).is_absolute() else Path.home() / ".config"
    return Autostart(command, folder / "autostart")


def _quoted(word: str) -> str:
    """A word of an ``Exec`` line: quoted, its ``%`` doubled, and backslashes escaped twice, once
    for the line and once for the file."""
    for special in ("\\", '"', "`", "$"):
        word = word.replace(special, f"\\{special}")
    return f'"{word}"'.replace("\\", "\\\\").replace("%", "%%")
