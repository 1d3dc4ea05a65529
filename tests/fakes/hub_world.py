"""The verbs of the Hub over a real server, real children and a real folder."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from app.domain.errors import SecretsUnavailable
from app.domain.hardware import Hardware
from app.domain.launch import ToolCommand
from app.infra.child_process import ChildProcess
from app.infra.children_file import ChildrenFile
from app.infra.download_files import DownloadFolders
from app.infra.downloads_file import DownloadsFile
from app.infra.hub import HttpHubClient
from app.paths import find_paths
from app.services.downloads import Downloads
from app.services.hub import Hub
from app.services.hub_token import HubToken
from app.services.hub_verbs import HubVerbs
from app.services.interfaces import ChildListener
from app.services.library import Library
from app.services.main_thread import MainThread
from app.services.preferences import Preferences

COMPUTER = Hardware(ram_total=16 * 2**30, ram_free=8 * 2**30)


class SecretsOnPaper:
    """A keyring; one that is ``missing`` keeps nothing."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.missing = False

    def get(self, name: str) -> str:
        return "" if self.missing else self.kept.get(name, "")

    def set(self, name: str, secret: str) -> None:
        if self.missing:
            raise SecretsUnavailable("There is no keyring.")
        self.kept[name] = secret


class HubWorld:
    """Makes ``HubVerbs``; ``patience`` in ms is how long its client waits for the Hub."""

    def __init__(
        self,
        folder: Path,
        library: Library,
        preferences: Preferences,
        main_thread: MainThread,
        *,
        patience: int = 8000,
    ) -> None:
        self.secrets = SecretsOnPaper()
        self.store = DownloadsFile(folder / "downloads.json")
        self.register = ChildrenFile(folder / "download-children.json")
        self.started: list[ToolCommand] = []
        endpoint: Callable[[], str] = lambda: preferences.settings.hub_endpoint  # noqa: E731
        self.token = HubToken(self.secrets, main_thread, endpoint)
        self.downloads = Downloads(
            DownloadFolders(),
            self.store,
            main_thread,
            children=self._child,
            command=_command,
            token=self.token.get,
            at_once=lambda: preferences.settings.downloads_at_once,
        )
        self.client = HttpHubClient(timeout=patience)
        hub = Hub(self.client, self.token, endpoint, lambda: COMPUTER)
        self.verbs = HubVerbs(hub, self.downloads, DownloadFolders(), library, preferences)

    def _child(self, spec: ToolCommand, listener: ChildListener, parent: QObject) -> ChildProcess:
        self.started.append(spec)
        return ChildProcess(spec, listener, self.register, parent)


def _command() -> ToolCommand:
    program = find_paths().program
    return ToolCommand(sys.executable, ("-S", "-m", "runtimes", "hub-download"), program)
