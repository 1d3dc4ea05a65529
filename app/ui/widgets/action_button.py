"""A push button that is the face of an action: its text, icon and state follow."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.widgets.primary_button import make_primary

ICON = QSize(16, 16)
ICON_AREA = QSize(24, 16)
"""Wider than the icon, which keeps the text at a distance."""


class ActionButton(QPushButton):
    """Shows a ``QAction``; ``role`` chooses its look in the style sheet."""

    def __init__(self, action: QAction, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._shows_words = True
        self.setProperty("role", role)
        if role == "primary":
            make_primary(self)
        self.setAutoDefault(False)
        self.setIconSize(ICON_AREA)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def show_icon_only(self) -> None:
        """Leave the words to screen readers and the tool tip."""
        self._shows_words = False
        self.setIconSize(ICON)
        self._follow()

    def _follow(self) -> None:
        action = self._action
        self.setText(action.text() if self._shows_words else "")
        self.setAccessibleName(action.text())
        self.setIcon(action.icon())
        self.setEnabled(action.isEnabled())
        self.setToolTip(_tool_tip(action))


def _tool_tip(action: QAction) -> str:
    keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
    return f"{action.toolTip()} ({keys})" if keys else action.toolTip()
