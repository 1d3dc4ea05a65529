"""The menu of the tray icon, made from the snapshot each time it opens."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.services.control import AppControl
from app.ui import text
from app.ui.icons import Icons
from app.ui.model_row import ModelRow, Verb, rows_of
from app.ui.verbs import Verbs

LONGEST_LIST = 12
"""Models offered for loading in the menu itself; the others go into a submenu."""


class TrayMenu(QMenu):
    """Stop what is loaded, load what is not, open the window, quit."""

    def __init__(
        self,
        control: AppControl,
        icons: Icons,
        verbs: Verbs,
        *,
        on_open: Callable[[], None],
        on_quit: Callable[[], None],
    ) -> None:
        super().__init__()
        self._control = control
        self._icons = icons
        self._verbs = verbs
        self._on_open = on_open
        self._on_quit = on_quit
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.rebuild)
        self.rebuild()

    def rebuild(self) -> None:
        """Show the snapshot of this moment."""
        self._clear()
        rows = rows_of(self._control.snapshot)
        loaded = [row for row in rows if row.is_loaded]
        others = [row for row in rows if not row.is_loaded]
        if loaded:
            self._add_header(self.tr("Loaded"))
            for row in loaded:
                self._add_loaded(row)
            self.addSeparator()
        self._add_loadable(others)
        self._add_program_entries(can_stop=bool(loaded))

    def _clear(self) -> None:
        self.clear()
        # clear() leaves the submenus alive: they are children of the menu, not of its actions.
        for submenu in self.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            submenu.deleteLater()

    def _add_header(self, words: str) -> None:
        # Not addSection(): the menus of most Linux desktops drop its text.
        self.addAction(words).setEnabled(False)

    def _add_loaded(self, row: ModelRow) -> None:
        submenu = self.addMenu(self._icons.status_icon(row), _loaded_title(row))
        entries: tuple[tuple[Verb, str, Callable[[], None]], ...] = (
            (Verb.CANCEL, self.tr("Cancel"), lambda: self._verbs.stop(row.id)),
            (Verb.STOP, self.tr("Stop"), lambda: self._verbs.stop(row.id)),
            (Verb.RESTART, self.tr("Restart"), lambda: self._verbs.restart(row.id)),
            (Verb.COPY_ADDRESS, self.tr("Copy address"), lambda: self._verbs.copy_address(row)),
        )
        for verb, words, act in entries:
            if row.offers(verb):
                submenu.addAction(words, act)
        submenu.setEnabled(not submenu.isEmpty())

    def _add_loadable(self, rows: Sequence[ModelRow]) -> None:
        if rows:
            self._add_header(self.tr("Load"))
        elif not self._control.snapshot.models:
            self._add_header(self.tr("No models found yet"))
        for row in rows[:LONGEST_LIST]:
            self._add_load(self, row)
        if rows[LONGEST_LIST:]:
            submenu = self.addMenu(self.tr("More models"))
            submenu.setToolTipsVisible(True)
            for row in rows[LONGEST_LIST:]:
                self._add_load(submenu, row)

    def _add_load(self, menu: QMenu, row: ModelRow) -> None:
        icon, words = self._icons.format_icon(row.format), _escaped(row.model.name)
        action = menu.addAction(icon, words, lambda: self._verbs.load(row.id))
        action.setEnabled(row.offers(Verb.LOAD))
        if row.running and row.running.failure:
            action.setToolTip(row.running.failure.sentence)
        elif row.problem:
            action.setToolTip(row.problem)

    def _add_program_entries(self, *, can_stop: bool) -> None:
        self.addSeparator()
        self.addAction(self.tr("Stop all"), self._verbs.stop_all).setEnabled(can_stop)
        self.addSeparator()
        self.addAction(self._login_switch())
        self.setDefaultAction(self.addAction(self.tr("Open ModelTray"), self._on_open))
        self.addAction(self.tr("Quit"), self._on_quit)

    def _login_switch(self) -> QAction:
        switch = QAction(self.tr("Start at login"), self)
        switch.setCheckable(True)
        switch.setChecked(self._control.login_start.is_on())
        switch.triggered.connect(self._verbs.start_at_login)
        return switch


def _loaded_title(row: ModelRow) -> str:
    story = text.place_text(row) if row.offers(Verb.STOP) else text.status_text(row, 0)
    return f"{_escaped(row.model.name)} — {story}"


def _escaped(name: str) -> str:
    """In a menu, ``&`` underlines the next letter."""
    return name.replace("&", "&&")
