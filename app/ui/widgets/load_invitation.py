"""What stands in for things that only a loaded model can do."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.ui.model_row import ModelRow
from app.ui.theme import SPACE
from app.ui.widgets.action_button import ActionButton


class LoadInvitation(QWidget):
    """A sentence, and a button that loads the chosen model or cancels its load.

    Args:
        words: why to load it, with a place for its ``{name}``.

    Signals:
        accepted(): the button was clicked.
    """

    accepted = Signal()

    def __init__(self, words: str, load: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._label = QLabel()
        self._label.setProperty("role", "muted")
        self._label.setWordWrap(True)
        button = ActionButton(load, "primary")
        button.clicked.connect(self.accepted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._label, 1)
        layout.addWidget(button)

    def show_row(self, row: ModelRow) -> None:
        """Invite to load this model, or to wait for it."""
        if row.is_loaded:
            self._label.setText(self.tr("One moment, the model is not ready yet."))
        else:
            self._label.setText(self._words.format(name=row.model.name))
