"""What a model's process writes, live."""

from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

LINES = 5000
"""Lines kept for the eye; the files keep more."""
PAUSE = 100
"""Milliseconds between two paints, however fast lines come."""


class LogView(QPlainTextEdit):
    """Read-only; follows the newest line until a person scrolls up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setMaximumBlockCount(LINES)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setAccessibleName(self.tr("Output of the model"))
        self.setPlaceholderText(self.tr("Nothing yet. What the model's program writes shows here."))
        self._follows = True
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_bar_moved)
        # Also when a horizontal scroll bar appears and takes away the last line.
        bar.rangeChanged.connect(self._keep_following)
        self._waiting: deque[str] = deque(maxlen=LINES)
        self._timer = QTimer(self, interval=PAUSE, singleShot=True)
        self._timer.timeout.connect(self._write_waiting)

    def show_lines(self, lines: Iterable[str]) -> None:
        """Replace everything."""
        self._waiting.clear()
        self.setPlainText("\n".join(lines))
        self._follows = True
        self._keep_following()

    def append_lines(self, lines: Iterable[str]) -> None:
        """Add lines; they show within ``PAUSE`` milliseconds, once the view can be seen."""
        self._waiting.extend(lines)
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._write_waiting()

    def _write_waiting(self) -> None:
        if self._waiting:
            self.appendPlainText("\n".join(self._waiting))
            self._waiting.clear()
            self._keep_following()

    def _on_bar_moved(self, value: int) -> None:
        self._follows = value >= self.verticalScrollBar().maximum()

    def _keep_following(self) -> None:
        if self._follows:
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum())
