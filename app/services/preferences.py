"""The settings in use: read once, changed through verbs, written at once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.settings import Settings


class Preferences(QObject):
    """Holds the one ``Settings`` value.

    Signals:
        changed(): a setting has another value and was saved.
    """

    changed = Signal()

    def __init__(
        self,
        settings: Settings,
        *,
        save: Callable[[Settings], None],
        own_folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self._save = save
        self._own_folder = own_folder

    @property
    def model_folders(self) -> tuple[Path, ...]:
        """Where models are looked for: the program's own folder first, then the person's."""
        return (self._own_folder, *map(Path, self.settings.model_folders))

    def pickle_allowed(self, model_id: str) -> bool:
        return model_id in self.settings.allow_pickle

    def add_model_folder(self, folder: Path) -> None:
        if folder not in self.model_folders:
            folders = (*self.settings.model_folders, str(folder))
            self._change(replace(self.settings, model_folders=folders))

    def allow_pickle(self, model_id: str) -> None:
        if not self.pickle_allowed(model_id):
            allowed = (*self.settings.allow_pickle, model_id)
            self._change(replace(self.settings, allow_pickle=allowed))

    def _change(self, settings: Settings) -> None:
        self._save(settings)
        self.settings = settings
        self.changed.emit()
