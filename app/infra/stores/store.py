"""What a store of models is, and where on a computer to look for one. Nothing is written there."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.formats.folder import Folder
from app.domain.model import FormatMatch, Model


class Store(Protocol):
    """The models of another program, found by that program's own rules.

    Attributes:
        key: names it in the settings; never shown.
        name: as a person reads it.
    """

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    def places(self) -> tuple[Path, ...]:
        """Where it would lie on this computer; a place need not exist."""

    def folders(self, place: Path, matches: tuple[FormatMatch, ...]) -> Iterator[Folder]:
        """The folders there that may hold models; what cannot be read is passed over."""

    def open_folder(self, path: Path, matches: tuple[FormatMatch, ...]) -> Folder:
        """One of those folders again, as it is now.

        Raises:
            OSError: it cannot be read.
        """

    def watched(self, place: Path) -> Path:
        """The folder in which a new model shows first."""

    def parts(self, model: Model, others: Sequence[Model]) -> tuple[Path, ...]:
        """The files and folders that the store has for this model alone, to be deleted in order.

        Raises:
            OSError: the store cannot be read.
        """


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A person's home folder and environment variables, which say where programs keep things."""

    home: Path
    environment: Mapping[str, str]

    @classmethod
    def of_this_process(cls) -> "Surroundings":
        return cls(Path.home(), os.environ)

    def folder(self, variable: str) -> Path | None:
        """The folder that a variable names, if it is set; ``~`` stands for the home folder."""
        text = self.environment.get(variable, "").strip().strip('"')
        return self.expanded(text) if text else None

    def expanded(self, text: str) -> Path:
        """A path as a settings file writes it."""
        if text == "~" or text.startswith(("~/", "~\\")):
            return self.home / text[2:]
        return self.home / text  # an absolute path stays what it is

    @property
    def settings(self) -> Path:
        """Where programs keep settings: ``%APPDATA%``, ``$XDG_CONFIG_HOME`` or ``~/.config``."""
        return self._first("APPDATA", "XDG_CONFIG_HOME", default=".config")

    @property
    def data(self) -> Path:
        """Where programs keep data: ``%LOCALAPPDATA%``, ``$XDG_DATA_HOME``, ``~/.local/share``."""
        return self._first("LOCALAPPDATA", "XDG_DATA_HOME", default=".local/share")

    @property
    def cache(self) -> Path:
        """``$XDG_CACHE_HOME`` or ``~/.cache``, on Windows too: so do the programs in question."""
        return self._first("XDG_CACHE_HOME", default=".cache")

    def _first(self, *variables: str, default: str) -> Path:
        named = (self.folder(variable) for variable in variables)
        return next((folder for folder in named if folder is not None), self.home / default)
