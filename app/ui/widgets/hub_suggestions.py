"""Models to begin with, before anything is searched for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.domain.hub.suggestions import Suggestion
from app.ui import hub_words

_REPOSITORY = Qt.ItemDataRole.UserRole
_LINES = 2.9
"""Height of an entry, in lines."""


class HubSuggestions(QListWidget):
    """Two lines for each model.

    Signals:
        chosen(str): the repository of the model that is chosen.
    """

    chosen = Signal(str)

    def __init__(self, suggestions: Sequence[Suggestion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Suggested models"))
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        height = int(self.fontMetrics().lineSpacing() * _LINES)
        for suggestion in suggestions:
            item = QListWidgetItem(hub_words.suggestion_text(suggestion))
            item.setData(_REPOSITORY, suggestion.entry.repository)
            item.setSizeHint(QSize(0, height))
            self.addItem(item)
        self.currentItemChanged.connect(self._tell)

    def choose_recommended(self, suggestions: Sequence[Suggestion]) -> None:
        best = (at for at, each in enumerate(suggestions) if each.recommended)
        self.setCurrentRow(next(best, 0))

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_REPOSITORY))
