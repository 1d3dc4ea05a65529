"""The list of models as Qt's views want it."""

import time
from collections.abc import Callable, Sequence
from enum import IntEnum
from itertools import islice
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QIcon

from app.domain.lifecycle import State
from app.domain.snapshot import AppSnapshot
from app.ui import text
from app.ui.icons import Icons
from app.ui.item_models.changes import Change, Insert, Move, Remove, changes
from app.ui.item_models.search import Column, Order, Wanted
from app.ui.item_models.search_index import SearchIndex
from app.ui.model_row import ModelRow, rows_of

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_CHANGES = 24
"""More steps at once, as for another order, and the views are told to read everything."""


class Role(IntEnum):
    OBJECT = Qt.ItemDataRole.UserRole + 1
    """The ``ModelRow``."""


_SPOKEN = (Column.STATUS, Column.FORMAT, Column.RUNTIME, Column.SIZE)


class ModelTable(QAbstractTableModel):
    """One row for each model that is wanted, in the order that is wanted.

    It sorts and filters by itself: a proxy of Qt's would ask Python twice for each comparison. A
    change of status touches that row alone, so selection and scroll position stay; only where a
    great many rows change at once is the model reset.
    """

    def __init__(
        self,
        icons: Icons,
        *,
        now: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._now = now
        self._shown: tuple[object, ...] = ()
        self._all: list[ModelRow] = []
        self._rows: list[ModelRow] = []
        self._index = SearchIndex()
        self._wanted, self._order = Wanted(), Order()
        self._countdown = QTimer(self, interval=1000)
        self._countdown.timeout.connect(self.refresh_countdowns)

    def set_snapshot(self, snapshot: AppSnapshot) -> bool:
        """Show another snapshot. Returns whether anything in it is new to the table."""
        shown = (snapshot.models, snapshot.running, snapshot.choices, snapshot.settings)
        if shown == self._shown:
            return False
        self._shown = shown
        self._all = rows_of(snapshot)
        self._index.set_rows(self._all)
        self._arrange()
        if any(row.state is State.BACKOFF for row in self._all):
            self._countdown.start()
        else:
            self._countdown.stop()
        return True

    def search(self, wanted: Wanted) -> None:
        """Show the models that are wanted."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        wanted = Order(Column(column), order is Qt.SortOrder.DescendingOrder)
        if wanted != self._order:  # Qt says the same twice for a click on a header
            self._order = wanted
            self._arrange()

    @property
    def all_rows(self) -> Sequence[ModelRow]:
        """Every model, also those that are not shown."""
        return self._all

    def place_of(self, model_id: str) -> int | None:
        """The number of the row that shows the model; ``None`` where none does."""
        return next((at for at, row in enumerate(self._rows) if row.id == model_id), None)

    def cell(self, at: int, column: Column) -> tuple[ModelRow, str, QIcon | None]:
        """The model of a row, and the words and the icon of one of its cells: for who paints many
        of them, as Qt's way to ``data`` takes longer."""
        row = self._rows[at]
        return row, self._display(row, column), self._decoration(row, column)

    def refresh_countdowns(self) -> None:
        """Let the views read the seconds to the next restart again."""
        for number, row in enumerate(self._rows):
            if row.state is State.BACKOFF:
                index = self.index(number, Column.STATUS)
                self.dataChanged.emit(index, index)

    def redraw(self) -> None:
        """Let the views read every icon again, after the theme has changed."""
        if self._rows:
            last = self.index(len(self._rows) - 1, Column.PORT)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section not in set(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return self._titles()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._display(row, column)
            case Qt.ItemDataRole.DecorationRole:
                return self._decoration(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tool_tip(row, column)
            case Qt.ItemDataRole.AccessibleDescriptionRole if column is Column.NAME:
                return self._spoken(row)
            case Role.OBJECT:
                return row
        return None

    def _spoken(self, row: ModelRow) -> str:
        """The whole row for a screen reader, which reads one cell, and none that is hidden."""
        others = (self._display(row, each) for each in _SPOKEN)
        traits = text.traits_text(row.variant.traits, row.model.publisher)
        return ". ".join(words for words in (*others, traits) if words)

    def _display(self, row: ModelRow, column: Column) -> str:
        match column:
            case Column.NAME:
                return row.model.name
            case Column.FORMAT:
                return text.format_text(row.format)
            case Column.RUNTIME:
                return row.label
            case Column.SIZE:
                return text.size_text(row.variant.size)
            case Column.STATUS:
                return text.status_text(row, self._now())
            case Column.PORT:
                return str(row.port) if row.port else ""

    def _decoration(self, row: ModelRow, column: Column) -> QIcon | None:
        if column is Column.NAME:
            return self._icons.format_icon(row.format)
        return self._icons.status_icon(row) if column is Column.STATUS else None

    def _tool_tip(self, row: ModelRow, column: Column) -> str:
        if column is Column.STATUS:
            return text.status_details(row, self._now())
        if column is Column.RUNTIME:
            return row.explanation
        return _origin(row) if column is Column.NAME else ""

    def _titles(self) -> Sequence[str]:
        return (
            self.tr("Name"),
            self.tr("Format"),
            self.tr("Runtime"),
            self.tr("Size"),
            self.tr("Status"),
            self.tr("Port"),
        )

    def _arrange(self) -> None:
        wanted = self._index.arranged(self._wanted, self._order)
        before, after = [row.id for row in self._rows], [row.id for row in wanted]
        steps = list(islice(changes(before, after), _MOST_CHANGES + 1))
        if len(steps) > _MOST_CHANGES:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()
            return
        for step in steps:
            self._apply(step, wanted)
        for at, row in enumerate(wanted):
            if self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, Column.PORT))

    def _apply(self, change: Change, wanted: list[ModelRow]) -> None:
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


def _origin(row: ModelRow) -> str:
    details = text.traits_text(row.variant.traits, row.model.publisher)
    return "\n".join(part for part in (row.model.name, details, str(row.model.folder)) if part)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    right = column in (Column.SIZE, Column.PORT)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
