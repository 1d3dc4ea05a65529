"""A line to type what is looked for, with a magnifying glass in it."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.icons import Icons
from app.ui.theme import Theme


class SearchField(QLineEdit):
    """Can be cleared with a click; the glass follows the colours."""

    def __init__(
        self, name: str, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        """``name`` is for screen readers, and stands in the empty field."""
        super().__init__(parent)
        self._icons = icons
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self._glass = self.addAction(self._icon(), QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._draw_glass)

    def _draw_glass(self) -> None:
        self._glass.setIcon(self._icon())

    def _icon(self) -> QIcon:
        return self._icons.icon("search", "muted")
