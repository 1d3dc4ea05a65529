"""The settings in use, changed through verbs and written at once."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.settings import Settings
from app.services.interfaces import SettingsStore

_log = logging.getLogger("app.settings")


class Preferences(QObject):
    """Holds the one ``Settings`` value.

    Signals:
        changed(): a setting has another value.
        not_saved(str): it holds until the program ends only; the sentence says why.
    """

    changed = Signal()
    not_saved = Signal(str)

    def __init__(
        self, store: SettingsStore, *, own_folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._own_folder = own_folder
        self.settings = store.load()

    @property
    def model_folders(self) -> tuple[Path, ...]:
        """Where models are looked for: the program's own folder first, then the person's."""
        named = map(Path, (self.settings.downloads_folder, *self.settings.model_folders))
        return tuple(dict.fromkeys((self._own_folder, *(f for f in named if f.is_absolute()))))

    @property
    def downloads_folder(self) -> Path:
        """Where fetched models are put."""
        return Path(self.settings.downloads_folder or self._own_folder)

    def pickle_allowed(self, folder: Path) -> bool:
        """Whether the person agreed to open the ``.bin`` files in this folder. Asked by place and
        not by name: another model may bear the same name one day."""
        return str(folder) in self.settings.allow_pickle

    def change(self, changes: Mapping[str, Any]) -> None:
        """Give settings other values, by their names.

        Where models were downloaded to so far stays a place where models are looked for.
        """
        before = self.settings.downloads_folder
        if changes:
            self._change(lambda s: replace(s, **changes))
        if before and before != self.settings.downloads_folder:
            self.add_model_folder(Path(before))

    def add_model_folder(self, folder: Path) -> None:
        if folder not in self.model_folders:
            self._change(lambda s: replace(s, model_folders=_with(s.model_folders, str(folder))))

    def switch_store(self, key: str, *, on: bool) -> None:
        if (key in self.settings.stores_off) is on:
            switch = _without if on else _with
            self._change(lambda s: replace(s, stores_off=switch(s.stores_off, key)))

    def allow_pickle(self, folder: Path) -> None:
        if not self.pickle_allowed(folder):
            self._change(lambda s: replace(s, allow_pickle=_with(s.allow_pickle, str(folder))))

    def _change(self, change: Callable[[Settings], Settings]) -> None:
        """Change what the store says now, so that nothing edited there meanwhile is undone."""
        self.settings = change(self._store.load())
        try:
            self._store.save(self.settings)
        except OSError as error:
            _log.warning("The settings cannot be saved: %s", error)
            self.not_saved.emit(
                f"The settings cannot be saved ({error.strerror}). "
                "What was changed holds until ModelTray ends."
            )
        self.changed.emit()


def _with(items: tuple[str, ...], item: str) -> tuple[str, ...]:
    return items if item in items else (*items, item)


def _without(items: tuple[str, ...], item: str) -> tuple[str, ...]:
    return tuple(other for other in items if other != item)
