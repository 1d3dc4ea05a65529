"""What the models' processes wrote, in files that can never fill the disk."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Literal

FILE_LIMIT = 5 * 1024 * 1024
TOTAL_LIMIT = 50 * 1024 * 1024

_log = logging.getLogger("app.output")


class OutputFile:
    """``<model>.log``, and the one before it as ``<model>.1.log``. Failures to write are told
    once and never stop a model."""

    def __init__(self, path: Path, *, limit: int = FILE_LIMIT) -> None:
        self._path = path
        self._limit = limit
        self._file: FileIO | None = None
        self._open("ab")

    def write(self, lines: Sequence[str]) -> None:
        if self._file is None:
            return
        try:
            self._file.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
            if self._file.tell() > self._limit:
                self._rotate()
        except OSError as error:
            _log.warning("Cannot write %s: %s", self._path, error)
            self.close()

    def close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):  # a network drive that is gone
                file.close()

    def _open(self, mode: Literal["ab", "wb"]) -> None:
        try:
            # Unbuffered: on a full disk nothing is left to be written when the file is closed.
            self._file = self._path.open(mode, buffering=0)
        except OSError as error:
            _log.warning("Cannot open %s: %s", self._path, error)

    def _rotate(self) -> None:
        self.close()
        self._path.replace(self._path.with_suffix(".1.log"))
        self._open("wb")


class OutputFolder:
    """All models' files, under one total cap: the oldest go first."""

    def __init__(self, folder: Path, *, total_limit: int = TOTAL_LIMIT) -> None:
        self._folder = folder
        self._total_limit = total_limit

    def open(self, model_id: str) -> OutputFile:
        """A log to write to; one that keeps nothing where the folder cannot be used."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._prune()
        except OSError as error:
            _log.warning("Cannot keep order in %s: %s", self._folder, error)
        return OutputFile(self._folder / f"{model_id}.log")

    def _prune(self) -> None:
        files = sorted(self._folder.glob("*.log"), key=lambda f: f.stat().st_mtime, reverse=True)
        total = 0
        for file in files:
            total += file.stat().st_size
            if total > self._total_limit:
                file.unlink(missing_ok=True)
