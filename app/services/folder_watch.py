"""Notices when something changes in the folders where models are looked for."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QFileSystemWatcher, QObject, QTimer, Signal

_WATCHES_LIMIT = 500
"""Linux gives a person 8192 watches by default, and other programs want some."""

_UNTOLD = frozenset({"blobs"})
"""In a cache, the folder that changes all the time while a download runs, and tells nothing."""


class FolderWatch(QObject):
    """Watches folders, and the files that are still being written.

    Signals:
        changed(): something happened; at most once for each ``interval``.
    """

    changed = Signal()

    def __init__(self, *, interval: int = 1000, parent: QObject | None = None) -> None:
        """``interval`` in milliseconds: a copy of a large model changes its folder all the time."""
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._pause = QTimer(self, singleShot=True, interval=interval)
        self._pause.timeout.connect(self.changed)
        self._watcher.directoryChanged.connect(self._on_path_changed)
        self._watcher.fileChanged.connect(self._on_path_changed)

    @property
    def folders(self) -> tuple[str, ...]:
        """What is watched, with forward slashes on every system."""
        return tuple(self._watcher.directories())

    def watch(self, paths: Iterable[str]) -> bool:
        """Watch these paths and no others.

        Returns whether some joined those watched before: until now, their changes went unnoticed.
        """
        wanted = set(map(QDir.fromNativeSeparators, paths))
        watched = {*self._watcher.directories(), *self._watcher.files()}
        if gone := list(watched - wanted):
            self._watcher.removePaths(gone)
        new = wanted - watched
        refused = self._watcher.addPaths(list(new)) if new else []
        return bool(watched and new.difference(refused))

    def close(self) -> None:
        self._pause.stop()
        self.watch(())

    def _on_path_changed(self) -> None:
        if not self._pause.isActive():
            self._pause.start()


def watchable_folders(roots: Sequence[Path]) -> list[str]:
    """The roots and the folders nearest to them, as many as may be watched."""
    found = list(dict.fromkeys(str(root) for root in roots if _is_reachable(root)))
    for folder in found:  # grows while it is walked: level by level
        if len(found) >= _WATCHES_LIMIT:
            break
        found += _subfolders(folder)
    return found[:_WATCHES_LIMIT]


def _is_reachable(root: Path) -> bool:
    try:
        return root.is_dir()
    except OSError:  # a folder above it may not be entered
        return False


def _subfolders(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(
                entry.path
                for entry in entries
                if entry.is_dir(follow_symlinks=False)
                and not entry.name.startswith(".")
                and entry.name not in _UNTOLD
            )
    except OSError:
        return []
