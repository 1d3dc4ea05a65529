"""The main window: warnings on top, the pages, and a footer with the address of the API."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.formats.folder import may_matter
from app.domain.snapshot import AppSnapshot
from app.services.control import AppControl
from app.services.interfaces import ModelClient
from app.ui import text
from app.ui.conversation import Conversations
from app.ui.icons import Icons
from app.ui.model_page import ModelPage
from app.ui.pages.browser import BrowserPage
from app.ui.pages.welcome import WelcomePage
from app.ui.theme import SPACE, Theme
from app.ui.verbs import Verbs
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.banner import Banner
from app.ui.widgets.folder_drop import FolderDrop
from app.ui.widgets.stores_menu import StoresMenu
from app.ui.widgets.stores_notice import StoresNotice
from app.ui.window_place import WindowPlace

_D = TypeVar("_D", bound=QDialog)


class MainWindow(QMainWindow):
    """Shows the control's snapshots.

    Args:
        api_url: shown and copied from the footer.
        place: where the window stood last.
        may_hide: asked when the person closes the window; without a tray the program would
            be out of reach, so ``False`` leaves it open and the caller offers to quit.
    """

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
        place: WindowPlace,
        may_hide: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._control = control
        self._verbs = verbs
        self._icons = icons
        self._theme = theme
        self._may_hide = may_hide
        self._preferences = QAction(self.tr("Preferences…"), self)
        self._activity = QAction(self.tr("Activity"), self)
        self._rules = QAction(self.tr("Rules"), self)
        self.setWindowTitle("ModelTray")
        self.setWindowIcon(icons.app_icon())
        self._warnings = Banner("busy", icons, theme)
        # A token would have to stand in the settings of every client, for all to read.
        for_clients = "" if control.settings.api_token else api_url
        self._browser = BrowserPage(
            control, client, conversations, verbs, icons, theme, api_url=for_clients
        )
        self._welcome = WelcomePage(control, icons, theme)
        for page in (self._browser, self._welcome):
            page.models_wanted.connect(self.show_discover)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._welcome)
        self._pages.addWidget(self._browser)
        self._summary = QLabel()
        self._stores = StoresMenu(control)
        self._stores_notice = StoresNotice(place, self._stores.showMenu)
        self._build(api_url)
        self._place = place
        place.restore(self, self._browser.splitter)
        drop = FolderDrop(self, control.add_folder, self._may_be_model)
        drop.hovered.connect(self._invite_to_drop)
        control.snapshot_changed.connect(self.show_snapshot)
        self.show_snapshot(control.snapshot)

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        has_rows = bool(snapshot.models or snapshot.running)
        self._show_page(self._browser if has_rows else self._welcome)
        self._browser.show_snapshot(snapshot)
        self._welcome.show_snapshot(snapshot)
        self._warnings.tell("\n".join(snapshot.warnings))
        self._stores.show_snapshot(snapshot)
        self._stores_notice.show_snapshot(snapshot)
        self._summary.setText(text.summary_text(snapshot))

    def draw_ahead(self) -> None:
        """Lay the list out and draw it, unseen, while there are no models: when the first ones
        come, that would take too long beside them."""
        if self._pages.currentWidget() is self._welcome:
            self._browser.grab()

    def show_model(self, model_id: str, page: ModelPage) -> None:
        """Show one of the pages of a model, whatever is looked for at the moment."""
        self._browser.show_model(model_id, page)

    def chosen_model(self) -> tuple[str, ModelPage]:
        """Its id, empty without one, and the page of it that is shown."""
        return self._browser.chosen, self._browser.page

    def _show_page(self, page: QWidget) -> None:
        if page is not self._pages.currentWidget():
            self._pages.setCurrentWidget(page)
            (page.take_focus if isinstance(page, BrowserPage) else page.setFocus)()

    def save_place(self) -> None:
        """Remember where the window is, for the next start."""
        self._place.save(self, self._browser.splitter)

    def _may_be_model(self, name: str) -> bool:
        rules = self._control.rules()
        endings = (each for rule in rules for each in rule.formats if each.startswith("."))
        is_named = any(name in rule.formats for rule in rules)
        return is_named or may_matter(name) or name.lower().endswith(tuple(endings))

    def _invite_to_drop(self, hovers: bool) -> None:
        words = self.tr("Drop it here: models are looked for in that folder, nothing is copied.")
        self.statusBar().showMessage(words if hovers else "")

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_hide():
            event.ignore()
        else:
            self.save_place()
            super().closeEvent(event)

    def _build(self, api_url: str) -> None:
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        layout.setSpacing(SPACE + 4)
        layout.addWidget(self._warnings)
        layout.addWidget(self._stores_notice)
        layout.addWidget(self._pages, 1)
        self.setCentralWidget(middle)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(SPACE, 0, SPACE, 0)
        bar.addWidget(self._summary)
        bar.addWidget(self._stores)
        for button in self._page_buttons():
            bar.addPermanentWidget(button)
        if api_url:
            bar.addPermanentWidget(self._api_button(api_url))

    def _page_buttons(self) -> Iterator[QPushButton]:
        ctrl, shift, key = Qt.Modifier.CTRL, Qt.Modifier.SHIFT, Qt.Key
        for action, keys, show in (
            (self._activity, ctrl | key.Key_H, self._show_activity),
            (self._rules, ctrl | shift | key.Key_R, self._show_rules),
            (self._preferences, ctrl | key.Key_Comma, self._show_preferences),
        ):
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(show)
            self.addAction(action)
            yield ActionButton(action, "link")

    def show_discover(self, words: str = "") -> None:
        """Open the place where models are found on the Hub and fetched, and look for the words."""
        from app.ui.pages.discover import DiscoverDialog

        dialog = self._show_once(
            DiscoverDialog,
            lambda: DiscoverDialog(self._control, self._verbs, self._icons, self._theme, self),
        )
        if words:
            dialog.look_for(words)

    def _show_activity(self) -> None:
        from app.ui.pages.activity import ActivityDialog  # few open it, and seldom

        activity = self._control.activity
        self._show_once(
            ActivityDialog, lambda: ActivityDialog(activity, self._icons, self._theme, self)
        )

    def _show_rules(self) -> None:
        from app.ui.pages.rules import RulesDialog

        chosen = self._browser.chosen
        self._show_once(
            RulesDialog,
            lambda: RulesDialog(self._control, self._icons, self._theme, self, model=chosen),
        )

    def _show_once(self, kind: type[_D], make: Callable[[], _D]) -> _D:
        """Show the dialog beside the window; one that is open comes to the front."""
        dialog = self.findChild(kind) or make()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    def _show_preferences(self) -> None:
        from app.ui.pages.preferences import PreferencesDialog  # few open it, and seldom

        PreferencesDialog(self._control, self._icons, self._theme, self).open()

    def _api_button(self, api_url: str) -> QPushButton:
        button = QPushButton(self.tr("API: {url}").format(url=api_url))
        button.setProperty("role", "link")
        button.setToolTip(self.tr("Copy the address of the control API"))
        button.clicked.connect(lambda: QGuiApplication.clipboard().setText(api_url))
        return button
