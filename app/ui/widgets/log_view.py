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
        self._waiting: deque[str] = deque(maxlen=LINES)
        self._timer = QTimer(self, interval=PAUSE, singleShot=True)
        self._timer.timeout.connect(self._write_waiting)

    def show_lines(self, lines: Iterable[str]) -> None:
        """Replace everything."""
        self._waiting.clear()
        self.setPlainText("\n".join(lines))
        self._scroll_to_end()

    def append_lines(self, lines: Iterable[str]) -> None:
        """Add lines; they show within ``PAUSE`` milliseconds, once the view can be seen."""
        self._waiting.extend(lines)
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._write_waiting()

    def _write_waiting(self) -> None:
        if not self._waiting:
            return
        bar = self.verticalScrollBar()
        follows = bar.value() >= bar.maximum()
        self.appendPlainText("\n".join(self._waiting))
        self._waiting.clear()
        if follows:
            self._scroll_to_end()

    def _scroll_to_end(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())
