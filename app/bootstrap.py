"""Builds the program from its parts, and takes it apart again in the right order.

Start: guard against orphans, settings and rules, services, tray and window, and only then the
API, whose import takes longer than everything before it. End: no more loads, all models stopped,
API, tray.
"""

import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QObject, QTimer

from app import __version__
from app.api.server import ApiServer
from app.domain.device_list import with_devices
from app.domain.failure_hints import parse_hints
from app.domain.hardware import Hardware
from app.domain.hub.suggestions import read_catalog
from app.domain.launch import Command
from app.domain.rules import RuntimeConfig
from app.door import ControlDoor
from app.infra.child_process import ChildProcess
from app.infra.children_file import ChildrenFile
from app.infra.download_files import DownloadFolders
from app.infra.downloads_file import DownloadsFile
from app.infra.duplicate_finder import find_duplicates
from app.infra.file_hashes import FileHashes
from app.infra.hardware import read_hardware
from app.infra.header_cache import HeaderCache
from app.infra.hub import HttpHubClient
from app.infra.interrupts import Interrupts
from app.infra.model_client import HttpModelClient
from app.infra.model_settings_file import ModelSettingsFile
from app.infra.output_logs import OutputFolder
from app.infra.platform import autostart, job
from app.infra.ports import LocalPorts, port_holder
from app.infra.process_memory import process_memory
from app.infra.programs import Programs
from app.infra.readiness import ReadinessProbe
from app.infra.rules_file import RulesFile
from app.infra.secrets import Keyring
from app.infra.settings_file import SettingsFile
from app.infra.stores.known import known_stores
from app.infra.stores.place_memory import PlaceMemory
from app.infra.stores.scanner import StoreScanner
from app.infra.stores.store import Surroundings
from app.paths import Paths, find_paths
from app.services.control import AppControl
from app.services.device_search import DeviceSearch
from app.services.downloads import Downloads
from app.services.file_reports import FileReports
from app.services.hub import Hub
from app.services.hub_token import HubToken
from app.services.hub_verbs import HubVerbs
from app.services.interfaces import ChildListener
from app.services.launch_planner import LaunchPlanner
from app.services.launcher import Launcher
from app.services.library import Library
from app.services.login_start import LoginStart
from app.services.main_thread import MainThread
from app.services.model_preferences import ModelPreferences
from app.services.preferences import Preferences
from app.services.scheduler import Scheduler
from app.services.supervisor import Supervisor

if TYPE_CHECKING:
    from app.ui.application import Ui
    from app.ui.start import TrayIcon

_log = logging.getLogger("app")

_DEVICES_PAUSE = 4000
"""ms after the start: nobody looks at memory sooner, and the start is to be fast."""
_QUIT_LIMIT = 8000
"""ms; a process that the system cannot end, stuck in a driver, must not hold the program up."""

_SESSION_LIMIT = 4000
"""ms; five seconds after a log-off or shutdown Windows ends what still runs."""


@dataclass(frozen=True, slots=True)
class StartOptions:
    """What the command line asks for; ``api_port`` overrides the setting."""

    headless: bool = False
    minimized: bool = False
    api_port: int | None = None


