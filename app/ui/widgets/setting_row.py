"""A setting with its name above and its help below, in plain words."""

from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from app.ui.theme import SPACE
from app.ui.widgets.number_field import NumberField


class SettingRow(QWidget):
    """Name, editor, help; a box to tick bears its name itself."""

    def __init__(
        self, name: str, editor: QWidget, explain: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        self._described = editor.line if isinstance(editor, NumberField) else editor
        if not isinstance(editor, QCheckBox):
            label = QLabel(name)
            label.setProperty("role", "heading")
            label.setBuddy(self._described)
            layout.addWidget(label)
        layout.addWidget(editor)
        self._help = QLabel()
        self._help.setProperty("role", "muted")
        self._help.setWordWrap(True)
        layout.addWidget(self._help)
        self.explain(explain)

    def explain(self, words: str) -> None:
        """Give other help."""
        if self._described.accessibleDescription() != words:
            self._help.setText(words)
            self._described.setAccessibleDescription(words)
