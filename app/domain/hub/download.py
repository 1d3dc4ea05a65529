"""A download as a value: what was chosen, and how far it has come."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.hub.repository import HubFile


class DownloadState(StrEnum):
    """
    ``queued`` waits for its turn, ``waiting`` for a moment at which it is tried again by itself;
    ``failed`` needs a person first. What is ``paused`` or ``failed`` has lost nothing.
    """

    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting"
    PAUSED = "paused"
    FAILED = "failed"
    DONE = "done"


IS_UNDER_WAY = frozenset({DownloadState.QUEUED, DownloadState.RUNNING, DownloadState.WAITING})
MAY_RESUME = frozenset({DownloadState.PAUSED, DownloadState.FAILED, DownloadState.WAITING})


@dataclass(frozen=True, slots=True)
class DownloadOrder:
    """What to fetch, from where and to where.

    Attributes:
        id: the same for the same files of the same commit; safe as a file name and in a URL.
        label: the choice as a person reads it: ``Q4_K_M``.
        endpoint: the Hub's address, ``https://huggingface.co``.
        revision: the commit.
        root: the folder for downloads; half-done ones lie in a hidden folder there.
        folder: where the files will be once all are there and right; below ``root``.
    """

    id: str
    repository: str
    revision: str
    label: str
    endpoint: str
    root: str
    folder: str
    files: tuple[HubFile, ...]

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    @property
    def url(self) -> str:
        """The repository's page."""
        return f"{self.endpoint}/{self.repository}"


@dataclass(frozen=True, slots=True)
class FileProgress:
    """One file; ``done`` bytes of ``size`` are on the disk."""

    path: str
    size: int
    done: int = 0


@dataclass(frozen=True, slots=True)
class Download:
    """
    Attributes:
        done: bytes of ``order.size`` that are on the disk.
        speed: bytes per second over the last moments; ``None`` while nothing is known.
        seconds_left: at that speed.
        retry_at: seconds since the epoch of the next attempt, in ``WAITING``.
        checking: what is on the disk is being compared with the Hub's hash.
        problem: why it waits or failed, and what to do, as a sentence.
        link: a page to open about the problem, such as the one with the licence to accept.
        model: id of the model that came of it, once the library has found it.
    """

    order: DownloadOrder
    state: DownloadState = DownloadState.QUEUED
    done: int = 0
    files: tuple[FileProgress, ...] = ()
    speed: float | None = None
    seconds_left: float | None = None
    retry_at: float | None = None
    checking: bool = False
    problem: str = ""
    link: str = ""
    model: str | None = None

    @property
    def id(self) -> str:
        return self.order.id

    @property
    def progress(self) -> float:
        """0 to 1."""
        return min(1.0, self.done / self.order.size) if self.order.size else 1.0


def download_id(repository: str, revision: str, files: tuple[HubFile, ...]) -> str:
    """The same for the same files of the same commit."""
    text = "\n".join((repository, revision, *sorted(file.path for file in files)))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    name = re.sub(r"[^a-z0-9]+", "-", repository.rpartition("/")[2].lower())[:40].strip("-")
    return f"{name or 'model'}-{digest}"
