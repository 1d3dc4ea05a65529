"""What stands in place of the list while no model is like what is looked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.theme import SPACE

_LONGEST = 40
"""Letters that are quoted, so that the window need not grow."""


class NoMatch(QWidget):
    """Says so, and offers to look for the same words where more models are.

    Signals:
        hub_wanted(str): the person wants to look for these words on the Hub.
    """

    hub_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setProperty("role", "muted")
        self._look = QPushButton(self.tr("Look on the Hugging Face Hub"))
        self._look.clicked.connect(lambda: self.hub_wanted.emit(self._words))
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * SPACE)
        layout.addStretch()
        for widget in (self._sentence, self._look):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()

    def tell(self, words: str) -> None:
        """``words`` are looked for; none, where filters alone leave nothing over."""
        self._words = words
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        found_nothing = self.tr("No model matches “{words}”.").format(words=shown)
        self._sentence.setText(found_nothing if words else self.tr("No model is like that."))
        self._look.setVisible(bool(words))
