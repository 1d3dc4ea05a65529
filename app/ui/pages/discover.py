"""Find a model on the Hugging Face Hub and fetch it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import AppError
from app.domain.hub.account import TokenKeeping
from app.domain.hub.choices import HubModel
from app.domain.hub.repository import HubPage, HubQuery
from app.services.control import AppControl
from app.ui import dialogs, text
from app.ui.announcements import announce
from app.ui.icons import Icons
from app.ui.item_models.hub_results import Column, HubResults
from app.ui.newest_answer import NewestAnswer
from app.ui.sentences import translated
from app.ui.theme import SPACE, Theme
from app.ui.verbs import Verbs
from app.ui.widgets.downloads_view import DownloadsView
from app.ui.widgets.hub_repository import HubRepositoryView
from app.ui.widgets.hub_search_bar import HubSearchBar
from app.ui.widgets.hub_suggestions import HubSuggestions

_SIZE = (1080, 680)


class DiscoverDialog(QDialog):
    """Search on the left, the chosen repository on the right, downloads below."""

    def __init__(
        self,
        control: AppControl,
        verbs: Verbs,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Get models"))
        self.resize(*_SIZE)
        self._control = control
        self._verbs = verbs
        self._query = HubQuery()
        self._cursor = ""
        self._repository_name = ""
        self._search = HubSearchBar(icons, theme)
        self._results = HubResults()
        self._list = self._make_list()
        self._suggested = control.hub.suggestions()
        self._suggestions = HubSuggestions(self._suggested)
        self._found = QStackedWidget()
        self._state = QLabel()
        self._state.setProperty("role", "muted")
        self._state.setWordWrap(True)
        self._more = QPushButton(self.tr("Show more"))
        self._repository = HubRepositoryView(icons, theme)
        self._downloads = DownloadsView(control, verbs)
        self._pages = NewestAnswer(self._show_page, self._show_search_error, self)
        self._next_pages = NewestAnswer(self._add_page, self._show_search_error, self)
        self._models = NewestAnswer(self._show_model, self._show_model_error, self)
        self._tokens = NewestAnswer(self._tell_kept, self._tell, self)
        self._build()
        self._connect()
        self._downloads.show_snapshot(control.snapshot)
        self._search_now()
        self._search.setFocus()

    def look_for(self, words: str) -> None:
        """Search as if the person had typed the words."""
        self._search.look_for(words)

    def done(self, result: int) -> None:
        for answer in (self._pages, self._next_pages, self._models):
            answer.forget()
        super().done(result)

    def _connect(self) -> None:
        self._search.changed.connect(self._search_now)
        self._suggestions.chosen.connect(self._open)
        self._more.clicked.connect(self._search_more)
        self._list.selectionModel().currentRowChanged.connect(self._open_chosen)
        self._repository.wanted.connect(self._download)
        self._repository.token_wanted.connect(self._ask_for_token)
        self._control.snapshot_changed.connect(self._downloads.show_snapshot)

    def _search_now(self) -> None:
        self._query = self._search.query
        self._pages.forget()
        self._next_pages.forget()
        self._more.hide()
        if self._suggested and self._query == HubQuery():
            self._suggest()
            return
        self._found.setCurrentWidget(self._list)
        self._say(self.tr("Searching…"))
        self._pages.follow(self._control.hub.search(self._query))

    def _suggest(self) -> None:
        self._say(self.tr("Good to begin with, as far as they fit this computer:"))
        self._found.setCurrentWidget(self._suggestions)
        self._suggestions.choose_recommended(self._suggested)

    def _search_more(self) -> None:
        self._more.setEnabled(False)
        query = replace(self._query, cursor=self._cursor)
        self._next_pages.follow(self._control.hub.search(query))

    def _show_page(self, page: HubPage) -> None:
        self._results.show_results(page.results)
        self._repository.clear(self.tr("Choose a repository to see what can be had of it."))
        self._say(self._found_text(page))
        self._state.setVisible(not page.results)
        self._follow_cursor(page)
        if page.results:
            self._list.setCurrentIndex(self._results.index(0, Column.NAME))

    def _found_text(self, page: HubPage) -> str:
        if not page.results:
            return self.tr("Nothing was found. Try fewer words, or any format.")
        words = self.tr("{count} found, and more") if page.cursor else self.tr("{count} found")
        return words.format(count=text.number_text(len(page.results)))

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._state.show()
        announce(self._state, words)

    def _add_page(self, page: HubPage) -> None:
        self._results.add_results(page.results)
        self._follow_cursor(page)

    def _follow_cursor(self, page: HubPage) -> None:
        self._cursor = page.cursor
        self._more.setVisible(bool(page.cursor))
        self._more.setEnabled(True)

    def _show_search_error(self, error: AppError) -> None:
        self._more.setEnabled(True)
        self._say(translated(error.sentence))

    def _open_chosen(self) -> None:
        result = self._results.result(self._list.currentIndex().row())
        if result is not None:
            self._open(result.id)

    def _open(self, repository: str) -> None:
        self._repository_name = repository
        self._repository.clear(self.tr("Reading {name}…").format(name=repository))
        self._models.follow(self._control.hub.repository(repository))

    def _show_model(self, model: HubModel) -> None:
        self._repository.show_model(model)

    def _show_model_error(self, error: AppError) -> None:
        self._repository.clear(translated(error.sentence))

    def _download(self, repository: str, choice: str) -> None:
        self._verbs.follow(self._control.hub.download(repository, choice))

    def _tell(self, error: AppError) -> None:
        dialogs.tell(self, error)

    def _ask_for_token(self) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Access token"))
        dialog.setLabelText(
            self.tr(
                "An access token of your Hugging Face account (Settings, Access Tokens; the right"
                " to read is enough). It is kept in the system's keyring."
            )
        )
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.textValueSelected.connect(self._save_token)
        dialog.open()

    def _save_token(self, token: str) -> None:
        self._tokens.follow(self._control.hub.set_token(token))

    def _tell_kept(self, keeping: TokenKeeping) -> None:
        """Read the repository again, which may be open now."""
        if keeping is TokenKeeping.SESSION:
            words = self.tr("There is no keyring here; the token is forgotten when ModelTray ends.")
            dialogs.tell(self, AppError(words))
        self._open(self._repository_name)

    def _make_list(self) -> QTableView:
        view = QTableView()
        view.setModel(self._results)
        view.setAccessibleName(self.tr("Repositories"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        return view

    def _build(self) -> None:
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(SPACE)
        self._found.addWidget(self._list)
        self._found.addWidget(self._suggestions)
        for widget in (self._state, self._found, self._more):
            left.addWidget(widget)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE + 4)
        splitter.addWidget(side)
        splitter.addWidget(self._repository)
        splitter.setSizes([600, 460])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE + 4)
        layout.addWidget(self._search)
        layout.addWidget(splitter, 1)
        layout.addWidget(self._downloads)
