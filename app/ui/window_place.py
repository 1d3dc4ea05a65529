"""Where a window stood and what it has told, from one start of the program to the next."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

_GEOMETRY, _SPLITTER = "window/geometry", "window/splitter"
_STORES = "window/stores"
_FIRST_SIZE = QSize(1340, 700)
_FRAME = QSize(16, 40)
"""What Windows puts around the content of a window."""


def first_size(available: QSize) -> QSize:
    """For the content of a window that nobody has sized yet, on a screen with so much room."""
    return _FIRST_SIZE.boundedTo(available - _FRAME)


class WindowPlace:
    """Keeps size, place and the split of a window in an ini file; a broken file is ignored."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def restore(self, window: QMainWindow, splitter: QSplitter) -> None:
        """Put the window where it was, or near where that screen no longer is; the first time, as
        large as it likes to be, but within the screen."""
        window.resize(first_size(window.screen().availableSize()))
        for key, take in (
            (_GEOMETRY, window.restoreGeometry),
            (_SPLITTER, splitter.restoreState),
        ):
            value = self._settings.value(key)
            if isinstance(value, QByteArray):
                take(value)

    def save(self, window: QMainWindow, splitter: QSplitter) -> None:
        self._settings.setValue(_GEOMETRY, window.saveGeometry())
        self._settings.setValue(_SPLITTER, splitter.saveState())
        self._settings.sync()

    @property
    def known_stores(self) -> frozenset[str]:
        """Keys of the stores that the person was told of."""
        value = self._settings.value(_STORES, "")
        return frozenset(value.split("|")) if isinstance(value, str) else frozenset()

    def remember_stores(self, keys: Iterable[str]) -> None:
        """The person knows of these, too."""
        self._settings.setValue(_STORES, "|".join(sorted({*self.known_stores, *keys} - {""})))
        self._settings.sync()
