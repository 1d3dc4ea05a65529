"""A list to choose one thing from, in the look of the other fields."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app.ui.icons import Icons

ARROW = 14
_MARGIN = 10


class Choice(QComboBox):
    """A combo box whose arrow has the colour of the theme, which style sheets cannot give it."""

    def __init__(self, name: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page: it chooses only where a person has gone to choose."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left, top = self.width() - ARROW - _MARGIN, (self.height() - ARROW) // 2
        self._icons.icon("chevron", "muted").paint(painter, QRect(left, top, ARROW, ARROW))
        painter.end()
