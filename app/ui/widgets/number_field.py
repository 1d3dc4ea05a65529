"""A number that may be left to the program: a slider and a field for the same value."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QIntValidator, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSlider, QWidget

from app.ui.theme import SPACE

_FIELD = 148
"""Pixels; holds “Automatic” and a context of six digits."""


class _Slider(QSlider):
    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page."""
        event.ignore()


class NumberField(QWidget):
    """An empty field means automatic.

    Args:
        low, high: what can be typed; the slider ends at what ``set_high`` says.
        step: how far the slider goes at once.

    Signals:
        changed(): the value is another one.
    """

    changed = Signal()

    def __init__(
        self, name: str, low: int, high: int, *, step: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._step = step
        self._automatic = 0
        self.line = QLineEdit()
        self.line.setValidator(QIntValidator(low, high, self.line))
        self.line.setFixedWidth(_FIELD)
        self.line.setAccessibleName(name)
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("{name}, slider").format(name=name))
        self.slider.setMinimum(-(-low // step))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.line)
        self.line.textEdited.connect(self._on_typed)
        self.slider.valueChanged.connect(self._on_slid)
        self.set_automatic(None)

    @property
    def value(self) -> int | None:
        words = self.line.text().strip()
        return int(words) if words and self.line.hasAcceptableInput() else None

    def set_value(self, value: int | None) -> None:
        """Show a value without telling anybody."""
        self.line.setText("" if value is None else str(value))
        self._move_slider()

    def set_automatic(self, value: int | None) -> None:
        """What an empty field stands for, where that is known."""
        words = self.tr("Automatic")
        known = "" if value is None else f" ({QLocale().toString(value)})"
        self.line.setPlaceholderText(f"{words}{known}")
        self._automatic = value or 0
        self._move_slider()

    def set_high(self, high: int) -> None:
        """Where the slider ends; larger numbers can be typed."""
        self.slider.blockSignals(True)
        self.slider.setMaximum(max(self.slider.minimum(), high // self._step))
        self.slider.setPageStep(max(1, self.slider.maximum() // 16))
        self.slider.blockSignals(False)
        self._move_slider()

    def _move_slider(self) -> None:
        value = self.value if self.value is not None else self._automatic
        self._dim(is_unknown=not value and self.value is None)
        self.slider.blockSignals(True)
        self.slider.setValue(value // self._step)
        self.slider.blockSignals(False)

    def _dim(self, *, is_unknown: bool) -> None:
        """Where nobody knows what automatic will be, the place of the handle means nothing."""
        if self.slider.property("unknown") is not is_unknown:
            self.slider.setProperty("unknown", is_unknown)
            self.slider.style().polish(self.slider)

    def _on_typed(self) -> None:
        self._move_slider()
        self.changed.emit()

    def _on_slid(self, position: int) -> None:
        self.line.setText(str(position * self._step))
        self.changed.emit()
