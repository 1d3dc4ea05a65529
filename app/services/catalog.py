"""The models on the disk as they are shown: under a person's names, each with its runtime."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.model import Model, ModelId
from app.domain.names import find_model
from app.domain.snapshot import RuntimeChoice
from app.services.launch_planner import LaunchPlanner
from app.services.library import Library
from app.services.model_preferences import ModelPreferences


class Catalog(QObject):
    """Follows the library and the settings of each model.

    Signals:
        changed(): what the library shows, a name or a choice has another value.
    """

    changed = Signal()

    def __init__(
        self,
        library: Library,
        planner: LaunchPlanner,
        preferences: ModelPreferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._planner = planner
        self._preferences = preferences
        self.models: tuple[Model, ...] = ()
        self.choices: Mapping[ModelId, RuntimeChoice] = {}
        self._settings = preferences.all
        library.changed.connect(self._on_library_changed)
        preferences.changed.connect(self._on_settings_changed)

    def find(self, name: str) -> Model:
        """
        Raises:
            InvalidOption, ModelNotFound
        """
        return find_model(self.models, name)

    def wanted_at_start(self) -> Iterator[Model]:
        """Those that a person wants to be loaded when the program starts."""
        return (model for model in self.models if self._preferences.of(model.id).load_at_start)

    def choose_runtimes(self) -> None:
        """Apply other rules or settings to every model."""
        self._settings = self._preferences.all
        self.models = self._named()
        self.choices = {model.id: self._planner.choice(model) for model in self.models}
        self.changed.emit()

    def _on_library_changed(self) -> None:
        """The choice for a model that is the same as before stays."""
        before, models = {model.id: model for model in self.models}, self._named()
        if models != self.models:
            self.choices = {
                model.id: self.choices[model.id]
                if before.get(model.id) is model
                else self._planner.choice(model)
                for model in models
            }
            self.models = models
        self.changed.emit()

    def _on_settings_changed(self) -> None:
        """Those of other models may have been edited in the file, which was read again."""
        before, self._settings = self._settings, self._preferences.all
        self.models = self._named()
        changed = (m for m in self.models if before.get(m.id) != self._settings.get(m.id))
        self.choices = {**self.choices, **{m.id: self._planner.choice(m) for m in changed}}
        self.changed.emit()

    def _named(self) -> tuple[Model, ...]:
        settings = self._preferences.all.items()
        if not (names := {id_: each.name for id_, each in settings if each.name}):
            return self._library.models
        return tuple(
            replace(model, name=name) if (name := names.get(model.id)) else model
            for model in self._library.models
        )
