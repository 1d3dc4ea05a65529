"""The few numbers a person may choose for a load."""

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from app.domain.launch import CONTEXT_LIMIT, THREADS_LIMIT, LoadOptions
from app.ui.theme import SPACE

LAYERS_LIMIT = 10_000


class LoadOptionsForm(QWidget):
    """Threads, context and GPU layers; an empty field leaves the choice to the engine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._threads = self._field(1, THREADS_LIMIT)
        self._ctx_size = self._field(1, CONTEXT_LIMIT)
        self._gpu_layers = self._field(0, LAYERS_LIMIT)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(2 * SPACE)
        layout.setVerticalSpacing(SPACE)
        layout.setColumnStretch(2, 1)
        _add(layout, self.tr("CPU threads"), self._threads)
        _add(layout, self.tr("Context (tokens)"), self._ctx_size)
        _add(layout, self.tr("GPU layers"), self._gpu_layers)

    def options(self) -> LoadOptions:
        return LoadOptions(
            threads=_number(self._threads),
            ctx_size=_number(self._ctx_size),
            gpu_layers=_number(self._gpu_layers),
        )

    def show_options(self, options: LoadOptions) -> None:
        _show(self._threads, options.threads)
        _show(self._ctx_size, options.ctx_size)
        _show(self._gpu_layers, options.gpu_layers)

    def _field(self, low: int, high: int) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Automatic"))
        field.setValidator(QIntValidator(low, high, field))
        field.setMaximumWidth(140)
        return field


def _add(layout: QGridLayout, name: str, field: QLineEdit) -> None:
    label = QLabel(name)
    label.setBuddy(field)
    field.setAccessibleName(name)
    row = layout.rowCount()
    layout.addWidget(label, row, 0)
    layout.addWidget(field, row, 1)


def _number(field: QLineEdit) -> int | None:
    return int(field.text()) if field.text().strip() else None


def _show(field: QLineEdit, number: int | None) -> None:
    field.setText("" if number is None else str(number))
