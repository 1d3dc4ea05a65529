"""The face of the program: tray, window and notifications over one control."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QSystemTrayIcon, QWidget

from app.services.control import AppControl
from app.services.garbage import settle_garbage
from app.services.interfaces import ModelClient
from app.ui import dialogs, text
from app.ui.announcements import announce
from app.ui.conversation import Conversations
from app.ui.download_actions import DownloadActions
from app.ui.icons import Icons
from app.ui.languages import Languages
from app.ui.model_page import ModelPage
from app.ui.model_row import ModelRow, rows_of
from app.ui.notifications import Notifications
from app.ui.recent_models import RecentModels
from app.ui.theme import Theme
from app.ui.tray import Tray, is_tray_there
from app.ui.verbs import Verbs

if TYPE_CHECKING:
    from app.ui.window import MainWindow

_WINDOW_PAUSE = 500
"""Milliseconds after which the window is there and its person looks at it."""


class Ui(QObject):
    """Wires tray and window to a control.

    Args:
        resources: the folder with ``icons``, ``tray`` and ``translations``.
        window_file: remembers where the window stood.
        api_url: shown in the window; empty when there is no API.
        on_quit: called once the person has decided to quit.
        icon: the tray icon, where it is shown already.
    """

    def __init__(
        self,
        control: AppControl,
        client: ModelClient,
        *,
        resources: Path,
        window_file: Path,
        api_url: str,
        on_quit: Callable[[], None],
        icon: QSystemTrayIcon | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._client = client
        self._conversations = Conversations(client, control, self)
        self._window_file = window_file
        self._api_url = api_url
        self._on_quit = on_quit
        self._window: MainWindow | None = None
        self._question: QMessageBox | None = None
        self._languages = Languages(resources / "translations", self)
        self._languages.use(control.settings.language)
        self._theme = Theme(cast(QApplication, QApplication.instance()), self)
        self._icons = Icons(resources, self._theme, self)
        self._verbs = Verbs(control, self._visible_window, self)
        self.tray = Tray(
            control,
            self._icons,
            self._verbs,
            recent=RecentModels(control, window_file, self),
            downloads=DownloadActions(control, self._verbs, self._visible_window),
            on_open=self.show_window,
            on_show_model=self.show_model,
            on_show_downloads=self.show_downloads,
            on_quit=self.ask_to_quit,
            icon=icon,
            parent=self,
        )
        control.settings_changed.connect(self._follow_language)
        Notifications(
            control,
            show=self.tray.tell,
            announce=self._announce,
            is_quiet=self._is_in_front,
            on_show_model=self.show_model,
            on_show_downloads=self.show_downloads,
            parent=self,
        )

    def start(self, *, minimized: bool) -> None:
        """Show the tray icon, and the window unless it is to stay in the tray and there is one."""
        self.tray.show()
        if not (minimized and is_tray_there()):
            self.show_window()

    def show_window(self) -> None:
        """Bring the window to the front; it is built when it is first wanted."""
        window = self._window or self._build_window()
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    def show_model(self, model_id: str, page: ModelPage) -> None:
        """Open the window on one of the pages of a model."""
        self.show_window()
        if self._window is not None:
            self._window.show_model(model_id, page)

    def show_downloads(self) -> None:
        """Open the window where models are fetched."""
        self.show_window()
        if self._window is not None:
            self._window.show_discover()

    def ask_to_quit(self) -> None:
        """Quit, after a question that names the models this stops, if there are any."""
        loaded = [row for row in rows_of(self._control.snapshot) if row.is_loaded]
        if not loaded:
            self._on_quit()
            return
        if self._question is not None:
            self._question.activateWindow()
            return
        self._question = dialogs.ask(
            self._visible_window(),
            question=self.tr("Quit ModelTray?"),
            details=self._what_stops(loaded),
            accept=self.tr("Stop and quit"),
            on_accept=self._on_quit,
        )
        self._question.finished.connect(self._forget_question)

    def close(self) -> None:
        """Take tray, window and questions away."""
        self.tray.close()
        dialogs.close_all()
        self._close_window()

    def _follow_language(self) -> None:
        """Speak the language that is set. A window is built anew: no text of the old one stays."""
        if not self._languages.use(self._control.settings.language):
            return
        self.tray.renew()
        before = self._window
        if before is not None:
            chosen, page = before.chosen_model()
            is_open = self.is_window_open()
            self._close_window()
            if is_open:
                self.show_window()
                self.show_model(chosen, page)

    def _close_window(self) -> None:
        if self._window is not None:
            self._window.save_place()
            self._window.hide()
            self._window.deleteLater()
            self._window = None

    def _build_window(self) -> "MainWindow":
        from app.ui.window import MainWindow  # the tray must not wait for it
        from app.ui.window_place import WindowPlace

        self._window = MainWindow(
            self._control,
            self._client,
            self._conversations,
            self._verbs,
            self._icons,
            self._theme,
            api_url=self._api_url,
            place=WindowPlace(self._window_file),
            may_hide=self._may_hide,
        )
        settle_garbage()
        self._icons.draw_ahead()
        QTimer.singleShot(_WINDOW_PAUSE, self._window, self._window.draw_ahead)
        return self._window

    def _may_hide(self) -> bool:
        if not is_tray_there():
            self.ask_to_quit()
            return False
        return True

    def _forget_question(self) -> None:
        self._question = None

    def _what_stops(self, loaded: Sequence[ModelRow]) -> str:
        names = ", ".join(row.model.name for row in loaded)
        if len(loaded) == 1:
            return self.tr("{name} is loaded and will be stopped.").format(name=names)
        words = self.tr("{count} models are loaded and will be stopped: {names}.")
        return words.format(count=text.number_text(len(loaded)), names=names)

    def is_window_open(self) -> bool:
        return self._window is not None and self._window.isVisible()

    def _visible_window(self) -> QWidget | None:
        return self._window if self.is_window_open() else None

    def _announce(self, words: str) -> None:
        if self._window is not None:
            announce(self._window, words)

    def _is_in_front(self) -> bool:
        """Whether the person looks at our window, or at a dialog before it."""
        return self.is_window_open() and QApplication.activeWindow() is not None
