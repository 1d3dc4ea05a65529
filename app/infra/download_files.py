"""The files of downloads: where they lie until all are there, and where they go then.

ROOT/.downloads/ID/              half done; no search for models looks into hidden folders
ROOT/publisher/name/             all there and right; moved here as a whole
ROOT/publisher/name/.modeltray.json   what it is and where it comes from
"""

import json
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from app.domain.errors import DownloadConflict
from app.domain.hub.download import DownloadOrder
from app.domain.names import DEVICES

STAGING = ".downloads"
MANIFEST = ".modeltray.json"
"""Written by ``runtimes.hub_download`` when everything else is there."""
_SAFE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


class DownloadFolders:
    """Implements ``DownloadFiles``."""

    def free_folder(
        self, root: Path, repository: str, label: str, id_: str, taken: Collection[Path] = ()
    ) -> Path:
        for folder in _candidates(root, repository, label):
            if not folder.exists() and folder not in taken:
                return folder
            if _is_whole(folder, id_):
                raise DownloadConflict(
                    f"{label} of {repository} is here already, in {folder}.",
                    hint="Delete it first to fetch it again.",
                )
        raise DownloadConflict(f"There are too many folders like {folder}.")

    def staging(self, order: DownloadOrder) -> Path:
        if not _SAFE_ID.fullmatch(order.id):  # downloads.json may have been edited
            raise DownloadConflict(f"{order.id[:80]!a} is not the id of a download.")
        return Path(order.root) / STAGING / order.id

    def remove(self, order: DownloadOrder) -> None:
        folder = self.staging(order)
        with suppress(FileNotFoundError):
            shutil.rmtree(folder)
        with suppress(OSError):  # others are in it
            folder.parent.rmdir()


def _candidates(root: Path, repository: str, label: str) -> Iterator[Path]:
    publisher, name = map(_as_folder, repository.split("/"))
    plain = root / publisher / name
    yield plain
    word = re.sub(r"[^A-Za-z0-9._-]+", "-", label).strip("-._") or "model"
    yield plain.with_name(f"{name}-{word}")
    for number in range(2, 100):
        yield plain.with_name(f"{name}-{word}-{number}")


def _as_folder(name: str) -> str:
    """Windows keeps some names to itself."""
    return f"{name}-model" if DEVICES.fullmatch(name.lower()) else name


def _is_whole(folder: Path, id_: str) -> bool:
    """Whether that download lies there, and none of its files was deleted since."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        names = [file["path"] for file in manifest["files"]]
        return manifest["id"] == id_ and all((folder / name).is_file() for name in names)
    except (OSError, ValueError, KeyError, TypeError):
        return False
