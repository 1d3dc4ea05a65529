"""A number that may be left to the program: a slider and a field for the same value."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QIntValidator, QValidator, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSlider, QWidget

from app.ui.text import number_text
from app.ui.theme import SPACE

_FIELD = 148
"""Pixels; holds “Automatic” and a context of six digits."""


class _Slider(QSlider):
    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page."""
        event.ignore()


class _Numbers(QIntValidator):
    """Group separators may stand anywhere, as they do while a number is typed."""

    def validate(self, typed: str, at: int) -> tuple[QValidator.State, str, int]:
        return self._state(typed), typed, at

    def fixup(self, typed: str) -> str:
        """What is too small counts as automatic, and must not look as if it were kept."""
        return ""

    def _state(self, typed: str) -> QValidator.State:
        if not _ungrouped(typed):
            return QValidator.State.Acceptable
        value = _number(typed)
        if value is None or not 0 <= value <= self.top():
            return QValidator.State.Invalid
        is_large = value >= self.bottom()
        return QValidator.State.Acceptable if is_large else QValidator.State.Intermediate


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
        self.line.setValidator(_Numbers(low, high, self.line))
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
        self.line.editingFinished.connect(self._on_finished)
        self.slider.valueChanged.connect(self._on_slid)
        self.set_automatic(None)

    @property
    def value(self) -> int | None:
        return _number(self.line.text()) if self.line.hasAcceptableInput() else None

    def set_value(self, value: int | None) -> None:
        """Show a value without telling anybody."""
        self.line.setText("" if value is None else number_text(value))
        self._move_slider()

    def set_automatic(self, value: int | None) -> None:
        """What an empty field stands for, where that is known."""
        words = self.tr("Automatic")
        known = "" if value is None else f" ({number_text(value)})"
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

    def _on_finished(self) -> None:
        """Show what is kept, written as everywhere else."""
        self.set_value(self.value)

    def _on_slid(self, position: int) -> None:
        self.line.setText(number_text(position * self._step))
        self.changed.emit()


def _number(typed: str) -> int | None:
    """In the digits of the language or in English ones; ``None`` for what is no number."""
    value, is_number = QLocale().toInt(_ungrouped(typed))
    return value if is_number else None


def _ungrouped(typed: str) -> str:
    """Without group separators; where that is a space of some kind, people type another."""
    return "".join(typed.split()).replace(QLocale().groupSeparator(), "")
