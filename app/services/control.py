"""AppControl: the one door through which tray, window and API act.

Verbs are sent to it and snapshots come out; it lives on the main thread and is the only writer
of the program's state.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.activity import ClientRequest
from app.domain.errors import AppError, LoadCancelled, LoadFailed, ShuttingDown
from app.domain.hardware import Hardware
from app.domain.launch import LoadOptions
from app.domain.model import Model, ModelId, ValidationReport
from app.domain.model_settings import ModelSettings
from app.domain.removal import Removal
from app.domain.rule_info import RuleInfo
from app.domain.settings import Settings
from app.domain.snapshot import AppSnapshot, CommandPreview, RunningModel, RuntimeChoice
from app.services.activity import Activity
from app.services.catalog import Catalog
from app.services.file_reports import FileReports
from app.services.file_work import FileWork
from app.services.hub_verbs import HubVerbs
from app.services.interfaces import LoadedRules, RulesSource
from app.services.launch_planner import LaunchPlanner
from app.services.library import Library
from app.services.login_start import LoginStart
from app.services.model_preferences import ModelPreferences
from app.services.preferences import Preferences
from app.services.rule_book import rule_infos
from app.services.scheduler import Scheduler
from app.services.supervisor import Supervisor
from app.services.waiters import answered, chained


class AppControl(QObject):
    """The verbs of the program.

    Every verb that returns a future puts its ``AppError`` there.

    Signals:
        snapshot_changed(AppSnapshot): something that is shown has changed; at most one for each
            turn of the event loop.
        output_written(str, list[str]): a model wrote lines (model id, lines).
        settings_changed(): a preference has another value.
        model_ready(RunningModel), model_failed(RunningModel): worth a notification.

    Attributes:
        activity: what happened since the start.
        login_start: whether the program starts when the person logs in.
        hub: search and downloads.
    """

    snapshot_changed = Signal(object)
    output_written = Signal(str, list)
    settings_changed = Signal()
    model_ready = Signal(object)
    model_failed = Signal(object)

    def __init__(
        self,
        library: Library,
        supervisor: Supervisor,
        scheduler: Scheduler,
        planner: LaunchPlanner,
        preferences: Preferences,
        model_preferences: ModelPreferences,
        rules: RulesSource,
        login_start: LoginStart,
        *,
        file_reports: FileReports,
        hub: HubVerbs,
        warnings: tuple[str, ...] = (),
        hardware: Callable[[], Hardware] = Hardware,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._supervisor = supervisor
        self._scheduler = scheduler
        self._planner = planner
        self._preferences = preferences
        self._model_preferences = model_preferences
        self._rules = rules
        self._file_reports = file_reports
        self._warnings = warnings
        self._hardware = hardware
        self._loaded_rules = LoadedRules(planner.config)
        self._catalog = Catalog(library, planner, model_preferences, self)
        self._closing = False
        self.activity = Activity(parent=self)
        self.login_start = login_start
        self.hub = hub
        self._snapshot = AppSnapshot()
        self._announcement = QTimer(self, singleShot=True, interval=0)
        self._announcement.timeout.connect(lambda: self.snapshot_changed.emit(self._snapshot))
        supervisor.changed.connect(self._on_running_changed)
        scheduler.used.connect(self._renew)
        scheduler.unloading.connect(self.activity.explain)
        supervisor.wrote.connect(self.output_written)
        supervisor.became_ready.connect(self.model_ready)
        supervisor.became_failed.connect(self.model_failed)
        self._catalog.changed.connect(self._renew)
        preferences.changed.connect(self._on_preferences_changed)
        preferences.not_saved.connect(self.warn)
        model_preferences.not_saved.connect(self.warn)
        hub.changed.connect(self._renew)
        hub.not_saved.connect(self.warn)
        self._catalog.choose_runtimes()

    @property
    def snapshot(self) -> AppSnapshot:
        """The picture as it is now; may be read from any thread."""
        return self._snapshot

    def hardware(self) -> Hardware:
        """The computer's memory as it is now; may be called from any thread."""
        return self._hardware()

    def load(self, model_id: str, options: LoadOptions = LoadOptions()) -> "Future[RunningModel]":
        """Load a model; the future is done once it is ready.

        What the options leave open comes from the model's settings, then from the engine.

        Loading what is loaded answers with the running one; loads under way are joined.
        """
        return answered(lambda: self._load(self._loadable(model_id), options))

    def admit(self, model_id: ModelId) -> "Future[RunningModel]":
        """The model for a client that asks it something, loaded if need be; ``record_request``
        must follow, however it ends."""
        self._scheduler.begin(model_id)
        return answered(lambda: self._scheduler.admit(self._loadable(model_id)))

    def record_request(self, request: ClientRequest) -> None:
        """A client that was admitted has its answer, or has gone."""
        self._scheduler.end(request.model)
        self.activity.record(request)

    def hold(self, model_id: ModelId) -> None:
        """A person asks the model something in the program: it stays loaded until ``release``."""
        self._scheduler.begin(model_id)

    def release(self, model_id: ModelId) -> None:
        """The person has the answer, or has broken it off."""
        self._scheduler.end(model_id)

    def stop(self, model_id: str) -> "Future[None]":
        """Stop a model; done once the process is gone. Stopping what is stopped is fine."""
        return answered(lambda: self._stop(self._known_id(model_id)))

    def stop_all(self) -> "Future[int]":
        """Stop every model; the future holds how many there were."""
        self._scheduler.give_up()
        return self._supervisor.stop_all()

    def restart(self, model_id: str) -> "Future[RunningModel]":
        """Stop and load again as it was asked for; settings that were changed meanwhile count."""
        return answered(lambda: self._supervisor.restart(self._loadable(model_id)))

    def validate(self, model_id: str, *, hashes: bool = False) -> "Future[ValidationReport]":
        """Read the model's headers again, in a pool thread.

        Args:
            hashes: read every byte, and compare the files with their publisher's hashes.
        """
        return answered(lambda: self._validate(self._catalog.find(model_id), hashes=hashes))

    def removal(self, model_id: str) -> "Future[Removal]":
        """What would go if the model were deleted; found in a pool thread."""
        return answered(lambda: self._library.removal(self._catalog.find(model_id)))

    def delete(self, model_id: str, removal: Removal, *, for_good: bool) -> "Future[None]":
        """Stop the model, then take its files away: to the recycle bin, unless ``for_good``."""
        return chained(
            self.stop(model_id), lambda _: self._library.remove(removal, for_good=for_good)
        )

    def find_duplicates(self) -> FileWork:
        """Begin to look for files with the same content."""
        return self._file_reports.duplicates(self._catalog.models)

    def compare_hashes(self, model_id: str) -> FileWork:
        """Begin to compare the model's files with their publisher's hashes.

        Raises:
            ModelNotFound
        """
        return self._file_reports.hashes(self._catalog.find(model_id))

    def rescan(self) -> "Future[None]":
        """Read the rules again and look for models; done when the list is up to date."""
        return answered(self._read_rules_and_scan)

    def log_tail(self, model_id: str, lines: int) -> tuple[str, ...]:
        """The last lines the model's process wrote.

        Raises:
            ModelNotFound
        """
        return self._supervisor.log_tail(self._known_id(model_id), lines)

    @property
    def settings(self) -> Settings:
        """The preferences as they are now."""
        return self._preferences.settings

    def change_settings(self, changes: Mapping[str, Any]) -> None:
        """Give preferences other values, by their names, and keep them."""
        self._preferences.change(changes)

    def model_settings(self, model_id: str) -> ModelSettings:
        """What the person decided about a model."""
        return self._model_preferences.of(ModelId(model_id))

    def change_model_settings(self, model_id: str, settings: ModelSettings) -> None:
        """Keep these settings of a model; they count from its next load on."""
        self._model_preferences.change(ModelId(model_id), settings)

    def preview(self, model_id: str, settings: ModelSettings) -> CommandPreview:
        """The command line that a load would run now with these settings."""
        model = self._snapshot.model(model_id)
        if model is None:
            return CommandPreview(problem="The model's files are no longer there.")
        return self._supervisor.preview(model, settings.options)

    def usable_runtimes(self, model_id: str) -> tuple[RuntimeChoice, ...]:
        """The engines that a person may choose for a model, the best one first."""
        model = self._snapshot.model(model_id)
        return self._planner.usable(model) if model else ()

    def rules(self) -> tuple[RuleInfo, ...]:
        """The rules as they were read last, for people."""
        return rule_infos(self._loaded_rules, self._planner.programs)

    @property
    def own_rules_file(self) -> Path:
        """Where a person's own rules lie, or would."""
        return self._loaded_rules.own_file or Path("runtime_config.json")

    def load_at_start(self) -> None:
        """Load the models that the person wants from the start; say of those that cannot be."""
        for model in self._catalog.wanted_at_start():
            self.load(model.id).add_done_callback(partial(self._tell_not_started, model.name))

    def add_folder(self, folder: Path) -> None:
        """Search this folder too, from now on (kept in the settings)."""
        self._preferences.add_model_folder(folder)

    def switch_store(self, key: str, *, on: bool) -> None:
        """List the models of another program's store, or leave them out (kept in the settings)."""
        self._preferences.switch_store(key, on=on)

    def allow_pickle(self, model_id: str) -> None:
        """Remember that the person agrees to open this model's ``.bin`` files.

        Nothing is remembered for one that is gone by now; its load says that it is.
        """
        model = self._snapshot.model(model_id)
        if model is not None:
            self._preferences.allow_pickle(model.folder)

    def warn(self, sentence: str) -> None:
        """Show a sentence about the program's own state until it ends."""
        self._warnings = (*self._warnings, sentence)
        self._renew()

    def close(self) -> "Future[int]":
        """Take no more loads and stop everything; done when no process is left."""
        self._closing = True
        self._file_reports.cancel_all()
        stopped = self.stop_all()
        return chained(self.hub.close(), lambda _: stopped)

    def _read_rules_and_scan(self) -> "Future[None]":
        loaded = self._rules.load()
        self._loaded_rules = loaded
        # As text: rules in another order are equal, but other rules win.
        if loaded.config.model_dump_json() != self._planner.config.model_dump_json():
            self._planner.config = loaded.config
            self._catalog.choose_runtimes()
        self._library.set_matches(loaded.config.matches)
        self._renew()
        return self._library.rescan()

    def _load(self, model: Model, options: LoadOptions) -> "Future[RunningModel]":
        self._scheduler.claim(model.id)
        return self._supervisor.load(model, options)

    def _stop(self, model_id: ModelId) -> "Future[None]":
        self._scheduler.give_up(model_id)
        return self._supervisor.stop(model_id)

    def _validate(self, model: Model, *, hashes: bool) -> "Future[ValidationReport]":
        engine = self._snapshot.choice(model.id).engine or None
        checks = self._planner.runtimes(model)
        if not hashes:
            return self._library.validate(model, engine, checks, look=self._file_reports.known)
        return chained(
            self._file_reports.compared(model),
            lambda check: self._library.validate(model, engine, (*checks, check)),
        )

    def _tell_not_started(self, name: str, load: "Future[RunningModel]") -> None:
        """A load that began tells by itself how it ended; one that could not begin does not."""
        error = load.exception() if not load.cancelled() else None
        told = LoadFailed | LoadCancelled | ShuttingDown
        if isinstance(error, AppError) and not isinstance(error, told):
            self.warn(f"{name} was to be loaded at the start. {error.sentence}")

    def _loadable(self, name: str) -> Model:
        if self._closing:
            raise ShuttingDown("ModelTray is shutting down.")
        return self._catalog.find(name)

    def _known_id(self, name: str) -> ModelId:
        """The id of a model on the disk, or of one that still runs after its files went away."""
        if self._snapshot.running_model(name) is not None:
            return ModelId(name)
        return self._catalog.find(name).id

    def _on_running_changed(self) -> None:
        self.activity.follow(self._supervisor.running)
        self._renew()

    def _on_preferences_changed(self) -> None:
        self._library.set_folders(self._preferences.model_folders)
        self._library.set_stores_off(self._preferences.settings.stores_off)
        self.hub.renew()
        self._catalog.choose_runtimes()
        self.settings_changed.emit()

    def _renew(self) -> None:
        self._snapshot = AppSnapshot(
            models=self._catalog.models,
            running=self._supervisor.running,
            choices=self._catalog.choices,
            settings=self._model_preferences.all,
            folders=tuple(map(str, self._preferences.model_folders)),
            stores=self._library.stores,
            scanning=self._library.scanning,
            downloads=self.hub.downloads,
            hub_token=self.hub.token_keeping,
            warnings=(*self._warnings, *self._loaded_rules.warnings),
        )
        if not self._announcement.isActive():
            self._announcement.start()
