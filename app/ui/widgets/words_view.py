"""The view of a table of words, with a sentence in its place while it is empty."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QWidget,
)

from app.ui.item_models.words import WordsTable

_MARGIN = 22


class WordsView(QStackedWidget):
    """Rows to read and to copy.

    Args:
        empty: what to say while there are no rows.
        samples: for each column, words that fit into it, as its heading does; an empty one takes
            what is left.
    """

    def __init__(
        self,
        name: str,
        table: WordsTable,
        *,
        empty: str,
        samples: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self.view = self._view(name, table, samples)
        words = QLabel(empty)
        words.setProperty("role", "muted")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setWordWrap(True)
        self.addWidget(words)
        self.addWidget(self.view)
        self.setFocusProxy(self.view)
        table.rowsInserted.connect(self._follow)
        table.rowsRemoved.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setCurrentIndex(1 if self._table.rowCount() else 0)

    def _view(self, name: str, table: WordsTable, samples: Sequence[str]) -> QTableView:
        view = QTableView()
        view.setModel(table)
        view.setAccessibleName(name)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + _MARGIN)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        for column, sample in enumerate(samples):
            if sample:
                heading = str(table.headerData(column, Qt.Orientation.Horizontal))
                width = max(map(view.fontMetrics().horizontalAdvance, (sample, heading)))
                header.resizeSection(column, width + 2 * _MARGIN)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        copy = QAction(self.tr("Copy row"), view)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy)
        view.addAction(copy)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return view

    def _copy(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText("\t".join(self._table.rows[index.row()].cells))
