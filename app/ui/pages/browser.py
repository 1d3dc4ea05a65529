"""The list of models with its search field, and the chosen model beside it."""

from typing import cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.snapshot import AppSnapshot
from app.services.control import AppControl
from app.services.interfaces import ModelClient
from app.ui.conversation import Conversations
from app.ui.icons import Icons
from app.ui.item_models.models import ModelTable, Role
from app.ui.item_models.search import Wanted
from app.ui.model_page import ModelPage
from app.ui.model_row import ModelRow
from app.ui.pages.details import ModelDetails
from app.ui.theme import SPACE, Theme
from app.ui.verbs import Verbs
from app.ui.widgets.library_buttons import LibraryButtons
from app.ui.widgets.model_list import ModelList
from app.ui.widgets.no_match import NoMatch
from app.ui.widgets.search_bar import SearchBar
from app.ui.widgets.sort_menu import SortMenu


class BrowserPage(QWidget):
    """Find a model, see it, load it, stop it.

    Signals:
        models_wanted(str): the person wants to find models on the Hub, of these words.
    """

    models_wanted = Signal(str)

    def __init__(
        self,
        control: AppControl,
        client: ModelClient,
        conversations: Conversations,
        verbs: Verbs,
        icons: Icons,
        theme: Theme,
        *,
        api_url: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._table = ModelTable(icons, parent=self)
        self._shown = ""
        self._first_fill = QTimer(self, singleShot=True, interval=0)
        self._first_fill.timeout.connect(self._fill_details)
        self._list = ModelList(self._table, theme)
        self._details = ModelDetails(
            control, client, conversations, verbs, icons, theme, api_url=api_url
        )
        self._search = SearchBar(icons, theme)
        self._library = LibraryButtons(control, icons, theme, is_narrow=True)
        self._library.get_models.triggered.connect(lambda: self.models_wanted.emit(""))
        self._list.addActions(self._details.actions_on_model.all())
        self._list.addAction(SortMenu(self._list).menuAction())
        self._build()
        self._list.selectionModel().currentRowChanged.connect(self._show_current)
        self._table.dataChanged.connect(self._show_current)
        self._table.modelReset.connect(self._choose_something)
        theme.changed.connect(self._table.redraw)
        self._search.changed.connect(self._search_for)
        self._search.submitted.connect(self._list.setFocus)
        self._list.doubleClicked.connect(self._details.load_or_try)
        QShortcut(QKeySequence.StandardKey.Find, self, self._search.focus)

    def take_focus(self) -> None:
        """Begin in the list. No focus proxy: Tab would never lead to what stands before it."""
        self._list.setFocus()

    @property
    def chosen(self) -> str:
        """Id of the chosen model; empty where there is none."""
        row = self._current_row()
        return row.id if row else ""

    @property
    def page(self) -> ModelPage:
        """What is shown of the chosen model."""
        return self._details.page

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        """Show another snapshot; what is chosen stays chosen."""
        self._library.show_snapshot(snapshot)
        if not self._table.set_snapshot(snapshot):
            return
        self._search.show_formats(row.format for row in self._table.all_rows)
        self._choose_something()
        self._show_matches()

    def show_model(self, model_id: str, page: ModelPage) -> None:
        """Choose a model, also one that the search has left out, and show one of its pages."""
        if self._table.place_of(model_id) is None:
            self._search.clear()
        place = self._table.place_of(model_id)
        if place is not None:
            self._list.selectRow(place)
            self._fill_details()
            self._details.show_page(page)

    def _search_for(self, wanted: Wanted) -> None:
        self._table.search(wanted)
        self._list.scrollToTop()
        self._choose_something()
        self._show_matches()

    def _choose_something(self) -> None:
        """Keep the choice, which a reset of the table takes away; without one, take the first."""
        if self._table.rowCount() and not self._list.currentIndex().isValid():
            selection = self._list.selectionModel()
            flags = QItemSelectionModel.SelectionFlag
            place = self._table.index(self._table.place_of(self._shown) or 0, 0)
            selection.setCurrentIndex(place, flags.ClearAndSelect | flags.Rows)
        self._show_current()

    def _show_matches(self) -> None:
        self._no_match.tell(self._search.words.strip())
        self._lists.setCurrentIndex(0 if self._table.rowCount() else 1)

    def _show_current(self) -> None:
        if self.isVisible() and self._current_row() and not self._shown:
            self._first_fill.start()  # after the list: both for the first time take too long
        else:
            self._fill_details()

    def _fill_details(self) -> None:
        row = self._current_row()
        self._shown = row.id if row else self._shown
        self._details.show_row(row)

    def _current_row(self) -> ModelRow | None:
        index: QModelIndex = self._list.currentIndex()
        return cast(ModelRow, index.data(Role.OBJECT)) if index.isValid() else None

    def _build(self) -> None:
        self._no_match = NoMatch()
        self._no_match.hub_wanted.connect(self.models_wanted)
        self._lists = QStackedWidget()
        self._lists.addWidget(self._list)
        self._lists.addWidget(self._no_match)
        self.splitter = splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE + 4)
        splitter.addWidget(self._lists)
        splitter.addWidget(self._details)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([884, 412])
        self._details.setMinimumWidth(380)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE + 4)
        layout.addLayout(self._top())
        layout.addWidget(splitter, 1)

    def _top(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(SPACE)
        layout.addWidget(self._search, 1)
        layout.addWidget(self._library)
        return layout
