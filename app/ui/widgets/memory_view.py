"""The memory picture of one model: bars, verdict, and the largest context that fits."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.hardware import Hardware
from app.domain.launch import LoadOptions
from app.domain.memory_picture import MemoryPicture, memory_picture
from app.domain.model import Variant
from app.ui import text
from app.ui.memory_bar import bars_of, largest_text, verdict_text
from app.ui.theme import SPACE, Theme
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.memory_bars import MemoryBars

LOOK_PAUSE = 2000
"""Milliseconds between two looks at the free memory, while the picture is visible."""


class MemoryView(QWidget):
    """Drawn anew for every change; an estimate, which forbids nothing.

    Args:
        offers_context: with a button for the largest context that fits.

    Signals:
        context_wanted(int): a person wants the largest context that fits, in tokens.
    """

    context_wanted = Signal(int)

    def __init__(
        self, theme: Theme, *, offers_context: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._verdict = QLabel()
        self._verdict.setWordWrap(True)
        self._verdict.setProperty("role", "heading")
        self._details = QLabel()
        self._details.setWordWrap(True)
        self._details.setProperty("role", "muted")
        self._bars = MemoryBars(theme)
        self._offers_context = offers_context
        self._largest = 0
        self.take_largest = QAction(self.tr("Use the largest context"), self)
        self.take_largest.triggered.connect(lambda: self.context_wanted.emit(self._largest))
        self._button = ActionButton(self.take_largest)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._verdict)
        layout.addWidget(self._bars)
        layout.addWidget(self._details)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_load(
        self, variant: Variant, engine: str, options: LoadOptions, hardware: Hardware
    ) -> MemoryPicture | None:
        """Draw what a load with these options would take of this hardware."""
        picture = memory_picture(variant, engine, options, hardware)
        self._bars.show_bars(bars_of(picture, hardware) if picture else ())
        self._largest = (picture.largest_context or 0) if picture else 0
        has_larger = picture is not None and self._largest not in (0, picture.context)
        self._button.setVisible(self._offers_context and has_larger)
        if picture is None:
            self._say(self.tr("How much memory it will need is not known."), "")
            return None
        about = self.tr("About {size} in all with a context of {length}.").format(
            size=text.size_text(picture.need.total), length=text.context_text(picture.context)
        )
        self._say(verdict_text(picture) or about, f"{about} {largest_text(picture)}".strip())
        return picture

    def _say(self, verdict: str, details: str) -> None:
        self._verdict.setText(verdict)
        self._details.setText(details)
        self._details.setVisible(bool(details))
