"""The field in which a person writes to a model."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.widgets.fitted_text import FittedText

_MOST_LINES = 6


class MessageField(FittedText):
    """Enter submits, Shift+Enter breaks the line, Escape interrupts.

    Signals:
        submitted(): Enter was pressed; the text is still there.
        interrupted(): Escape was pressed.
    """

    submitted = Signal()
    interrupted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(most_lines=_MOST_LINES, parent=parent)
        self.setAccessibleName(self.tr("Message"))
        self.setAccessibleDescription(self.tr("Enter sends, Shift+Enter breaks the line"))
        self.setProperty("role", "field")
        self.document().setDocumentMargin(2)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        breaks_line = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not breaks_line:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.interrupted.emit()
        else:
            super().keyPressEvent(event)
