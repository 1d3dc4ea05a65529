"""What people expect of any window: double click, drop, filters, and that it stays where it was."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter
from pytestqt.qtbot import QtBot

from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.domain.model import ModelId
from app.ui.application import Ui
from app.ui.item_models.search import Column
from app.ui.widgets.message_field import MessageField
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_client import FakeClient
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.conftest import RESOURCES
from tests.ui.reach import LEFT, button, choice, choose, field, names, row, the, visible_text
from tests.ui.samples import PHI_2, SEED_MODELS

SIZE = (799, 660)
"""Fits the screen that the tests have."""


def double_click(models: ModelList, name: str) -> None:
    place = models.visualRect(row(models, name)).center()
    QTest.mouseClick(models.viewport(), LEFT, pos=place)
    QTest.mouseDClick(models.viewport(), LEFT, pos=place)
    QTest.mouseRelease(models.viewport(), LEFT, pos=place)


def test_a_double_click_loads(models: ModelList, control: FakeControl) -> None:
    double_click(models, "phi-2")

    assert control.calls == [("load", "phi-2", LoadOptions())]


def test_a_double_click_on_a_loaded_model_opens_the_chat(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    control.show_running(samples.ready(PHI_2))
    double_click(models, "phi-2")

    assert the(MessageField, window).hasFocus()
    assert not control.calls


def test_a_double_click_does_not_cancel_a_load(models: ModelList, control: FakeControl) -> None:
    control.show_running(samples.running(PHI_2, State.LOADING))
    double_click(models, "phi-2")

    assert not control.calls


def test_the_list_is_filtered_by_state_and_format(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    control.show_running(samples.ready(PHI_2))
    formats = choice("Format", window)
    assert [formats.itemText(at) for at in range(formats.count())] == [
        "Any format",
        "GGUF",
        "SafeTensors",
    ]

    formats.setCurrentText("SafeTensors")
    assert names(models) == ["phi-2", "tinyllama"]
    choice("State", window).setCurrentText("Loaded")
    assert names(models) == ["phi-2"]

    control.show(samples.snapshot(*SEED_MODELS))
    assert "No model is like that." in visible_text(window)


def test_keys_are_told(window: MainWindow, models: ModelList, control: FakeControl) -> None:
    choose(models, "phi-2")
    tips = [button(words, window).toolTip() for words in ("Load", "Stop", "Rescan")]

    assert tips == ["Load (Enter)", "Stop (Del)", "Rescan (F5)"]
    assert field("Search models", window).toolTip() == "Search models (Ctrl+F)"


def drop(window: MainWindow, *paths: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, no_key = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, LEFT, no_key)
    QApplication.sendEvent(window, enter)
    event = QDropEvent(QPointF(50, 50), copy, data, LEFT, no_key)
    if enter.isAccepted():
        assert window.statusBar().currentMessage().startswith("Drop it here")
        QApplication.sendEvent(window, event)
    assert window.statusBar().currentMessage() == ""
    return event


def test_folders_and_files_that_are_dropped_are_looked_through(
    window: MainWindow, control: FakeControl, tmp_path: Path
) -> None:
    folder, other = tmp_path / "my models é", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (other / "tiny.gguf").touch()
    (other / "tiny-2.gguf").touch()

    drop(window, folder, other / "tiny.gguf", other / "tiny-2.gguf")

    assert control.calls == [("add_folder", folder), ("add_folder", other)]


def test_a_file_that_an_own_rule_opens_can_be_dropped(
    window: MainWindow, control: FakeControl, tmp_path: Path
) -> None:
    control.rule_infos = samples.RULES
    (tmp_path / "Mine.NPZ").touch()

    drop(window, tmp_path / "Mine.NPZ")

    assert control.calls == [("add_folder", tmp_path)]


def test_what_is_no_model_cannot_be_dropped(
    window: MainWindow, control: FakeControl, tmp_path: Path
) -> None:
    (tmp_path / "holiday.pdf").touch()

    drop(window, tmp_path / "not there", tmp_path / "holiday.pdf")

    assert not control.calls


@pytest.mark.parametrize("name", ["Weights.dat", "consolidated"])
def test_a_file_that_an_own_rule_names_can_be_dropped(
    window: MainWindow, control: FakeControl, tmp_path: Path, name: str
) -> None:
    control.rule_infos = (replace(samples.RULES[-1], formats=(name,)),)
    (tmp_path / name).touch()

    drop(window, tmp_path / name)

    assert control.calls == [("add_folder", tmp_path)]


@pytest.mark.parametrize("broken", [False, True])
def test_the_window_opens_where_it_was_closed(
    qapp: QApplication, control: FakeControl, tmp_path: Path, qtbot: QtBot, broken: bool
) -> None:
    file = tmp_path / "é" / "window.ini"
    file.parent.mkdir()
    first = opened(control, file)
    first_window = window_of(first, qapp)
    first_window.resize(*SIZE)
    the(QSplitter, first_window).setSizes([350, 410])
    sizes = the(QSplitter, first_window).sizes()
    qtbot.waitUntil(lambda: first_window.size().toTuple() == SIZE)
    forget(first, qapp)
    if broken:
        file.write_bytes(b"\0\xff[window]\ngeometry=@ByteArray(\\x1")

    second = opened(control, file)
    second_window = window_of(second, qapp)
    kept = (second_window.size().toTuple(), the(QSplitter, second_window).sizes())
    forget(second, qapp)

    assert (kept == (SIZE, sizes)) is not broken


def opened(control: FakeControl, file: Path) -> Ui:
    ui = Ui(
        control,
        FakeClient(),
        resources=RESOURCES,
        window_file=file,
        api_url="",
        on_quit=QApplication.quit,
    )
    ui.show_window()
    return ui


def window_of(ui: Ui, qapp: QApplication) -> MainWindow:
    assert ui.is_window_open()
    (found,) = (w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())
    return found


def forget(ui: Ui, qapp: QApplication) -> None:
    ui.close()
    ui.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_whole_row_under_the_mouse_is_shown(
    window: MainWindow, models: ModelList, qtbot: QtBot
) -> None:
    def shade(row: int, column: Column) -> str:
        place = models.visualRect(models.model().index(row, column)).topRight()
        return models.viewport().grab().toImage().pixelColor(place).name()

    window.resize(1340, 700)
    qtbot.waitUntil(lambda: not models.isColumnHidden(Column.PORT))
    plain = shade(1, Column.SIZE)
    QTest.mouseMove(models.viewport(), models.visualRect(models.model().index(1, 0)).center())
    qtbot.waitUntil(lambda: shade(1, Column.SIZE) != plain)
    assert shade(1, Column.FORMAT) == shade(1, Column.SIZE)
    assert shade(2, Column.SIZE) == plain
    QApplication.sendEvent(models.viewport(), QEvent(QEvent.Type.Leave))
    assert shade(1, Column.SIZE) == plain


def test_a_search_shows_its_first_results(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    many = [replace(PHI_2, id=ModelId(f"m{n}"), name=f"model {n}") for n in range(100)]
    control.show(samples.snapshot(*many))
    models.selectRow(60)
    models.scrollToBottom()

    QTest.keyClicks(field("Search models", window), "model 6")

    assert models.rowAt(1) == 0
