"""Tells, once for each, whose models were found beside one's own."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.snapshot import AppSnapshot
from app.ui import text
from app.ui.window_place import WindowPlace


class StoresNotice(QFrame):
    """A strip that is there until the person has seen it.

    Args:
        place: remembers which stores the person knows of.
        choose: shows the stores to switch on and off.
    """

    def __init__(
        self, place: WindowPlace, choose: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "info")
        self._place = place
        self._found: dict[str, str] = {}
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self._words, 1)
        for words, act in ((self.tr("Choose…"), choose), (self.tr("OK"), self._accept)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act())
            layout.addWidget(button)
        self.hide()

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        found = {s.key: text.store_text(s) for s in snapshot.stores if s.is_on and s.models}
        new = found.keys() - self._place.known_stores
        self._found = found if new else {}
        self.setVisible(bool(new) and not snapshot.scanning)
        words = self.tr(
            "Models of other programs are listed too, and run where they lie; nothing is copied"
            " or changed there. Found: {stores}."
        )
        self._words.setText(words.format(stores="; ".join(self._found.values())))

    def _accept(self) -> None:
        self._place.remember_stores(self._found)
        self.hide()
