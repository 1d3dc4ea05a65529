"""Where a window stood and what it has told, from one start of the program to the next."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

_GEOMETRY, _SPLITTER = "window/geometry", "window/splitter"
_STORES = "window/stores"


class WindowPlace:
    """Keeps size, place and the split of a window in an ini file; a broken file is ignored."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def restore(self, window: QMainWindow, splitter: QSplitter) -> None:
        """Put the window where it was, or near where that screen no longer is."""
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
