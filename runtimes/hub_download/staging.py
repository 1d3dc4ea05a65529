"""Where a download lies until it is complete.

STAGING/lock       held by the one process that writes here
STAGING/parts/0    what there is of the order's first file; ``0.etag`` says of which version
STAGING/files/     files that are complete and right, under their own names
"""

import json
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from runtimes.hub_download.failures import Failure, too_little_space
from runtimes.hub_download.names import OURS
from runtimes.hub_download.order import Order

_PATIENCE = 10.0
"""Seconds for a virus scanner to let go of what has just been written."""


class Staging:
    """The folder of one order. Nothing is written before ``prepare``."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._index = {file.path: str(i) for i, file in enumerate(order.files)}
        self._targets = {file.path: file.target for file in order.files}
        self.parts = order.staging / "parts"
        self.files = order.staging / "files"

    def prepare(self) -> None:
        self.parts.mkdir(parents=True, exist_ok=True)
        self.files.mkdir(exist_ok=True)

    def part(self, path: str) -> Path:
        return self.parts / self._index[path]

    def complete(self, path: str) -> Path:
        return self.files.joinpath(*self._targets[path].split("/"))

    def present(self, path: str) -> int:
        """Bytes of the file that are on the disk."""
        target = self.complete(path)
        return _size(target if target.exists() else self.part(path))

    def is_complete(self, path: str, size: int) -> bool:
        target = self.complete(path)
        return target.is_file() and target.stat().st_size == size

    def etag(self, path: str) -> str:
        """Of what the part is a part of; empty where that is not known."""
        try:
            return self._etag_file(path).read_text(encoding="latin-1")
        except OSError:
            return ""

    def set_etag(self, path: str, etag: str) -> None:
        # One that is marked weak says that the bytes may differ (RFC 9110, 8.8.3).
        is_strong = etag.startswith('"') and etag.isprintable()
        self._etag_file(path).write_text(etag if is_strong else "", encoding="latin-1")

    def forget(self, path: str) -> None:
        """Delete what there is of a file."""
        for file in (self.part(path), self._etag_file(path)):
            file.unlink(missing_ok=True)

    def accept(self, path: str) -> None:
        """Its part is all of it, and right."""
        target = self.complete(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        _patiently(lambda: os.replace(self.part(path), target))  # noqa: PTH105
        self._etag_file(path).unlink(missing_ok=True)

    @property
    def free(self) -> int:
        """Bytes that the disk has left."""
        return shutil.disk_usage(self._order.staging).free

    @property
    def missing(self) -> int:
        """Bytes that are still to come."""
        return self._order.size - sum(self.present(file.path) for file in self._order.files)

    def check_space(self) -> None:
        """
        Raises:
            Failure: what is still to come has no room.
        """
        missing, free = self.missing, self.free
        needed = missing + self._order.reserve
        if missing and free < needed:
            raise too_little_space(str(self._order.folder), needed, free)

    def is_delivered(self) -> bool:
        """Whether an earlier process got as far as the end, and only could not say so."""
        try:
            manifest = json.loads((self._order.folder / OURS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return isinstance(manifest, dict) and manifest.get("id") == self._order.id

    def deliver(self) -> None:
        """Say what this is, and move all of it at once to where models are looked for.

        Raises:
            Failure: something else is there.
            OSError
        """
        folder = self._order.folder
        self._write_manifest()
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            raise Failure(
                f"{folder} is there already.",
                "Rename or delete it, and resume: nothing has to be fetched again.",
            )
        _patiently(lambda: self.files.rename(folder))

    def remove(self) -> None:
        shutil.rmtree(self._order.staging, ignore_errors=True)
        with suppress(OSError):  # other downloads are in it
            self._order.staging.parent.rmdir()

    def _write_manifest(self) -> None:
        order = self._order
        content = {
            "id": order.id,
            "endpoint": order.endpoint,
            "repository": order.repository,
            "revision": order.revision,
            "files": [
                {"path": f.target, "size": f.size, "sha256": f.sha256, "git_sha1": f.git_sha1}
                for f in order.files
            ],
        }
        draft = self.parts / "manifest"
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(content, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        _patiently(lambda: os.replace(draft, self.files / OURS))  # noqa: PTH105

    def _etag_file(self, path: str) -> Path:
        return self.parts / f"{self._index[path]}.etag"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _patiently(step: Callable[[], object]) -> None:
    """Take the step; a virus scanner may stand in the way for a moment (Windows).

    Raises:
        OSError: it still does.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            step()
            return
        except PermissionError:
            if os.name != "nt" or time.monotonic() > end:
                raise
            time.sleep(0.1)
