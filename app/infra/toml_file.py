"""A TOML file that a person may edit too: read with what is broken put aside, written whole."""

import time
import tomllib
from pathlib import Path
from typing import Any

import tomlkit

from app.infra.atomic_file import write_text

_LARGEST = 1024 * 1024  # bytes; nobody types more


class TomlFile:
    """``warnings`` says what the last read could not use, in sentences."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.warnings: tuple[str, ...] = ()

    def read(self) -> dict[str, Any]:
        """The table; the last good one, else an empty one, where the file is broken."""
        self.warnings = ()
        for path in (self.path, self._backup):
            try:
                return _parsed(path)
            except FileNotFoundError:
                continue
            except (OSError, ValueError, RecursionError) as error:
                self._put_aside(path, error)
        return {}

    def document(self) -> tomlkit.TOMLDocument:
        """The file with its comments, to be changed and written."""
        try:
            return tomlkit.parse(self.path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError):
            return tomlkit.document()

    def write(self, document: tomlkit.TOMLDocument) -> None:
        """
        Raises:
            OSError: the file is as it was.
        """
        text = tomlkit.dumps(document)
        write_text(self.path, text)
        write_text(self._backup, text)

    def warn(self, sentence: str) -> None:
        self.warnings = (*self.warnings, sentence)

    @property
    def _backup(self) -> Path:
        return self.path.with_suffix(".toml.bak")

    def _put_aside(self, path: Path, error: Exception) -> None:
        aside = path.with_name(f"{path.name}.corrupt-{time.strftime('%Y%m%d-%H%M%S')}")
        self.warn(f"{path.name} cannot be read ({error}). It was kept as {aside.name}.")
        try:
            path.replace(aside)
        except OSError as problem:
            self.warn(f"{path.name} could not be put aside: {problem}.")


def _parsed(path: Path) -> dict[str, Any]:
    if path.stat().st_size > _LARGEST:
        raise ValueError("the file is too large")
    return tomllib.loads(path.read_text(encoding="utf-8-sig"))
