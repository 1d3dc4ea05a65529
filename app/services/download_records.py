"""Downloads as values: what is kept of one, and how far its files are."""

from dataclasses import replace
from typing import Any

from app.domain.hub.child_events import Progress
from app.domain.hub.download import (
    IS_UNDER_WAY,
    Download,
    DownloadOrder,
    DownloadState,
    FileProgress,
)
from app.services.hub_interfaces import SavedDownload

AT_REST: dict[str, Any] = {
    "speed": None,
    "seconds_left": None,
    "retry_at": None,
    "checking": False,
}
"""What nobody knows of a download that does not run."""


def restored(saved: SavedDownload) -> Download:
    """A download as the program left it when it ended."""
    stopped = DownloadState.FAILED if saved.problem else DownloadState.PAUSED
    return Download(
        saved.order,
        stopped if saved.paused else DownloadState.QUEUED,
        saved.done,
        unread_files(saved.order),
        problem=saved.problem,
        link=saved.link,
    )


def saved_form(download: Download) -> SavedDownload:
    """What is kept of it for the next start."""
    is_paused = download.state not in IS_UNDER_WAY
    return SavedDownload(
        download.order,
        download.done,
        is_paused,
        download.problem if is_paused else "",
        download.link if is_paused else "",
    )


def unread_files(order: DownloadOrder) -> tuple[FileProgress, ...]:
    """The files of which nothing is known to be there."""
    return tuple(FileProgress(file.path, file.size) for file in order.files)


def with_progress(files: tuple[FileProgress, ...], progress: Progress) -> tuple[FileProgress, ...]:
    """Files come one after the other: what stands before the one under way is there."""
    names = [file.path for file in files]
    if progress.file not in names:
        return files
    now = names.index(progress.file)
    return tuple(
        replace(file, done=file.size if i < now else progress.file_done if i == now else file.done)
        for i, file in enumerate(files)
    )
