"""How other programs reach the chosen model: its address, and settings to copy."""

from dataclasses import replace

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.domain.lifecycle import State
from app.services.interfaces import ModelClient
from app.ui.announcements import announce
from app.ui.client_settings import ClientSettings, Endpoint, client_settings, endpoint_of
from app.ui.icons import Icons
from app.ui.model_row import ModelRow
from app.ui.theme import SPACE, Theme, fixed_font
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.choice import Choice
from app.ui.widgets.fitted_text import ReadOnlyText
from app.ui.widgets.load_invitation import LoadInvitation
from app.ui.widgets.scroll_page import ScrollPage


class Connect(QWidget):
    """Filled in with the model and the port that it has now.

    Args:
        load: loads the chosen model, or cancels its load.
        api_url: where all models answer at one address; empty where clients cannot use it.
    """

    def __init__(
        self,
        client: ModelClient,
        load: QAction,
        icons: Icons,
        theme: Theme,
        *,
        api_url: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._icons = icons
        self._api_port = QUrl(api_url).port()
        self._own: Endpoint | None = None
        self._endpoint: Endpoint | None = None
        self._settings: tuple[ClientSettings, ...] = ()
        words = self.tr("Load {name} to connect other programs to it.")
        self._invitation = LoadInvitation(words, load)
        self._way = Choice(self.tr("Way to the model"), icons)
        self._way.addItem(self.tr("This model alone"))
        self._way.addItem(self.tr("Every model, at an address that stays"))
        if not api_url:
            self._way.hide()  # to show it would open a window, for it has no parent yet
        self._address = _line(self.tr("Base URL"))
        self._result = _words("muted")
        self._result.setAccessibleName(self.tr("Result of the test"))
        self._clients = Choice(self.tr("Program"), icons)
        self._where = _words("muted")
        self._caution = _words("caution")
        self._text = ReadOnlyText(self.tr("Settings"), font=fixed_font())
        self.copy_address = QAction(self.tr("Copy"), self)
        self.copy_settings = QAction(self.tr("Copy settings"), self)
        self.test = QAction(self.tr("Test connection"), self)
        self._build()
        self.copy_address.triggered.connect(lambda: _copy(self._address.text()))
        self.copy_settings.triggered.connect(lambda: _copy(self._text.words))
        self.test.triggered.connect(self._test)
        self._clients.currentIndexChanged.connect(self._show_settings)
        self._way.currentIndexChanged.connect(self._show_endpoint)
        theme.changed.connect(self._draw_icons)
        self._draw_icons()

    def show_row(self, row: ModelRow) -> None:
        """Show how to reach this model."""
        self._own = endpoint_of(row) if row.state is State.READY else None
        self._invitation.show_row(row)
        self._pages.setCurrentIndex(0 if self._own else 1)
        self._show_endpoint()

    def _show_endpoint(self) -> None:
        endpoint = self._own
        if endpoint is not None and self._way.currentIndex() == 1:
            endpoint = replace(endpoint, port=self._api_port, is_shared=True)
        if endpoint is None or endpoint == self._endpoint:
            return
        self._endpoint = endpoint
        self._settings = client_settings(endpoint)
        self._address.setText(endpoint.base_url)
        self._result.setText(self.tr("Not tested yet."))
        if self._clients.count() == 0:
            self._clients.addItems([each.client for each in self._settings])
        self._show_settings()

    def _show_settings(self) -> None:
        settings = self._settings[max(0, self._clients.currentIndex())]
        self._where.setText(settings.where)
        self._caution.setText(settings.caution)
        self._caution.setVisible(bool(settings.caution))
        self._text.show_words(settings.text.rstrip("\n"))

    def _test(self) -> None:
        endpoint = self._endpoint
        if endpoint is not None:
            self.test.setEnabled(False)
            self._result.setText(self.tr("Asking…"))
            self._client.names(endpoint.port, lambda names: self._tell(endpoint, names))

    def _tell(self, endpoint: Endpoint, names: tuple[str, ...] | None) -> None:
        if not isValid(self):
            return  # the window was built anew meanwhile
        self.test.setEnabled(True)
        if endpoint == self._endpoint:
            verdict = self._verdict(endpoint, names)
            self._result.setText(verdict)
            announce(self._result, verdict)

    def _verdict(self, endpoint: Endpoint, names: tuple[str, ...] | None) -> str:
        if endpoint.model in (names or ()):
            words = self.tr("It works: {name} answers at {url}.")
        elif endpoint.is_shared:
            words = self.tr("{name} is not found at {url}. Another program may have that port.")
        elif names is None:
            words = self.tr("Nothing answers at {url}. The log of {name} may say why.")
        else:
            words = self.tr("Another program answers at {url}. Restart {name}.")
        return words.format(url=endpoint.base_url, name=endpoint.model)

    def _draw_icons(self) -> None:
        self.copy_address.setIcon(self._icons.icon("copy"))
        self.copy_settings.setIcon(self._icons.icon("copy"))

    def _build(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(ScrollPage(self._page()))
        self._pages.addWidget(self._waiting())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 2 * SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(_heading(self.tr("Base URL")))
        layout.addWidget(self._way)
        layout.addLayout(_row(self._address, ActionButton(self.copy_address)))
        layout.addLayout(_row(self._result, ActionButton(self.test)))
        layout.addSpacing(SPACE)
        layout.addWidget(_heading(self.tr("Settings for a program")))
        layout.addWidget(self._clients)
        layout.addLayout(_row(self._where, ActionButton(self.copy_settings)))
        layout.addWidget(self._caution)
        layout.addWidget(self._text)
        layout.addStretch()
        return page

    def _waiting(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 2 * SPACE, 0, 0)
        layout.addWidget(self._invitation)
        layout.addStretch()
        return page


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setReadOnly(True)
    line.setAccessibleName(name)
    return line


def _words(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "heading")
    return label


def _row(wide: QWidget, button: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(SPACE)
    layout.addWidget(wide, 1)
    layout.addWidget(button)
    return layout


def _copy(words: str) -> None:
    QGuiApplication.clipboard().setText(words)
