"""Plain text that is as high as its lines, so that nothing scrolls inside a page that scrolls."""

import sys

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFont, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_ROOM = 18
"""Pixels that border, padding and margin take in the style sheet's look."""
_BARE_ROOM = 3
"""The same in a value's look: a border, and a pixel, without which Qt would scroll."""
_LINE_END = "\u2029"
"""What Qt puts between lines that are selected."""


class FittedText(QPlainTextEdit):
    """Grows with its text; a word that is longer than a line is broken.

    Args:
        most_lines: from more lines on it scrolls.
    """

    def __init__(self, *, most_lines: int = sys.maxsize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_lines = most_lines
        self._room = _ROOM
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.textChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._height_of_lines() + self._room)

    def _height_of_lines(self) -> int:
        """Of those that may be seen at once: another script may stand higher than the font."""
        height, lines, block = 0.0, 0, self.document().begin()
        while block.isValid() and lines < self._most_lines:
            height += self.blockBoundingRect(block).height()
            lines += block.lineCount()
            block = block.next()
        least = self.fontMetrics().lineSpacing()
        most = max(least, height / max(lines, 1)) * self._most_lines
        return round(max(least, min(height, most)))


class ReadOnlyText(FittedText):
    """Words to read and to copy.

    Args:
        name: what a screen reader calls it.
        is_value: looks like a label; else like a block of code.
        font: of the words, where it is another than the page's.

    Attributes:
        words: as they were given; ``toPlainText`` makes plain spaces of no-break ones, and a path
            with them would lead nowhere.
    """

    def __init__(
        self,
        name: str,
        *,
        is_value: bool = False,
        font: QFont | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.words = ""
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if font is not None:
            self.setFont(font)
        if is_value:
            self.setProperty("role", "value")
            self.document().setDocumentMargin(0)
            self._room = _BARE_ROOM
        self._fit()

    def show_words(self, words: str) -> None:
        """What is selected stays so while the words do."""
        if words != self.words:
            self.words = words
            self.setPlainText(words)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is selected as it was given."""
        words = self.textCursor().selectedText().replace(_LINE_END, "\n")
        data = QMimeData()
        data.setText(words)
        return data

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls; nothing in here does, nor grows with the Ctrl key."""
        event.ignore()
