"""The button that a page is there for: filled, and with its own way to show the focus."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QPushButton

_INSET = 3


def make_primary(button: QPushButton) -> None:
    """Give the button the look of a page's main one."""
    button.setProperty("role", "primary")
    _FocusRing(button)


class _FocusRing(QFrame):
    """A line inside the button while it has the focus: around it, it would not be told from the
    filling."""

    def __init__(self, button: QPushButton) -> None:
        super().__init__(button)
        self.setProperty("role", "ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._button = button
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.FocusIn:
                self.show()
            case QEvent.Type.FocusOut:
                self.hide()
            case QEvent.Type.Resize:
                self.setGeometry(self._button.rect().adjusted(_INSET, _INSET, -_INSET, -_INSET))
        return super().eventFilter(watched, event)
