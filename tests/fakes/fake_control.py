"""An AppControl without processes: tests decide what it shows and how it answers."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from app.domain.activity import ClientRequest
from app.domain.duplicates import Duplicate
from app.domain.errors import AppError
from app.domain.hardware import Hardware
from app.domain.launch import LoadOptions
from app.domain.model import Check, ModelId, ValidationReport
from app.domain.model_settings import ModelSettings
from app.domain.removal import Removal
from app.domain.rule_info import RuleInfo
from app.domain.settings import Settings
from app.domain.snapshot import AppSnapshot, CommandPreview, RunningModel, RuntimeChoice
from app.services.activity import Activity
from app.services.control import AppControl
from app.services.file_work import FileWork
from app.services.interfaces import Watcher
from app.services.login_start import LoginStart
from tests.fakes.fake_autostart import FakeAutostart
from tests.fakes.fake_hub import FakeHub


class FakeControl(AppControl):
    """Keeps every verb it is sent in ``calls``, as (verb, argument, ...).

    A verb answers at once, with the error in ``errors[verb]`` if there is one; a load without
    an error stays under way, as real ones do.
    """

    def __init__(self, snapshot: AppSnapshot | None = None) -> None:
        # The real constructor wires services that this one does without.
        QObject.__init__(self)
        self._snapshot = snapshot or AppSnapshot()
        self.calls: list[tuple[Any, ...]] = []
        self.errors: dict[str, AppError] = {}
        self.removal_store = ""
        self.duplicates: tuple[Duplicate, ...] = ()
        self.logs: dict[str, tuple[str, ...]] = {}
        self.preferences = Settings()
        self.computer = Hardware(ram_total=16 * 2**30, ram_free=8 * 2**30)
        self.compared: Check | None = None
        self.checks: dict[str, tuple[Check, ...]] = {}
        self.rule_infos: tuple[RuleInfo, ...] = ()
        self.held: list[ModelId] = []
        self.activity = Activity(parent=self)
        self.autostart = FakeAutostart()
        self.login_start = LoginStart(self.autostart)
        self.hub = FakeHub()

    @property
    def snapshot(self) -> AppSnapshot:
        return self._snapshot

    def show(self, snapshot: AppSnapshot) -> None:
        """Change what there is to see."""
        self._snapshot = snapshot
        self.snapshot_changed.emit(snapshot)

    def show_running(self, *entries: RunningModel) -> None:
        """Change what runs; an entry takes the place of an older one of its model."""
        changed = {entry.model: entry for entry in (*self._snapshot.running, *entries)}
        self.show(replace(self._snapshot, running=tuple(changed.values())))

    def hardware(self) -> Hardware:
        return self.computer

    def load(self, model_id: str, options: LoadOptions = LoadOptions()) -> "Future[RunningModel]":
        self.calls.append(("load", model_id, options))
        future: Future[RunningModel] = Future()
        if error := self.errors.get("load"):
            future.set_exception(error)
        return future

    def admit(self, model_id: ModelId) -> "Future[RunningModel]":
        self.calls.append(("admit", model_id))
        return Future()

    def record_request(self, request: ClientRequest) -> None:
        self.activity.record(request)

    def hold(self, model_id: ModelId) -> None:
        self.held.append(model_id)

    def release(self, model_id: ModelId) -> None:
        self.held.remove(model_id)

    def stop(self, model_id: str) -> "Future[None]":
        return self._answer(None, "stop", model_id)

    def stop_all(self) -> "Future[int]":
        return self._answer(len(self._snapshot.running), "stop_all")

    def restart(self, model_id: str) -> "Future[RunningModel]":
        self.calls.append(("restart", model_id))
        return Future()

    def validate(self, model_id: str, *, hashes: bool = False) -> "Future[ValidationReport]":
        """Reading is no verb, and is not kept in ``calls``."""
        model = self._snapshot.model(model_id)
        checks = self.checks.get(model_id, ())
        format_name = model.format if model else ""
        future: Future[ValidationReport] = Future()
        if error := self.errors.get("validate"):
            future.set_exception(error)
        else:
            future.set_result(ValidationReport(format_name, model is not None, (), "", checks))
        return future

    def removal(self, model_id: str) -> "Future[Removal]":
        model = self._snapshot.model(model_id)
        paths = (model.folder,) if model else ()
        size = model.size if model else 0
        return self._answer(Removal(paths, size, self.removal_store), "removal", model_id)

    def delete(self, model_id: str, removal: Removal, *, for_good: bool) -> "Future[None]":
        return self._answer(None, "delete", model_id, for_good)

    def find_duplicates(self) -> FileWork:
        return self._begin(lambda _: self.duplicates)

    def compare_hashes(self, model_id: str) -> FileWork:
        """Takes until ``self.compared`` is there, or it is cancelled."""
        self.calls.append(("compare_hashes", model_id))
        return self._begin(self._compared)

    def _compared(self, watcher: Watcher) -> Check:
        watcher.advanced(1, 2)
        end = time.monotonic() + 10
        while self.compared is None and not watcher.cancelled and time.monotonic() < end:
            time.sleep(0.001)
        return self.compared or Check("hash", True, "Ended.")

    def _begin(self, work: "Callable[[Watcher], object]") -> FileWork:
        begun = FileWork(work, self)
        begun.start()
        return begun

    def rescan(self) -> "Future[None]":
        return self._answer(None, "rescan")

    def log_tail(self, model_id: str, lines: int) -> tuple[str, ...]:
        return self.logs.get(ModelId(model_id), ())[-lines:]

    @property
    def settings(self) -> Settings:
        return self.preferences

    def change_settings(self, changes: Mapping[str, Any]) -> None:
        self.preferences = replace(self.preferences, **changes)
        self.settings_changed.emit()

    def model_settings(self, model_id: str) -> ModelSettings:
        return self._snapshot.settings_of(model_id)

    def change_model_settings(self, model_id: str, settings: ModelSettings) -> None:
        changed = {**self._snapshot.settings, ModelId(model_id): settings}
        self.show(replace(self._snapshot, settings=changed))

    def preview(self, model_id: str, settings: ModelSettings) -> CommandPreview:
        """A command line with the choices in it, and a sentence for ``--bad``."""
        if "--bad" in settings.arguments:
            return CommandPreview(problem="--bad is not an extra argument.")
        chosen = (
            ("-t", settings.threads),
            ("-c", settings.ctx_size),
            ("-ngl", settings.gpu_layers),
        )
        words = [f"{flag} {value}" for flag, value in chosen if value is not None]
        command = " ".join(("engine --model", model_id, *words, *settings.arguments))
        choice = self._snapshot.choice(model_id)
        return CommandPreview(command, "", choice.engine, choice.label, settings.options)

    def usable_runtimes(self, model_id: str) -> tuple[RuntimeChoice, ...]:
        """What would run it, and another engine."""
        other = RuntimeChoice("other", "other (Odd)", "because")
        return (self._snapshot.choice(model_id), other)

    def rules(self) -> tuple[RuleInfo, ...]:
        return self.rule_infos

    @property
    def own_rules_file(self) -> Path:
        return Path("/home/zoë/ModelTray/runtime_config.json")

    def add_folder(self, folder: Path) -> None:
        self.calls.append(("add_folder", folder))

    def switch_store(self, key: str, *, on: bool) -> None:
        self.calls.append(("switch_store", key, on))

    def allow_pickle(self, model_id: str) -> None:
        self.calls.append(("allow_pickle", model_id))
        self.errors.pop("load", None)

    def close(self) -> "Future[int]":
        return self.stop_all()

    def _answer(self, value: Any, verb: str, *arguments: Any) -> "Future[Any]":
        self.calls.append((verb, *arguments))
        future: Future[Any] = Future()
        if error := self.errors.get(verb):
            future.set_exception(error)
        else:
            future.set_result(value)
        return future