class Program(QObject):
    """The whole program. Make it after the QApplication (or QCoreApplication)."""

    def __init__(
        self, paths: Paths, options: StartOptions, *, tray_icon: "TrayIcon | None" = None
    ) -> None:
        super().__init__()
        self._tray_icon = tray_icon
        self._paths = paths
        self._options = options
        self._programs = Programs(paths)
        self._main_thread = MainThread(self)
        self._register = ChildrenFile(paths.children_file)
        self._client = HttpModelClient(self)
        self._interrupts = Interrupts(self)
        self._interrupts.interrupted.connect(self.quit)
        self.ui: Ui | None = None
        self.has_left = False
        self._quitting = False
        self._exit_code = 0
        self.control = self._build_control()
        self._api = self._build_api()

    def start(self) -> None:
        """Show the tray, then look for models and open the API."""
        self._guard()
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.end_session)
        if not self._options.headless:
            self.ui = self._build_ui()
            self.ui.start(minimized=self._options.minimized)
        QTimer.singleShot(0, self, self._start_in_background)

    def show_window(self) -> None:
        if self.ui is not None:
            self.ui.show_window()

    def quit(self) -> None:
        """Stop every model, then end the program; a second call changes nothing."""
        if self._quitting:
            return
        self._quitting = True
        self.control.close().add_done_callback(lambda _: QTimer.singleShot(0, self, self._leave))
        QTimer.singleShot(_QUIT_LIMIT, self, self._leave)

    def end_session(self) -> None:
        """Quit before this returns, for the system ends this process right after: at a log-off, a
        shutdown, or when somebody else stops Qt's loop."""
        if self.has_left:
            return
        _log.info("The session ends")
        self.quit()
        limit = QDeadlineTimer(_SESSION_LIMIT)
        while not (self.has_left or limit.hasExpired()):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)

    def _leave(self) -> None:
        if self.has_left:
            return
        self._devices.close()
        self._api.stop()
        self._main_thread.close()
        self._library.shutdown()
        if self.ui is not None:
            self.ui.close()
        self._interrupts.close()
        self.has_left = True
        QCoreApplication.exit(self._exit_code)

    def _guard(self) -> None:
        self._register.sweep()
        try:
            job.guard_own_process()
        except OSError as error:
            _log.warning("Models may outlive a crash of the program: %s", error)

    def _start_in_background(self) -> None:
        # A graphics driver can take long to answer for the first time: not on the window's thread.
        Thread(target=read_hardware, name="hardware", daemon=True).start()
        self.control.hub.start()
        self.control.rescan().add_done_callback(lambda _: self.control.load_at_start())
        QTimer.singleShot(_DEVICES_PAUSE, self, self._devices.start)
        for sentence in self.control.snapshot.warnings:
            _log.warning("%s", sentence)
        self.control.snapshot_changed.connect(self._api.publish)
        self._api.start(
            lambda port: self._on_main(lambda: self._on_api_started(port)),
            lambda reason: self._on_main(lambda: self._on_api_failed(reason)),
        )

    def _on_main(self, function: Callable[[], None]) -> None:
        self._main_thread.submit(function)

    def _on_api_started(self, port: int) -> None:
        self._api.publish(self.control.snapshot)
        gc.freeze()  # as settle_garbage does, without its pause
        _log.info("Control API at http://127.0.0.1:%d", port)
        if self._options.headless:
            print(f"ModelTray {__version__}: control API at http://127.0.0.1:{port}", flush=True)
            print(f"Models are looked for in {self.control.snapshot.folders[0]}", flush=True)

    def _on_api_failed(self, reason: str) -> None:
        holder = port_holder(self._api_port)
        sentence = (
            f"{reason} It is used by {holder}. End that program, or choose another port with "
            "--api-port or as api_port in settings.toml."
            if holder
            else reason
        )
        self.control.warn(sentence)
        _log.error("%s", sentence)
        if self._options.headless:  # without window and API nobody could reach the program
            self._exit_code = 1
            self.quit()

    @property
    def _api_port(self) -> int:
        return self._options.api_port or self._preferences.settings.api_port

    def _build_api(self) -> ApiServer:
        return ApiServer(
            ControlDoor(self.control, self._main_thread),
            port=self._api_port,
            version=__version__,
            token=self._preferences.settings.api_token,
        )

    def _build_ui(self) -> "Ui":
        from app.ui.application import Ui  # headless, the program does without widgets

        return Ui(
            self.control,
            self._client,
            resources=self._paths.resources,
            window_file=self._paths.window_file,
            api_url=f"http://127.0.0.1:{self._api_port}",
            on_quit=self.quit,
            icon=self._tray_icon,
        )

    def _build_control(self) -> AppControl:
        settings_file = SettingsFile(self._paths.settings_file)
        self._preferences = Preferences(settings_file, own_folder=self._paths.models, parent=self)
        model_settings_file = ModelSettingsFile(self._paths.model_settings_file)
        model_preferences = ModelPreferences(model_settings_file, self)
        rules = RulesFile(self._paths.config / "runtime_config.json", self._paths.user_rules)
        config = rules.load().config
        planner = LaunchPlanner(
            config,
            self._programs,
            pickle_allowed=self._preferences.pickle_allowed,
            settings=model_preferences.of,
            hardware=self._hardware,
        )
        self._library = self._build_library(config)
        supervisor = self._build_supervisor(planner)
        control = AppControl(
            self._library,
            supervisor,
            self._build_scheduler(supervisor, planner, model_preferences),
            planner,
            self._preferences,
            model_preferences,
            rules,
            LoginStart(autostart.autostart(self._login_command())),
            file_reports=FileReports(find_duplicates, FileHashes(), self),
            hub=self._build_hub(),
            warnings=(*settings_file.warnings, *model_settings_file.warnings),
            hardware=self._hardware,
            parent=self,
        )
        self._devices = DeviceSearch(planner, self._new_child, control.activity, self)
        return control

    def _build_scheduler(
        self, supervisor: Supervisor, planner: LaunchPlanner, chosen: ModelPreferences
    ) -> Scheduler:
        return Scheduler(
            supervisor,
            lambda: self._preferences.settings,
            stays=lambda model_id: chosen.of(model_id).keep_loaded,
            missing=planner.missing_memory,
            written=self._client.tokens_written,
            parent=self,
        )

    def _login_command(self) -> tuple[str, ...]:
        """What starts the program as it is now, in the tray."""
        command = (*self._programs.own_command(), "--minimized")
        is_usual = self._paths.data == find_paths().data
        return command if is_usual else (*command, "--data-dir", str(self._paths.data))

    def _build_hub(self) -> HubVerbs:
        def endpoint() -> str:
            return self._preferences.settings.hub_endpoint

        token = HubToken(Keyring(), self._main_thread, endpoint, self)
        downloads = Downloads(
            DownloadFolders(),
            DownloadsFile(self._paths.downloads_file),
            self._main_thread,
            children=self._new_child,
            command=self._programs.downloader,
            token=token.get,
            at_once=lambda: self._preferences.settings.downloads_at_once,
            parent=self,
        )
        hub = Hub(HttpHubClient(self), token, endpoint, self._hardware)
        catalog = (self._paths.config / "catalog.json").read_text(encoding="utf-8")
        return HubVerbs(
            hub,
            downloads,
            DownloadFolders(),
            self._library,
            self._preferences,
            catalog=read_catalog(catalog),
            parent=self,
        )

    def _hardware(self) -> Hardware:
        """May be called from any thread."""
        return with_devices(read_hardware(), self._devices.devices)

    def _build_library(self, config: RuntimeConfig) -> Library:
        scanner = StoreScanner(
            HeaderCache(self._paths.header_cache),
            PlaceMemory(self._paths.place_memory),
            known_stores(Surroundings.of_this_process()),
        )
        library = Library(scanner, self._main_thread, parent=self)
        library.set_matches(config.matches)
        library.set_folders(self._preferences.model_folders)
        library.set_stores_off(self._preferences.settings.stores_off)
        return library

    def _build_supervisor(self, planner: LaunchPlanner) -> Supervisor:
        hints = (self._paths.config / "failure_hints.json").read_text(encoding="utf-8")
        launcher = Launcher(
            planner,
            children=self._new_child,
            probes=ReadinessProbe,
            ports=LocalPorts(),
            hints=parse_hints(hints),
            stall_timeout=self._preferences.settings.stall_timeout,
        )
        logs = OutputFolder(self._paths.logs / "models")
        return Supervisor(launcher, logs=logs, memory=process_memory, parent=self)

    def _new_child(self, spec: Command, listener: ChildListener, parent: QObject) -> ChildProcess:
        return ChildProcess(spec, listener, self._register, parent)
