"""Questions for whoever does not know yet what to ask a model."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.theme import SPACE


class Examples(QWidget):
    """A button for each question.

    Signals:
        chosen(str): a person wants to ask this.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addStretch()
        layout.addWidget(self._invitation())
        for question in (
            self.tr("Why is the sky blue? Explain it in two sentences."),
            self.tr("Write a short poem about rain on a tin roof."),
            self.tr("Write a Python function that reverses a list."),
        ):
            layout.addWidget(self._button(question))

    def _invitation(self) -> QLabel:
        words = QLabel(self.tr("Ask something below, or begin with one of these."))
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        return words

    def _button(self, question: str) -> QPushButton:
        button = QPushButton(question)
        button.setProperty("role", "example")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.chosen.emit(question))
        return button
