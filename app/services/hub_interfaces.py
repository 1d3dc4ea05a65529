"""What the Hub's services need from the outside world. ``app.infra`` implements these."""

from collections.abc import Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from app.domain.hub.download import DownloadOrder
from app.domain.hub.repository import HubPage, HubQuery, HubRepository
from app.domain.launch import ToolCommand
from app.services.interfaces import ChildListener


@dataclass(frozen=True, slots=True)
class HubAccess:
    """Which Hub to ask, and with what right; ``token`` may be empty."""

    endpoint: str
    token: str = field(default="", repr=False)


class HubClient(Protocol):
    """Asks the Hub, from the main thread. To cancel a future is to hang up.

    Raises (in the futures):
        RepositoryNotFound, AccessDenied, HubUnreachable, HubError
    """

    def search(self, query: HubQuery, access: HubAccess) -> "Future[HubPage]":
        """One page of results, the most downloaded first."""

    def repository(self, name: str, access: HubAccess) -> "Future[HubRepository]":
        """The page of a repository with all its files."""


class SecretStore(Protocol):
    """Where the system keeps passwords. It may take its time, or ask the person."""

    def get(self, name: str) -> str:
        """The secret; empty where there is none, or where it cannot be had."""

    def set(self, name: str, secret: str) -> None:
        """Keep it; an empty one is removed.

        Raises:
            SecretsUnavailable: there is nowhere to keep it.
        """


class DownloadsStore(Protocol):
    """Remembers the downloads that are not over, for the next start."""

    def load(self) -> "tuple[SavedDownload, ...]": ...

    def save(self, downloads: "Sequence[SavedDownload]") -> None:
        """
        Raises:
            OSError: nothing was saved.
        """


@dataclass(frozen=True, slots=True)
class SavedDownload:
    """A download that is not over; one that is not ``paused`` goes on by itself."""

    order: DownloadOrder
    done: int = 0
    paused: bool = False
    problem: str = ""
    link: str = ""


class DownloadFiles(Protocol):
    """The files of downloads on the disk."""

    def free_folder(
        self, root: Path, repository: str, label: str, id_: str, taken: Collection[Path] = ()
    ) -> Path:
        """Where the files of a new download go.

        Args:
            taken: where those of other downloads will be.

        Raises:
            DownloadConflict: they are there already.
        """

    def staging(self, order: DownloadOrder) -> Path:
        """Where the files lie until all are there; hidden from every search for models."""

    def remove(self, order: DownloadOrder) -> None:
        """Delete what has been fetched of a download that is not complete. Any thread.

        Raises:
            OSError
        """


class Tool(Protocol):
    """One child process that serves no model."""

    def start(self) -> None:
        """Start the program; what happens is told to the listener."""

    def write_line(self, line: str) -> None:
        """Write to its standard input, once it has started."""

    def kill(self) -> None:
        """End the whole process tree at once."""


class ToolFactory(Protocol):
    """Makes a tool that has not been started yet, and that goes with its parent."""

    def __call__(self, spec: ToolCommand, listener: ChildListener, parent: QObject) -> Tool: ...
