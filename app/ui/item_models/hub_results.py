"""What a search of the Hub found, as Qt's views want it."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.hub.repository import Gate, HubResult
from app.ui import hub_words, text

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    NAME = 0
    PARAMETERS = 1
    FORMATS = 2
    DOWNLOADS = 3


_NUMBERS = frozenset({Column.PARAMETERS, Column.DOWNLOADS})


class HubResults(QAbstractTableModel):
    """The results in the Hub's order; another page is added at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._results: list[HubResult] = []

    def show_results(self, results: Sequence[HubResult]) -> None:
        self.beginResetModel()
        self._results = list(results)
        self.endResetModel()

    def add_results(self, results: Sequence[HubResult]) -> None:
        """What is listed already is not listed again: the Hub's order moves between pages."""
        known = {result.id for result in self._results}
        new = [result for result in results if result.id not in known]
        if new:
            first = len(self._results)
            self.beginInsertRows(_NOWHERE, first, first + len(new) - 1)
            self._results += new
            self.endInsertRows()

    def result(self, row: int) -> HubResult | None:
        return self._results[row] if 0 <= row < len(self._results) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._results)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section not in set(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        titles = (
            self.tr("Repository"),
            self.tr("Parameters"),
            self.tr("Formats"),
            self.tr("Downloads"),
        )
        return titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        result, column = self._results[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._display(result, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tool_tip(result)
        return None

    def _display(self, result: HubResult, column: Column) -> str:
        match column:
            case Column.NAME:
                return result.id
            case Column.PARAMETERS:
                return text.parameters_text(result.parameters) if result.parameters else ""
            case Column.FORMATS:
                return hub_words.formats_text(result)
            case Column.DOWNLOADS:
                return hub_words.count_text(result.downloads)

    def _tool_tip(self, result: HubResult) -> str:
        lines = [result.id]
        if result.fits is False:
            lines.append(self.tr("Too large for this computer"))
        if result.gate is not Gate.OPEN:
            lines.append(self.tr("Its makers want their terms accepted first"))
        return "\n".join(lines)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
