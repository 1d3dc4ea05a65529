"""Everything about the chosen model, beside the list."""

import sys
import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import ModelNotFound
from app.domain.lifecycle import State
from app.services.control import AppControl
from app.services.interfaces import ModelClient
from app.ui.conversation import Conversations
from app.ui.icons import Icons
from app.ui.model_actions import ModelActions
from app.ui.model_page import ModelPage
from app.ui.model_row import ModelRow, Verb
from app.ui.pages.connect import Connect
from app.ui.pages.log import LogPage
from app.ui.pages.model_settings import ModelSettingsPage
from app.ui.pages.overview import OverviewPage
from app.ui.pages.try_it import TryIt
from app.ui.theme import SPACE, Theme
from app.ui.verbs import Verbs
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.banner import Banner
from app.ui.widgets.log_view import LINES
from app.ui.widgets.model_header import ModelHeader


class ModelDetails(QFrame):
    """The chosen model: what it is, what it does, what can be done with it, what it writes."""

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
        self.setProperty("role", "card")
        self._control = control
        self._row: ModelRow | None = None
        self.actions_on_model = ModelActions(
            verbs, icons, theme, before_start=lambda: self._settings.save(), parent=self
        )
        self._settings = ModelSettingsPage(control, self.actions_on_model.restart, icons, theme)
        self._header = ModelHeader(self.actions_on_model.copy_address, icons, theme)
        self._error = Banner("bad", icons, theme)
        self._obstacle = Banner("busy", icons, theme)
        self._notice = Banner("info", icons, theme)
        self._overview = OverviewPage(control, client, icons, theme)
        self._try_it = TryIt(conversations, self.actions_on_model.load, icons, theme)
        load = self.actions_on_model.load
        self._connect = Connect(client, load, icons, theme, api_url=api_url)
        self._log = LogPage(self._whole_log, icons, theme)
        self._build()
        control.output_written.connect(self._on_output_written)

    def show_row(self, row: ModelRow | None) -> None:
        """Show another model, or another state of the same; ``None`` shows the invitation."""
        before, self._row = self._row, row
        self.actions_on_model.show_row(row)
        self._stack.setCurrentIndex(1 if row else 0)
        if row is None:
            return
        if before is None or before.id != row.id:
            self._log.show_model(row.id, self._log_tail(row.id, LINES))
        if before != row or row.state is State.BACKOFF:
            self._show_state(row)

    def show_page(self, page: ModelPage) -> None:
        """Bring a page to the front, ready for the keyboard."""
        self._tabs.setCurrentIndex(page.value)
        shown = self._tabs.currentWidget()
        (shown.take_focus if isinstance(shown, TryIt) else shown.setFocus)()

    @property
    def page(self) -> ModelPage:
        """The one in front."""
        return ModelPage(self._tabs.currentIndex())

    def load_or_try(self) -> None:
        """Do what a person expects of a double click."""
        if self._row is not None and self._row.state is State.READY:
            self.show_page(ModelPage.TRY)
        elif self._row is not None and self._row.offers(Verb.LOAD):
            self.actions_on_model.load.trigger()

    def _whole_log(self, model_id: str) -> tuple[str, ...]:
        return self._log_tail(model_id, sys.maxsize)

    def _log_tail(self, model_id: str, lines: int) -> tuple[str, ...]:
        try:
            return self._control.log_tail(model_id, lines)
        except ModelNotFound:  # it went away after the snapshot that is shown was made
            return ()

    def _show_state(self, row: ModelRow) -> None:
        running = row.running
        failure = running.failure if running and row.state is State.FAILED else None
        self._header.show_row(row, time.time())
        self._error.tell(failure.sentence if failure else "")
        self._obstacle.tell("" if failure else row.problem)
        self._notice.tell(running.notice if running and not failure else "")
        self._overview.show_row(row)
        self._settings.show_row(row)
        self._try_it.show_row(row)
        self._connect.show_row(row)

    def _on_output_written(self, model_id: str, lines: list[str]) -> None:
        if self._row is not None and self._row.id == model_id:
            self._log.append_lines(lines)

    def _build(self) -> None:
        invitation = QLabel(self.tr("Choose a model to see what it is and to load it."))
        invitation.setProperty("role", "muted")
        invitation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        invitation.setWordWrap(True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(invitation)
        self._stack.addWidget(self._page())

    def _page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        layout.setSpacing(SPACE + 4)
        layout.addWidget(self._header)
        layout.addLayout(self._buttons())
        for banner in (self._error, self._obstacle, self._notice):
            layout.addWidget(banner)
        layout.addWidget(self._make_tabs(), 1)
        return page

    def _buttons(self) -> QHBoxLayout:
        actions = self.actions_on_model
        layout = QHBoxLayout()
        layout.setSpacing(SPACE)
        layout.addWidget(ActionButton(actions.load, "primary"))
        for action in (actions.stop, actions.restart):
            layout.addWidget(ActionButton(action))
        layout.addStretch()
        return layout

    def _make_tabs(self) -> QTabWidget:
        self._tabs = tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.setAccessibleName(self.tr("About the chosen model"))
        tabs.addTab(self._overview, self.tr("Overview"))
        tabs.addTab(self._settings, self.tr("Settings"))
        tabs.addTab(self._try_it, self.tr("Try it"))
        tabs.addTab(self._connect, self.tr("Connect"))
        tabs.addTab(self._log, self.tr("Log"))
        return tabs
