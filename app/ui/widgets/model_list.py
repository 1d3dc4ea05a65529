"""The table view of the models."""

from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtGui import QCursor, QResizeEvent
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
_SPARE = (Column.FORMAT, Column.SIZE, Column.RUNTIME, Column.PORT)
"""Columns that may go, the last of them first: icon, status and the page beside tell the same."""


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
        self._size_rows()
        self._size_columns()
        self.setMouseTracking(True)
        self._hovered = -1
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))
        self.verticalScrollBar().valueChanged.connect(self._hover_after_scrolling)

    @property
    def hovered(self) -> int:
        """As in ``RowView``."""
        return self._hovered

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover_after_scrolling(self) -> None:
        """The mouse stays where it is, and another row comes under it."""
        if self._hovered >= 0:
            self._hover(self.rowAt(self.viewport().mapFromGlobal(QCursor.pos()).y()))

    def _hover(self, row: int) -> None:
        before, self._hovered = self._hovered, row
        for each in {before, row}:
            top, height = self.rowViewportPosition(each), self.rowHeight(each)
            self.viewport().update(0, top, self.viewport().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_room_for_names()

    def _leave_room_for_names(self) -> None:
        header = self.horizontalHeader()
        least = self.fontMetrics().horizontalAdvance(_SHORT_NAME) + NameDelegate.ROOM
        room = self.viewport().width() - least - header.sectionSize(Column.STATUS)
        for column in _SPARE:
            room -= self._widths[column]
            self.setColumnHidden(column, room < 0)

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
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
