"""What a person looks for: words, a state, a format."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.ui import text
from app.ui.icons import Icons
from app.ui.item_models.search import Standing, Wanted
from app.ui.theme import SPACE, Theme
from app.ui.widgets.choice import Choice
from app.ui.widgets.search_field import SearchField

_WIDEST = 420
"""Pixels of the field for words."""


class SearchBar(QWidget):
    """Three fields side by side.

    Signals:
        changed(Wanted): something else is looked for.
        submitted(): Enter was pressed.
    """

    changed = Signal(object)
    submitted = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = self._words_field(icons, theme)
        self._standing = Choice(self.tr("State"), icons)
        for words, standing in self._standings():
            self._standing.addItem(words, standing)
        self._format = Choice(self.tr("Format"), icons)
        self.show_formats(())
        for choice in (self._standing, self._format):
            choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._words, 4)
        layout.addWidget(self._standing)
        layout.addWidget(self._format)
        layout.addStretch()
        self._words.textChanged.connect(self._tell)
        self._words.returnPressed.connect(self.submitted)
        self._standing.currentIndexChanged.connect(self._tell)
        self._format.currentIndexChanged.connect(self._tell)

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            tuple(self._words.text().split()),
            self._format.currentData() or "",
            self._standing.currentData(),
        )

    @property
    def words(self) -> str:
        """The words as they were typed."""
        return self._words.text()

    def show_formats(self, formats: Iterable[str]) -> None:
        """Offer these formats; the chosen one stays offered."""
        chosen = self._format.currentData() or ""
        offered = sorted({*formats, chosen} - {""}, key=text.format_text)
        if [self._format.itemData(at) for at in range(self._format.count())] == ["", *offered]:
            return
        self._format.blockSignals(True)
        self._format.clear()
        self._format.addItem(self.tr("Any format"), "")
        for name in offered:
            self._format.addItem(text.format_text(name), name)
        self._format.setCurrentIndex(max(0, self._format.findData(chosen)))
        self._format.blockSignals(False)

    def clear(self) -> None:
        """Look for nothing in particular."""
        self._words.clear()
        self._standing.setCurrentIndex(0)
        self._format.setCurrentIndex(0)

    def focus(self) -> None:
        """Let the person type."""
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    def _tell(self) -> None:
        self.changed.emit(self.wanted)

    def _standings(self) -> tuple[tuple[str, Standing | None], ...]:
        return (
            (self.tr("Any state"), None),
            (self.tr("Loaded"), Standing.LOADED),
            (self.tr("Not loaded"), Standing.NOT_LOADED),
            (self.tr("With a problem"), Standing.TROUBLED),
        )

    def _words_field(self, icons: Icons, theme: Theme) -> QLineEdit:
        field = SearchField(self.tr("Search models"), icons, theme)
        keys = QKeySequence(QKeySequence.StandardKey.Find)
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        field.setToolTip(self.tr("Search models ({keys})").format(keys=shown))
        field.setMaximumWidth(_WIDEST)
        return field
