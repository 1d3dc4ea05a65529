"""The activity page, as a person reads it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.domain.activity import ClientRequest
from app.ui.pages.activity import ActivityDialog
from app.ui.window import MainWindow
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.reach import LEFT, button, open_tab, the, visible_text
from tests.ui.samples import PHI_2, TINYLLAMA_GGUF


@pytest.fixture
def page(window: MainWindow) -> ActivityDialog:
    QTest.mouseClick(button("Activity", window), LEFT)
    return the(ActivityDialog, window)


def cells(page: ActivityDialog) -> list[list[str]]:
    """What the visible table shows, without the times."""
    model = the(QTableView, page).model()
    titles = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    wanted = [at for at, title in enumerate(titles) if title not in ("When", "Last")]
    return [
        [str(model.index(row, column).data()) for column in wanted]
        for row in range(model.rowCount())
    ]


def test_a_day_without_models_and_clients(page: ActivityDialog) -> None:
    assert "Nothing has happened yet." in visible_text(page)
    open_tab("Clients", page)
    assert "No client has asked a model" in visible_text(page)


def test_what_happened_is_listed_with_its_sentence(
    page: ActivityDialog, control: FakeControl, qtbot: QtBot
) -> None:
    samples.happen(control.activity)
    qtbot.waitUntil(lambda: "Nothing has happened yet." not in visible_text(page))

    assert [row[:2] for row in cells(page)] == [
        ["Stopped", "phi-2"],
        ["Loaded", "phi-2"],
        ["Failed", "tinyllama"],
        ["Restarted", "tinyllama-gguf"],
        ["Ended by itself", "tinyllama-gguf"],
        ["Loaded", "tinyllama-gguf"],
    ]
    details = [row[2] for row in cells(page)]
    assert details[1] == (
        "On transformers, port 8080. Port 8080 is used by python3 (process 4711)."
    )
    assert details[2].startswith("There is not enough memory for tinyllama as it was loaded.")
    assert details[5].startswith("On llama.cpp, port 8080, in 0")


def test_a_row_is_told_in_full_and_copied_by_key(
    page: ActivityDialog, control: FakeControl, qtbot: QtBot
) -> None:
    control.activity.follow((samples.failed(PHI_2),))
    qtbot.waitUntil(lambda: "Nothing has happened yet." not in visible_text(page))
    view = the(QTableView, page)
    view.setFocus()
    view.selectRow(0)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert "Try a smaller context, stop other models" in visible_text(page)
    assert QGuiApplication.clipboard().text().startswith("Failed\t")


def test_a_row_that_is_selected_stays_so_while_others_come(
    page: ActivityDialog, control: FakeControl, qtbot: QtBot
) -> None:
    control.activity.follow((samples.ready(PHI_2),))
    qtbot.waitUntil(lambda: "Nothing has happened yet." not in visible_text(page))
    the(QTableView, page).selectRow(0)
    control.activity.follow((samples.ready(PHI_2), samples.ready(TINYLLAMA_GGUF)))
    qtbot.waitUntil(lambda: len(cells(page)) == 2)

    assert the(QTableView, page).currentIndex().row() == 1


def test_requests_are_told_by_client(
    page: ActivityDialog, control: FakeControl, qtbot: QtBot
) -> None:
    open_tab("Clients", page)
    for client, status in (("Zed/0.2", 200), ("Zed/0.2", 404), ("", 200)):
        request = ClientRequest(client, PHI_2.id, status, 1.0, prompt_tokens=10, tokens=4)
        control.activity.record(request)
    qtbot.waitUntil(lambda: "No client" not in visible_text(page))

    assert cells(page) == [
        ["Unknown", "phi-2", "1", "0", "10", "4"],
        ["Zed/0.2", "phi-2", "2", "1", "20", "8"],
    ]


def test_it_opens_once_and_by_key(window: MainWindow) -> None:
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert the(ActivityDialog, window).windowTitle() == "Activity"
