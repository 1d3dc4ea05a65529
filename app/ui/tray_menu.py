"""The menu of the tray icon, made from the snapshot each time it opens."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.domain.lifecycle import State
from app.services.control import AppControl
from app.ui import text
from app.ui.download_actions import DownloadActions
from app.ui.icons import Icons
from app.ui.model_page import ModelPage
from app.ui.model_row import ModelRow, Verb, rows_of
from app.ui.recent_models import RecentModels
from app.ui.sentences import translated
from app.ui.tray_downloads import add_downloads
from app.ui.tray_offer import Folder, offer
from app.ui.verbs import Verbs

_LONGEST_STATUS = 60
"""Letters of a failure in the menu, which has no second line; the tool tip has all of it."""


class TrayMenu(QMenu):
    """Stop what is loaded, load what is not, open the window, quit."""

    def __init__(
        self,
        control: AppControl,
        icons: Icons,
        verbs: Verbs,
        *,
        recent: RecentModels,
        downloads: DownloadActions,
        on_open: Callable[[], None],
        on_show_model: Callable[[str, ModelPage], None],
        on_show_downloads: Callable[[], None],
        on_quit: Callable[[], None],
    ) -> None:
        super().__init__()
        self._control = control
        self._icons = icons
        self._verbs = verbs
        self._recent = recent
        self._downloads = downloads
        self._on_open = on_open
        self._show_model = on_show_model
        self._show_downloads = on_show_downloads
        self._on_quit = on_quit
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.rebuild)
        self.rebuild()

    def rebuild(self) -> None:
        """Show the snapshot of this moment."""
        self._clear()
        rows = rows_of(self._control.snapshot)
        loaded = [row for row in rows if row.is_loaded]
        failed = [row for row in rows if row.state is State.FAILED]
        others = [row for row in rows if not row.is_loaded and row not in failed]
        if failed:
            self._add_header(self.tr("Failed"))
            for row in failed:
                self._add_failed(row)
            self.addSeparator()
        if loaded:
            self._add_header(self.tr("Loaded"))
            for row in loaded:
                self._add_loaded(row)
            self.addSeparator()
        add_downloads(
            self,
            self._control.snapshot.downloads,
            self._downloads,
            self._icons.icon("download"),
            on_show=self._show_downloads,
        )
        self._add_loadable(others)
        self._add_program_entries(loaded)

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
        for verb, words, act in self._entries(row):
            if row.offers(verb):
                submenu.addAction(words, act)
        submenu.addSeparator()
        submenu.addAction(self.tr("Log"), lambda: self._show_model(row.id, ModelPage.LOG))

    def _add_failed(self, row: ModelRow) -> None:
        submenu = self.addMenu(self._icons.status_icon(row), self._failed_title(row))
        submenu.menuAction().setToolTip(text.status_details(row, time.time()))
        submenu.addAction(self.tr("Why?"), lambda: self._show_model(row.id, ModelPage.OVERVIEW))
        submenu.addAction(self.tr("Log"), lambda: self._show_model(row.id, ModelPage.LOG))
        submenu.addSeparator()
        again = submenu.addAction(self.tr("Load again"), lambda: self._verbs.load(row.id))
        again.setEnabled(row.offers(Verb.LOAD))
        submenu.addAction(self.tr("Dismiss"), lambda: self._verbs.stop(row.id))

    def _failed_title(self, row: ModelRow) -> str:
        status = text.status_text(row, time.time())
        room = self.fontMetrics().averageCharWidth() * _LONGEST_STATUS
        shown = self.fontMetrics().elidedText(status, Qt.TextElideMode.ElideRight, room)
        return f"{_escaped(row.model.name)} — {_escaped(shown)}"

    def _entries(self, row: ModelRow) -> tuple[tuple[Verb, str, Callable[[], None]], ...]:
        memory = row.running.memory_bytes if row.running else None
        stop = self.tr("Stop")
        if memory:
            stop = self.tr("Stop (frees {size})").format(size=text.size_text(memory))
        return (
            (Verb.CANCEL, self.tr("Cancel"), lambda: self._verbs.stop(row.id)),
            (Verb.STOP, stop, lambda: self._verbs.stop(row.id)),
            (Verb.RESTART, self.tr("Restart"), lambda: self._verbs.restart(row.id)),
            (Verb.TRY, self.tr("Try it"), lambda: self._show_model(row.id, ModelPage.TRY)),
            (Verb.COPY_ADDRESS, self.tr("Copy address"), lambda: self._verbs.copy_address(row)),
        )

    def _add_loadable(self, rows: Sequence[ModelRow]) -> None:
        found = offer(rows, self._recent.ids)
        if found.recent:
            self._add_header(self.tr("Load again"))
            for row in found.recent:
                self._add_load(self, row)
        if found.rows or found.folders:
            self._add_header(self.tr("Load"))
        elif not self._control.snapshot.models:
            self._add_header(self.tr("No models found yet"))
        for row in found.rows:
            self._add_load(self, row)
        for folder in found.folders:
            title = f"{text.format_text(folder.format)} ({text.number_text(len(folder.rows))})"
            self._add_folder(self, folder, title)

    def _add_folder(self, menu: QMenu, folder: Folder, title: str) -> None:
        submenu = menu.addMenu(self._icons.format_icon(folder.format), _escaped(title))
        submenu.setToolTipsVisible(True)
        for part in folder.parts:
            self._add_folder(submenu, part, f"{part.first} – {part.last}")
        for row in () if folder.parts else folder.rows:
            self._add_load(submenu, row)

    def _add_load(self, menu: QMenu, row: ModelRow) -> None:
        icon, words = self._icons.format_icon(row.format), _escaped(row.model.name)
        action = menu.addAction(icon, words, lambda: self._verbs.load(row.id))
        action.setEnabled(row.offers(Verb.LOAD))
        if row.problem:
            action.setToolTip(translated(row.problem))

    def _add_program_entries(self, loaded: Sequence[ModelRow]) -> None:
        self.addSeparator()
        self.addAction(self._stop_all_words(loaded), self._verbs.stop_all).setEnabled(bool(loaded))
        self.addSeparator()
        self.addAction(self._login_switch())
        self.setDefaultAction(self.addAction(self.tr("Open ModelTray"), self._on_open))
        self.addAction(self.tr("Quit"), self._on_quit)

    def _stop_all_words(self, loaded: Sequence[ModelRow]) -> str:
        memory = sum(row.running.memory_bytes or 0 for row in loaded if row.running)
        if not memory:
            return self.tr("Stop all")
        return self.tr("Stop all (frees {size})").format(size=text.size_text(memory))

    def _login_switch(self) -> QAction:
        switch = QAction(self.tr("Start when I log in"), self)
        switch.setCheckable(True)
        switch.setChecked(self._control.login_start.is_on())
        switch.triggered.connect(self._verbs.start_at_login)
        return switch


def _loaded_title(row: ModelRow) -> str:
    story = text.place_text(row) if row.offers(Verb.STOP) else text.status_text(row, time.time())
    return f"{_escaped(row.model.name)} — {story}"


def _escaped(name: str) -> str:
    """In a menu, ``&`` underlines the next letter."""
    return name.replace("&", "&&")
