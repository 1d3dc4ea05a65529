"""A page that scrolls down where it does not fit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class ScrollPage(QScrollArea):
    """Takes the width it is given and asks for no height."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What a person types into stays in sight."""
        super().resizeEvent(event)
        page, focused = self.widget(), QApplication.focusWidget()
        if page is not None and focused is not None and page.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)
