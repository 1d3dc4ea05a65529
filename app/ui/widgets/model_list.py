"""The table view of the models."""

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QCursor, QHoverEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.ui.delegates.cells import (
    MARGIN,
    ROW_PADDING,
    NameDelegate,
    StatusDelegate,
    WordsDelegate,
)
from app.ui.item_models.search import Column
from app.ui.theme import Theme

_SAMPLES = {
    Column.FORMAT: "SafeTensors",
    Column.RUNTIME: "transformers (Full featured)",
    Column.SIZE: "88.8 GB",
    Column.STATUS: "Loading 88 %, about 88 s left",
    Column.PORT: "8888",
}
"""What fits into each column without being cut."""
_SHORT_NAME = "Qwen2.5-7B-Instruct"
"""Less room than for this, and another column goes."""
_DETAILS = "88.8B · Q4_K_M · 128K context"
"""What has room below a name before sentences get more of it."""
_SPARE = (Column.FORMAT, Column.SIZE, Column.RUNTIME, Column.PORT)
"""Columns that may go, the last of them first: icon, status and the page beside tell the same."""
_STATUS_SHARE = 0.6
"""Of what is left: its sentences are longer than names."""


class ModelList(QTableView):
    """Rows of two lines, sorted by a click on a header, driven by keys alone if wanted."""

    def __init__(
        self, model: QAbstractItemModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._set_delegates(theme)
        self.setAccessibleName(self.tr("Models"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        self._status_width = 0
        self._size_rows()
        self._size_columns()
        self._hovered = -1
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.verticalScrollBar().valueChanged.connect(self._hover_after_scrolling)

    @property
    def hovered(self) -> int:
        """As in ``RowView``."""
        return self._hovered

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove):
            self._hover(self.rowAt(int(cast(QHoverEvent, event).position().y())))
        elif event.type() in (QEvent.Type.HoverLeave, QEvent.Type.Leave):
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover_after_scrolling(self) -> None:
        """The mouse stays where it is, and another row comes under it."""
        if self._hovered >= 0:
            self._hover(self.rowAt(self.viewport().mapFromGlobal(QCursor.pos()).y()))

    def _hover(self, row: int) -> None:
        if row == self._hovered:
            return
        before, self._hovered = self._hovered, row
        for each in {before, row}:
            top, height = self.rowViewportPosition(each), self.rowHeight(each)
            self.viewport().update(0, top, self.viewport().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_room_for_names()

    def _leave_room_for_names(self) -> None:
        header, status = self.horizontalHeader(), Column.STATUS
        is_fitted = header.sectionSize(status) == self._status_width  # else a person chose it
        least = self.fontMetrics().horizontalAdvance(_SHORT_NAME) + NameDelegate.ROOM
        least += self._widths[status] if is_fitted else header.sectionSize(status)
        room = self._show_what_fits(self.viewport().width() - least)
        if is_fitted:
            advance = self.fontMetrics().horizontalAdvance
            spare = max(0, room - advance(_DETAILS) + advance(_SHORT_NAME))
            self._status_width = self._widths[status] + round(spare * _STATUS_SHARE)
            header.resizeSection(status, self._status_width)
        current = self.currentIndex()
        if current.isValid() and self.isColumnHidden(current.column()):  # no key would lead away
            name = current.siblingAtColumn(Column.NAME)
            self.selectionModel().setCurrentIndex(name, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _show_what_fits(self, room: int) -> int:
        """Hide columns until the others fit into the pixels; what is left of them then."""
        is_full = False
        for column in _SPARE:
            if not self.isColumnHidden(column):  # a person may have made it wider
                self._widths[column] = self.columnWidth(column)
            is_full = is_full or self._widths[column] > room
            room -= 0 if is_full else self._widths[column]
            self.setColumnHidden(column, is_full)
        return max(0, room)

    def _set_delegates(self, theme: Theme) -> None:
        self.setItemDelegate(WordsDelegate(theme, self))
        for column in (Column.SIZE, Column.PORT):
            self.setItemDelegateForColumn(column, WordsDelegate(theme, self, from_right=True))
        self.setItemDelegateForColumn(Column.NAME, NameDelegate(theme, self))
        self.setItemDelegateForColumn(Column.STATUS, StatusDelegate(theme, self))

    def _size_rows(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() * 2 + 2 * ROW_PADDING)

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        self._widths: dict[Column, int] = {}
        for column, sample in _SAMPLES.items():
            room = StatusDelegate.ROOM if column is Column.STATUS else 2 * MARGIN
            self._widths[column] = self.fontMetrics().horizontalAdvance(sample) + room
            header.resizeSection(column, self._widths[column])
        self._status_width = self._widths[Column.STATUS]
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
