"""Sorting a table without a mouse."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTableView


class SortMenu(QMenu):
    """Does what a click on a header does: another column, or the other way round."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(self.tr("Sort by"), table)
        self._table = table
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        model, header = self._table.model(), self._table.horizontalHeader()
        for column in range(model.columnCount()):
            words = str(model.headerData(column, Qt.Orientation.Horizontal))
            action = self.addAction(words, partial(self._sort, column))
            action.setCheckable(True)
            action.setChecked(column == header.sortIndicatorSection())

    def _sort(self, column: int) -> None:
        header, order = self._table.horizontalHeader(), Qt.SortOrder
        is_rising = header.sortIndicatorOrder() is order.AscendingOrder
        is_again = column == header.sortIndicatorSection()
        falls = is_again and is_rising
        self._table.sortByColumn(column, order.DescendingOrder if falls else order.AscendingOrder)
