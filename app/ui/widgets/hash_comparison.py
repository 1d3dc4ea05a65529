"""Compares a model's files with the hashes of their publisher, when somebody wants to know."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.domain.errors import AppError
from app.services.control import AppControl
from app.services.file_work import FileWork
from app.ui.theme import SPACE

_STEPS = 1000


class HashComparison(QWidget):
    """A button; while the files are read, how far that is. Hidden where no hash is known.

    Signals:
        compared(Check): what came of it.
    """

    compared = Signal(object)

    def __init__(self, control: AppControl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self._model = ""
        self._work: FileWork | None = None
        self._button = QPushButton()
        self._button.clicked.connect(self._begin_or_end)
        self._progress = QProgressBar()
        self._progress.setMaximum(_STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("How far the comparison is"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._button)
        layout.addWidget(self._progress, 1)
        layout.addStretch()
        self.offer("")

    def offer(self, model_id: str) -> None:
        """Be for this model from now on; empty for none. A comparison of another ends."""
        if model_id == self._model and self._work is not None:
            return
        self._end()
        self._model = model_id
        self.setVisible(bool(model_id))
        self._show_state()

    def _begin_or_end(self) -> None:
        if self._work is not None:
            self._end()
            return
        try:
            self._work = work = self._control.compare_hashes(self._model)
        except AppError:  # it has just gone, and its row goes too
            return
        self._progress.setValue(0)
        work.progressed.connect(self._progress.setValue)
        work.ended.connect(self._show_end)
        self._show_state()

    def _show_end(self, check: object) -> None:
        self._work = None
        self._show_state()
        self.compared.emit(check)

    def _end(self) -> None:
        if self._work is not None:
            self._work.ended.disconnect(self._show_end)
            self._work.cancel()
            self._work = None
            self._show_state()

    def _show_state(self) -> None:
        is_busy = self._work is not None
        words = self.tr("Cancel") if is_busy else self.tr("Compare with the publisher's hashes")
        self._button.setText(words)
        self._progress.setVisible(is_busy)
