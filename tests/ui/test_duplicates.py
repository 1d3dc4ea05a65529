"""The report of files that lie on the disks more than once."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QTreeWidget, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from app.domain.duplicates import Copy, Duplicate
from app.domain.store import StoreInfo
from app.ui.pages.duplicates import DuplicatesDialog
from app.ui.widgets.stores_menu import StoresMenu
from app.ui.window import MainWindow
from tests.fakes.fake_control import FakeControl
from tests.ui.reach import LEFT, button, entry, the, visible_text

OLLAMA = StoreInfo("ollama", "Ollama", ("/home/zoë/.ollama/models",))


def opened_report(window: MainWindow, control: FakeControl) -> DuplicatesDialog:
    control.show(replace(control.snapshot, stores=(OLLAMA,)))
    menu = the(StoresMenu, window).menu()
    assert isinstance(menu, QMenu)
    entry(menu, "Find duplicate files…").trigger()
    return the(DuplicatesDialog, window)


def texts(lines: QTreeWidget) -> list[list[str]]:
    """What stands there, line by line."""
    lines_below = QTreeWidgetItemIterator(lines)
    found = []
    while item := lines_below.value():
        found.append([item.text(column) for column in range(3)])
        lines_below += 1
    return found


def test_the_report_names_the_room_and_the_places(
    window: MainWindow, control: FakeControl, qtbot: QtBot
) -> None:
    copies = (Copy(Path("/a é/phi.gguf"), "phi"), Copy(Path("/b/blobs/sha"), "phi:2b", "ollama"))
    control.duplicates = (Duplicate(1_600_000_000, copies),)
    report = opened_report(window, control)
    qtbot.waitUntil(lambda: "1.6 GB could be won" in visible_text(report))
    lines = the(QTreeWidget, report)
    assert texts(lines) == [
        ["2 times 1.6 GB", "", ""],
        ["phi", "Folder", str(copies[0].path)],
        ["phi:2b", "Ollama", str(copies[1].path)],
    ]
    QTest.mouseClick(button("Close", report), LEFT)


def test_nothing_found_is_said(window: MainWindow, control: FakeControl, qtbot: QtBot) -> None:
    report = opened_report(window, control)
    qtbot.waitUntil(lambda: "No weights lie on this computer more than" in visible_text(report))
    QTest.mouseClick(button("Close", report), LEFT)


def test_closing_it_ends_the_comparison(
    window: MainWindow, control: FakeControl, qtbot: QtBot
) -> None:
    report = opened_report(window, control)
    with qtbot.waitSignal(report.destroyed):
        QTest.mouseClick(button("Close", report), LEFT)
