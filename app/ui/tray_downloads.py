"""The downloads that are not over, in the menu of the tray icon."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu

from app.domain.hub.download import IS_UNDER_WAY, MAY_RESUME, Download, DownloadState
from app.ui import hub_words, text
from app.ui.download_actions import DownloadActions
from app.ui.sentences import translated

translate = QCoreApplication.translate
LONGEST_LIST = 5
"""Entries; the window shows the others."""


def unfinished(downloads: Sequence[Download]) -> tuple[Download, ...]:
    """Those that somebody still waits for."""
    return tuple(each for each in downloads if each.state is not DownloadState.DONE)


def add_downloads(
    menu: QMenu,
    downloads: Sequence[Download],
    actions: DownloadActions,
    icon: QIcon,
    *,
    on_show: Callable[[], None],
) -> None:
    """Add an entry for each of the first, with what can be done with it below."""
    waiting = unfinished(downloads)
    if not waiting:
        return
    menu.addAction(translate("TrayMenu", "Downloads")).setEnabled(False)
    for download in waiting[:LONGEST_LIST]:
        submenu = menu.addMenu(icon, _title(download))
        submenu.menuAction().setToolTip(translated(download.problem))
        _add_entries(submenu, download, actions, on_show)
    if (rest := len(waiting) - LONGEST_LIST) > 0:
        words = translate("TrayMenu", "{count} more…")
        menu.addAction(words.format(count=text.number_text(rest)), on_show)
    menu.addSeparator()


def _add_entries(
    menu: QMenu, download: Download, actions: DownloadActions, on_show: Callable[[], None]
) -> None:
    if download.state in IS_UNDER_WAY:
        menu.addAction(translate("TrayMenu", "Pause"), lambda: actions.pause(download))
    if download.state in MAY_RESUME:
        menu.addAction(translate("TrayMenu", "Resume"), lambda: actions.resume(download))
    menu.addAction(translate("TrayMenu", "Cancel"), lambda: actions.cancel(download))
    menu.addSeparator()
    menu.addAction(translate("TrayMenu", "Show downloads"), on_show)


def _title(download: Download) -> str:
    name = hub_words.download_title(download)
    return f"{name} — {hub_words.brief_text(download, time.time())}".replace("&", "&&")


def tool_tip_line(download: Download) -> str:
    """``Qwen3-4B-GGUF, Q4_K_M: 43 %``; empty unless bytes arrive."""
    if download.state is not DownloadState.RUNNING:
        return ""
    name, percent = hub_words.download_title(download), hub_words.percent_text(download)
    return translate("TrayMenu", "{name}: {percent}").format(name=name, percent=percent)
