"""A box to tick, in the look of the other fields."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QWidget

from app.ui.icons import Icons


class TickBox(QCheckBox):
    """A check box whose tick has the colour of the theme, which style sheets cannot give it."""

    def __init__(self, words: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._icons = icons

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_CheckBoxIndicator
        place = self.style().subElementRect(element, option, self)
        painter = QPainter(self)
        self._icons.icon("check", "on_accent").paint(painter, place.adjusted(1, 1, -1, -1))
        painter.end()
