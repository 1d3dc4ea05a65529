"""No sentence is cut off, however wide the window is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.delegates.cells import NameDelegate, StatusDelegate
from app.ui.item_models.search import Column
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.reach import choose, cut_off, open_tab
from tests.ui.samples import PHI_2


@pytest.mark.parametrize("width", [820, 1000, 1280, 1366])
@pytest.mark.parametrize("is_loaded", [False, True])
@pytest.mark.parametrize("tab", ["Overview", "Settings", "Connect"])
def test_nothing_on_a_models_page_is_cut_off(
    window: MainWindow,
    models: ModelList,
    control: FakeControl,
    qtbot: QtBot,
    width: int,
    is_loaded: bool,
    tab: str,
) -> None:
    window.resize(width, 480)
    for name in ("tinyllama-gguf", "phi-2"):
        choose(models, name)
        open_tab(tab, window)
        if is_loaded:
            control.show_running(samples.ready(PHI_2, 8081))
        qtbot.waitUntil(lambda: cut_off(window) == [])


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (1340, list(Column)),
        (1100, [Column.NAME, Column.FORMAT, Column.SIZE, Column.STATUS]),
        (910, [Column.NAME, Column.STATUS]),
    ],
)
def test_a_narrow_list_leaves_out_what_is_told_elsewhere(
    window: MainWindow, models: ModelList, qtbot: QtBot, width: int, columns: list[Column]
) -> None:
    window.resize(width, 600)
    qtbot.waitUntil(lambda: [c for c in Column if not models.isColumnHidden(c)] == columns)
    longest = models.fontMetrics().horizontalAdvance("tinyllama-gguf")
    assert models.columnWidth(Column.NAME) > longest + NameDelegate.ROOM
    assert models.horizontalScrollBar().maximum() == 0


def test_sentences_take_most_of_what_is_left_until_a_person_decides(
    window: MainWindow, models: ModelList, qtbot: QtBot
) -> None:
    window.resize(1340, 600)
    qtbot.waitUntil(lambda: not models.isColumnHidden(Column.PORT))
    before = models.columnWidth(Column.STATUS)
    window.resize(1640, 600)
    qtbot.waitUntil(lambda: models.columnWidth(Column.STATUS) > before + 50)

    models.horizontalHeader().resizeSection(Column.STATUS, 150)
    window.resize(1500, 600)
    QTest.qWait(1)
    assert models.columnWidth(Column.STATUS) == 150


def test_room_that_a_person_gave_to_a_column_is_counted(
    window: MainWindow, models: ModelList, qtbot: QtBot
) -> None:
    window.resize(1340, 600)
    qtbot.waitUntil(lambda: not models.isColumnHidden(Column.PORT))
    models.horizontalHeader().resizeSection(Column.RUNTIME, 300)
    window.resize(1350, 600)
    qtbot.waitUntil(lambda: models.isColumnHidden(Column.PORT))
    assert models.horizontalScrollBar().maximum() == 0

    window.resize(1640, 600)
    qtbot.waitUntil(lambda: not models.isColumnHidden(Column.PORT))
    assert models.columnWidth(Column.RUNTIME) == 300


def test_keys_go_on_where_the_column_of_the_chosen_cell_has_gone(
    window: MainWindow, models: ModelList, qtbot: QtBot
) -> None:
    window.resize(1340, 600)
    qtbot.waitUntil(lambda: not models.isColumnHidden(Column.RUNTIME))
    models.setCurrentIndex(models.model().index(0, Column.RUNTIME))
    window.resize(910, 600)
    qtbot.waitUntil(lambda: models.isColumnHidden(Column.RUNTIME))

    QTest.keyClick(models, Qt.Key.Key_Down)

    assert models.currentIndex().row() == 1


def test_a_double_click_on_the_border_of_a_header_shows_all_words(models: ModelList) -> None:
    models.resizeColumnToContents(Column.STATUS)

    words = models.fontMetrics().horizontalAdvance("Ready to load")
    assert models.columnWidth(Column.STATUS) >= words + StatusDelegate.ROOM
