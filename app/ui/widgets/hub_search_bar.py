"""What a person looks for on the Hub."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.errors import InvalidOption
from app.domain.hub.repository import HubQuery, checked_repository
from app.domain.model import ModelFormat
from app.ui import text
from app.ui.icons import Icons
from app.ui.theme import SPACE, Theme
from app.ui.widgets.choice import Choice
from app.ui.widgets.search_field import SearchField
from app.ui.widgets.tick_box import TickBox

_PAUSE = 350
"""ms after the last key, so that not every letter is a question to the Hub."""


class HubSearchBar(QWidget):
    """Words, a format, and whether it must fit this computer.

    Signals:
        changed(): something else is looked for; see ``query``.
    """

    changed = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = self._words_field(icons, theme)
        self._format = Choice(self.tr("Format"), icons)
        self._format.addItem(self.tr("Any format"), "")
        for name in (ModelFormat.GGUF, ModelFormat.SAFETENSORS, ModelFormat.ONNX):
            self._format.addItem(text.format_text(name), name.value)
        self._fits = TickBox(self.tr("Fits this computer"), icons)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.changed)
        self._words.textChanged.connect(self._pause.start)
        self._words.returnPressed.connect(self._tell_now)
        self._format.currentIndexChanged.connect(self._tell_now)
        self._fits.toggled.connect(self._tell_now)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._format)
        layout.addWidget(self._fits)
        self.setFocusProxy(self._words)

    @property
    def query(self) -> HubQuery:
        """The first page of what is looked for."""
        return HubQuery(
            _words(self._words.text()), self._format.currentData() or "", self._fits.isChecked()
        )

    def look_for(self, words: str) -> None:
        """Search at once."""
        self._words.setText(words)
        self._tell_now()

    def _tell_now(self) -> None:
        self._pause.stop()
        self.changed.emit()

    def _words_field(self, icons: Icons, theme: Theme) -> QLineEdit:
        field = SearchField(self.tr("Search the Hugging Face Hub"), icons, theme)
        field.setPlaceholderText(self.tr("Search the Hugging Face Hub, or paste an address"))
        return field


def _words(text: str) -> str:
    """What was typed; of a pasted address, the repository that it is of."""
    words = " ".join(text.split())
    if "://" not in words:
        return words
    try:
        return checked_repository(words)
    except InvalidOption:
        return words
