"""A table of words for reading: events, clients, rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QIcon

from app.ui.item_models.changes import Change, Insert, Move, Remove, changes

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column; numbers stand at its right."""

    words: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class WordsRow:
    """
    Attributes:
        key: unique in its table; a row keeps it when its words change.
        icon: name and colour of the icon in the first column.
        tip: what does not fit into the cells.
    """

    key: str
    cells: tuple[str, ...]
    icon: tuple[str, str] | None = None
    tip: str = ""


class WordsTable(QAbstractTableModel):
    """Kept up to date without being reset, so that what is selected stays selected.

    Args:
        draw: the icon of a name in a colour of the theme.
    """

    def __init__(
        self,
        headings: Sequence[Heading],
        draw: Callable[[str, str], QIcon],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._draw = draw
        self._rows: list[WordsRow] = []

    @property
    def rows(self) -> Sequence[WordsRow]:
        return self._rows

    def set_rows(self, wanted: Sequence[WordsRow]) -> None:
        for change in changes([row.key for row in self._rows], [row.key for row in wanted]):
            self._apply(change, wanted)
        for at, row in enumerate(wanted):
            if self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    def redraw(self) -> None:
        """Let the views read every icon again, after the theme has changed."""
        if self._rows:
            last = self.index(len(self._rows) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._headings):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return self._headings[section].words if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cells[index.column()]
            case Qt.ItemDataRole.DecorationRole:
                return self._draw(*row.icon) if row.icon and index.column() == 0 else None
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip or row.cells[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index.column())
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        is_number = self._headings[column].is_number
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _apply(self, change: Change, wanted: Sequence[WordsRow]) -> None:
        match change:
            case Remove(first, last):
                self.beginRemoveRows(_NOWHERE, first, last)
                del self._rows[first : last + 1]
                self.endRemoveRows()
            case Move(old, new):
                self.beginMoveRows(_NOWHERE, old, old, _NOWHERE, new)
                self._rows.insert(new, self._rows.pop(old))
                self.endMoveRows()
            case Insert(first, last):
                self.beginInsertRows(_NOWHERE, first, last)
                self._rows[first:first] = wanted[first : last + 1]
                self.endInsertRows()
