"""What a person decided about each model, changed through verbs and written at once."""

import logging
from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.model import ModelId
from app.domain.model_settings import ModelSettings

_log = logging.getLogger("app.settings")
_NONE = ModelSettings()


class ModelSettingsStore(Protocol):
    """Where the settings of the models are kept; a person may edit them there too."""

    def load(self) -> dict[ModelId, ModelSettings]: ...

    def save(self, model: ModelId, settings: ModelSettings) -> None:
        """
        Raises:
            OSError: nothing was saved.
        """


class ModelPreferences(QObject):
    """Holds the settings of every model.

    Signals:
        changed(str): the model with this id has other settings.
        not_saved(str): they hold until the program ends only; the sentence says why.
    """

    changed = Signal(str)
    not_saved = Signal(str)

    def __init__(self, store: ModelSettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._settings = store.load()
        self._unsaved: dict[ModelId, ModelSettings] = {}

    @property
    def all(self) -> Mapping[ModelId, ModelSettings]:
        """Of the models that have any; a model may have left the disk."""
        return self._settings

    def of(self, model: ModelId) -> ModelSettings:
        return self._settings.get(model, _NONE)

    def change(self, model: ModelId, settings: ModelSettings) -> None:
        """Keep these settings, beside what the store says now of the other models."""
        if settings == self.of(model):
            return
        self._settings = {**self._store.load(), **self._unsaved, model: settings}
        self._save(model, settings)
        self.changed.emit(model)

    def _save(self, model: ModelId, settings: ModelSettings) -> None:
        self._unsaved.pop(model, None)
        try:
            self._store.save(model, settings)
        except OSError as error:
            self._unsaved[model] = settings
            _log.warning("The settings of %s cannot be saved: %s", model, error)
            self.not_saved.emit(
                f"The settings of {model} cannot be saved ({error.strerror}). "
                "They hold until ModelTray ends."
            )
