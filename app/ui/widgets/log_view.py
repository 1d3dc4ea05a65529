"""What a model's process writes, live."""

from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QShowEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.log_search import Count, count_matches
from app.ui.theme import fixed_font

LINES = 5000
"""Lines kept for the eye; the files keep more."""
PAUSE = 100
"""Milliseconds between two paints, however fast lines come."""


class LogView(QPlainTextEdit):
    """Read-only; follows the newest line until a person scrolls up.

    Signals:
        follows_changed(bool): it follows the newest line from now on, or no longer.
        wrote(): there are other lines now.
        search_wanted(): the keys for searching were pressed.
    """

    follows_changed = Signal(bool)
    wrote = Signal()
    search_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setMaximumBlockCount(LINES)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(fixed_font())
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
        self.follow(True)
        self.wrote.emit()

    def append_lines(self, lines: Iterable[str]) -> None:
        """Add lines; they show within ``PAUSE`` milliseconds, once the view can be seen."""
        self._waiting.extend(lines)
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def follow(self, follows: bool) -> None:
        """Stay at the newest line from now on, or where it is."""
        if follows != self._follows:
            self._follows = follows
            self.follows_changed.emit(follows)
        self._keep_following()

    def find_words(self, words: str, *, backwards: bool = False, again: bool = False) -> bool:
        """Go to the next match, from the end on to the beginning; whether there is one.

        Args:
            again: leave the match where the cursor stands for the next one.
        """
        flag = QTextDocument.FindFlag.FindBackward if backwards else QTextDocument.FindFlag(0)
        start = self.textCursor()
        if not again:
            start.setPosition(start.selectionStart())
        found = self.document().find(words, start, flag)
        if found.isNull():
            edge = QTextCursor(self.document())
            edge.movePosition(
                QTextCursor.MoveOperation.End if backwards else QTextCursor.MoveOperation.Start
            )
            found = self.document().find(words, edge, flag)
        if found.isNull():
            return False
        self.follow(False)
        self.setTextCursor(found)
        return True

    def count(self, words: str) -> Count:
        """How often the words stand there, and which of them is selected."""
        cursor = self.textCursor()
        end = cursor.selectionEnd() if cursor.hasSelection() else 0
        block = self.document().findBlock(end)
        return count_matches(self.toPlainText(), words, block.blockNumber(), end - block.position())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._write_waiting()

    def event(self, event: QEvent) -> bool:
        """While a person reads here, the keys for searching search here and not in the window."""
        if event.type() is QEvent.Type.ShortcutOverride and _asks_for_search(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _asks_for_search(event):
            self.search_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _write_waiting(self) -> None:
        if self._waiting:
            self.appendPlainText("\n".join(self._waiting))
            self._waiting.clear()
            self._keep_following()
            self.wrote.emit()

    def _on_bar_moved(self, value: int) -> None:
        self.follow(value >= self.verticalScrollBar().maximum())

    def _keep_following(self) -> None:
        if self._follows:
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum())


def _asks_for_search(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Find)
