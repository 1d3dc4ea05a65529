"""One model as the window and the tray show it: disk, rules and running process in one value."""

from dataclasses import dataclass, field
from enum import StrEnum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.domain.lifecycle import State
from app.domain.model import Model, Variant
from app.domain.model_settings import ModelSettings
from app.domain.snapshot import AppSnapshot, RunningModel, RuntimeChoice
from app.ui.sentences import translated


class Verb(StrEnum):
    """What a person can be offered to do with a model."""

    LOAD = auto()
    CANCEL = auto()
    STOP = auto()
    RESTART = auto()
    TRY = auto()
    COPY_ADDRESS = auto()


_OFFERS = {
    State.STARTING: frozenset({Verb.CANCEL}),
    State.LOADING: frozenset({Verb.CANCEL}),
    State.BACKOFF: frozenset({Verb.CANCEL}),
    State.READY: frozenset({Verb.STOP, Verb.RESTART, Verb.TRY, Verb.COPY_ADDRESS}),
    State.STOPPING: frozenset[Verb](),
}


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model, what would run it, what runs it now (``None``: never loaded), and how a person
    wants it."""

    model: Model
    choice: RuntimeChoice = field(default_factory=RuntimeChoice)
    running: RunningModel | None = None
    settings: ModelSettings = field(default_factory=ModelSettings)

    @property
    def id(self) -> str:
        return self.model.id

    @property
    def state(self) -> State:
        return self.running.state if self.running else State.STOPPED

    @property
    def is_loaded(self) -> bool:
        """A process exists or is about to; the model belongs to the loaded ones."""
        return self.state in _OFFERS

    @property
    def format(self) -> str:
        return self.running.format if self.running and self.is_loaded else self.model.format

    @property
    def label(self) -> str:
        """The runtime, as a person reads it."""
        running = self.running if self.is_loaded else None
        return translated(running.label if running else self.choice.label)

    @property
    def port(self) -> int | None:
        return self.running.port if self.running and self.is_loaded else None

    @property
    def address(self) -> str:
        """Where a client finds the running model; empty without a port."""
        return f"http://127.0.0.1:{self.port}" if self.port else ""

    @property
    def problem(self) -> str:
        """Why the model cannot be loaded, as a sentence; empty when it can."""
        return self.choice.problem

    @property
    def explanation(self) -> str:
        """Why this runtime."""
        return (self.running.explanation if self.running else "") or self.choice.explanation

    @property
    def variant(self) -> Variant:
        """The variant that runs, else the one that would."""
        return self.model.variant(self.format) or self.model.main

    def offers(self, verb: Verb) -> bool:
        """Whether the verb makes sense now. Only for showing: the control decides."""
        if self.is_loaded:
            return verb in _OFFERS[self.state]
        return verb is Verb.LOAD and not self.problem


def rows_of(snapshot: AppSnapshot) -> list[ModelRow]:
    """A row for each model on the disk, and for each that still runs though its files are gone."""
    running = {entry.model: entry for entry in snapshot.running}
    rows = [
        ModelRow(
            model,
            snapshot.choice(model.id),
            running.pop(model.id, None),
            snapshot.settings_of(model.id),
        )
        for model in snapshot.models
    ]
    gone = (entry for entry in running.values() if entry.state is not State.STOPPED)
    return rows + [_vanished(entry) for entry in gone]


def _vanished(entry: RunningModel) -> ModelRow:
    problem = QCoreApplication.translate("ModelRow", "The model's files are no longer there.")
    model = Model(entry.model, entry.model, Path(), (Variant(entry.format, Path(), ()),))
    return ModelRow(model, RuntimeChoice(problem=problem), entry)
