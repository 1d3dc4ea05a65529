"""The verbs of the Hub over a real server, real children and a real folder."""

import sys
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import psutil
from PySide6.QtCore import QObject

from app.domain.errors import SecretsUnavailable
from app.domain.hardware import Hardware
from app.domain.hub.download import DownloadOrder, download_id
from app.domain.hub.repository import HubFile
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
from app.services.waiters import done_future

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


class DownloadsWorld:
    """Makes queues over one list on the disk.

    Attributes:
        token: what the children are given.
        at_once: how many may run.
    """

    def __init__(self, folder: Path, main_thread: MainThread) -> None:
        self.token = ""
        self.at_once = 2
        self._folder = folder
        self._main_thread = main_thread
        self._register = ChildrenFile(folder / "download-children.json")
        self._files = DownloadFolders()

    def downloads(self, token: "Callable[[str], Future[str]] | None" = None) -> Downloads:
        return Downloads(
            self._files,
            DownloadsFile(self._folder / "downloads.json"),
            self._main_thread,
            children=self._child,
            command=_command,
            token=token or (lambda _: done_future(self.token)),
            at_once=lambda: self.at_once,
        )

    def order(
        self, endpoint: str, repository: str, revision: str, files: tuple[HubFile, ...], root: Path
    ) -> DownloadOrder:
        """To fetch these files below ``root``."""
        id_ = download_id(repository, revision, files)
        folder = root.joinpath(*repository.split("/"))
        return DownloadOrder(
            id_, repository, revision, "Q4_K_M", endpoint, str(root), str(folder), files
        )

    def running(self) -> list[int]:
        """The processes that run now."""
        return [pid for pid in self._register.pids if psutil.pid_exists(pid)]

    def _child(self, spec: ToolCommand, listener: ChildListener, parent: QObject) -> ChildProcess:
        return ChildProcess(spec, listener, self._register, parent)


class HubWorld:
    """``HubVerbs`` for a program of which the other parts are given.

    ``patience`` in ms is how long its client waits for the Hub.
    """

    def __init__(
        self,
        folder: Path,
        library: Library,
        preferences: Preferences,
        main_thread: MainThread,
        *,
        patience: int = 8000,
    ) -> None:
        def endpoint() -> str:
            return preferences.settings.hub_endpoint

        self.secrets = SecretsOnPaper()
        self.token = HubToken(self.secrets, main_thread, endpoint)
        self.downloads = DownloadsWorld(folder, main_thread).downloads(self.token.get)
        self._client = HttpHubClient(timeout=patience)
        hub = Hub(self._client, self.token, endpoint, lambda: COMPUTER)
        self.verbs = HubVerbs(hub, self.downloads, DownloadFolders(), library, preferences)


def _command() -> ToolCommand:
    program = find_paths().program
    return ToolCommand(sys.executable, ("-S", "-m", "runtimes", "hub-download"), program)
