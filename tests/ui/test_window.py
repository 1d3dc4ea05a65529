"""The window, driven by mouse and keys, judged by what a person reads."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.hub.repository import HubQuery
from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.domain.model import ModelId
from app.domain.snapshot import AppSnapshot
from app.domain.store import StoreInfo
from app.ui.application import Ui
from app.ui.item_models.search import Column
from app.ui.pages.discover import DiscoverDialog
from app.ui.widgets.model_list import ModelList
from app.ui.widgets.stores_menu import StoresMenu
from app.ui.window import MainWindow
from tests.fakes.fake_control import FakeControl
from tests.fakes.fake_hub import FakeHub
from tests.ui import samples
from tests.ui.conftest import API_URL, Quits
from tests.ui.reach import (
    LEFT,
    button,
    cell,
    choose,
    dialog,
    entries,
    entry,
    field,
    has_button,
    names,
    open_tab,
    opened,
    the,
    visible_text,
)
from tests.ui.samples import GPT2, PHI_2, SEED_MODELS, TINYLLAMA, TINYLLAMA_GGUF

LOAD_PHI = ("load", "phi-2", LoadOptions())


def test_every_model_is_listed_and_the_first_one_chosen(
    window: MainWindow, models: ModelList
) -> None:
    assert names(models) == ["phi-2", "tinyllama", "tinyllama-gguf"]
    assert "because “model.safetensors” has a SafeTensors header" in visible_text(window)


def test_a_model_is_loaded_followed_and_stopped(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    choose(models, "phi-2")
    QTest.mouseClick(button("Load", window), LEFT)
    assert control.calls == [LOAD_PHI]

    control.show_running(samples.running(PHI_2, State.LOADING, port=8081, progress=0.43))
    assert cell(models, "phi-2", Column.STATUS) == "Loading 43 %"
    assert not button("Stop", window).isEnabled()

    control.show_running(samples.ready(PHI_2, 8081))
    assert cell(models, "phi-2", Column.PORT) == "8081"
    assert "Ready on port 8081, 1.2 GB" in visible_text(window)
    assert not button("Load", window).isEnabled()

    QTest.mouseClick(button("Stop", window), LEFT)
    assert control.calls[1:] == [("stop", "phi-2")]


def test_load_becomes_cancel_while_loading(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    choose(models, "phi-2")
    control.show_running(samples.running(PHI_2, State.LOADING))

    QTest.mouseClick(button("Cancel", window), LEFT)

    assert control.calls == [("stop", "phi-2")]
    assert not has_button("Load", window)


def test_a_failure_is_told_with_what_to_do_and_can_be_tried_again(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    choose(models, "phi-2")
    control.show_running(samples.failed(PHI_2))

    assert (
        "There is not enough memory for phi-2 as it was loaded. "
        "Try a smaller context, stop other models, or take a smaller quantization."
    ) in visible_text(window)
    QTest.mouseClick(button("Load", window), LEFT)
    assert control.calls == [LOAD_PHI]


def test_a_fallback_is_told(window: MainWindow, models: ModelList, control: FakeControl) -> None:
    choose(models, "phi-2")
    notice = "llama.cpp could not load it, so transformers is used."
    control.show_running(replace(samples.ready(PHI_2), notice=notice))

    assert notice in visible_text(window)


def test_restart_and_copy_address(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    choose(models, "phi-2")
    control.show_running(samples.ready(PHI_2, 8081))

    QTest.mouseClick(button("Copy address", window), LEFT)
    QTest.mouseClick(button("Restart", window), LEFT)

    assert QGuiApplication.clipboard().text() == "http://127.0.0.1:8081"
    assert control.calls == [("restart", "phi-2")]


def test_keys_load_stop_search_and_rescan(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    choose(models, "phi-2")
    QTest.keyClick(models, Qt.Key.Key_Return)
    control.show_running(samples.ready(PHI_2))
    QTest.keyClick(models, Qt.Key.Key_Delete)
    QTest.keyClick(window, Qt.Key.Key_F5)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    assert control.calls == [LOAD_PHI, ("stop", "phi-2"), ("rescan",)]
    assert field("Search models", window).hasFocus()


def test_enter_in_the_search_field_goes_to_the_list_and_loads_nothing(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    search = field("Search models", window)
    search.setFocus()
    QTest.keyClicks(search, "gguf")
    QTest.keyClick(search, Qt.Key.Key_Return)

    assert names(models) == ["tinyllama-gguf"]
    assert models.hasFocus()
    assert not control.calls


def test_a_search_without_a_match_says_so_and_leads_to_the_hub(
    window: MainWindow, control: FakeControl, qtbot: QtBot
) -> None:
    search = field("Search models", window)
    QTest.keyClicks(search, "mistral")
    assert "No model matches “mistral”." in visible_text(window)
    QTest.mouseClick(button("Look on the Hugging Face Hub", window), LEFT)
    dialog = the(DiscoverDialog, window)
    assert field("Search the Hugging Face Hub", dialog).text() == "mistral"
    assert isinstance(control.hub, FakeHub)
    assert ("search", HubQuery("mistral")) in control.hub.calls
    dialog.close()

    width = window.width()
    search.setText("mistral " * 50)
    qtbot.waitUntil(lambda: "“mistral mistral" in visible_text(window))
    assert window.minimumSizeHint().width() <= width

    search.clear()
    assert len(names(the(ModelList, window))) == 3


def test_what_is_chosen_stays_chosen_while_the_list_changes(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    choose(models, "tinyllama")
    control.show(samples.snapshot(GPT2, *SEED_MODELS, running=(samples.ready(TINYLLAMA_GGUF),)))
    assert models.currentIndex().data() == "tinyllama"

    control.show(samples.snapshot(GPT2, TINYLLAMA))
    assert models.currentIndex().data() == "tinyllama"
    assert "because “model.safetensors” has a SafeTensors header" in visible_text(window)


class Shown(QObject):
    """Keeps the kinds of windows that open."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if event.type() is QEvent.Type.Show and is_window:
            self.kinds.append(type(watched).__name__)
        return False


def test_nothing_but_the_window_opens(ui: Ui, qapp: QApplication, qtbot: QtBot) -> None:
    shown = Shown()
    qapp.installEventFilter(shown)
    ui.show_window()
    qapp.processEvents()
    qapp.removeEventFilter(shown)

    assert shown.kinds == ["MainWindow"]


def test_the_list_is_sorted_without_a_mouse(models: ModelList) -> None:
    sizes = ["tinyllama", "phi-2", "tinyllama-gguf"]  # from the smallest to the largest
    (sort,) = (action for action in models.actions() if action.text() == "Sort by")
    menu = sort.menu()
    assert isinstance(menu, QMenu)

    for expected in (sizes, sizes[::-1], sizes):
        entry(opened(menu), "Size").trigger()
        assert names(models) == expected
    assert [each.text() for each in opened(menu).actions() if each.isChecked()] == ["Size"]


def test_what_is_chosen_stays_chosen_when_a_long_list_is_sorted(
    models: ModelList, control: FakeControl
) -> None:
    many = [replace(PHI_2, id=ModelId(f"m{n}"), name=f"m{n}") for n in range(100)]
    control.show(samples.snapshot(*many))
    choose(models, "m70")
    models.sortByColumn(Column.NAME, Qt.SortOrder.DescendingOrder)

    assert names(models)[0] == "m99"
    assert models.currentIndex().data() == "m70"
    assert models.selectionModel().isRowSelected(models.currentIndex().row())


def test_the_log_follows_the_chosen_model(
    window: MainWindow, models: ModelList, control: FakeControl, qtbot: QtBot
) -> None:
    control.logs = {"phi-2": ("loading phi",), "tinyllama": ("loading tiny",)}
    choose(models, "tinyllama")
    choose(models, "phi-2")
    open_tab("Log", window)
    log = the(QPlainTextEdit, window)
    assert log.toPlainText() == "loading phi"

    control.output_written.emit("tinyllama", ["not for here"])
    control.output_written.emit("phi-2", ["listening", "all slots are idle"])
    qtbot.waitUntil(lambda: log.toPlainText() == "loading phi\nlistening\nall slots are idle")

    QTest.mouseClick(button("Copy log", window), LEFT)
    assert QGuiApplication.clipboard().text() == log.toPlainText()


def test_warnings_are_shown_until_they_are_gone(window: MainWindow, control: FakeControl) -> None:
    calm = control.snapshot
    control.show(replace(calm, warnings=("runtime_config.json, line 12: a comma is missing.",)))
    assert "runtime_config.json, line 12: a comma is missing." in visible_text(window)

    control.show(calm)
    assert "runtime_config.json" not in visible_text(window)


def test_a_newcomer_is_told_what_to_do(window: MainWindow, control: FakeControl) -> None:
    control.show(AppSnapshot(folders=("/models",)))

    assert "No models yet" in visible_text(window)
    assert "nothing is copied or moved" in visible_text(window)
    assert button("Open models folder", window).isEnabled()

    control.show(AppSnapshot(folders=("/models",), scanning=True))
    assert "Looking for models…" in visible_text(window)
    assert not button("Scanning…", window).isEnabled()


def test_a_folder_is_added(window: MainWindow, control: FakeControl, tmp_path: Path) -> None:
    folder = tmp_path / "my models é"
    folder.mkdir()

    QTest.mouseClick(button("Add folder…", window), LEFT)
    chooser = the(QFileDialog, window)
    chooser.selectFile(str(folder))
    chooser.fileSelected.emit(str(folder))
    chooser.close()

    assert control.calls == [("add_folder", folder)]


def test_the_footer_counts_and_copies_the_address_of_the_api(
    window: MainWindow, control: FakeControl
) -> None:
    control.show_running(samples.ready(PHI_2))
    assert "3 models, 1 loaded" in visible_text(window)

    QTest.mouseClick(button(f"API: {API_URL}", window), LEFT)
    assert QGuiApplication.clipboard().text() == API_URL


@pytest.mark.parametrize(
    ("tray", "minimized", "opens"),
    [(True, True, False), (True, False, True), (False, True, True), (False, False, True)],
)
def test_the_window_opens_at_start_unless_it_is_to_wait_in_a_tray(
    ui: Ui, monkeypatch: pytest.MonkeyPatch, tray: bool, minimized: bool, opens: bool
) -> None:
    monkeypatch.setattr("app.ui.application.is_tray_there", lambda: tray)

    ui.start(minimized=minimized)

    assert ui.is_window_open() is opens


def test_without_a_tray_closing_the_window_offers_to_quit(
    window: MainWindow, control: FakeControl, quits: Quits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.application.is_tray_there", lambda: False)
    control.show_running(samples.ready(PHI_2))

    window.close()
    assert window.isVisible()
    button("Stop and quit", dialog("phi-2 is loaded and will be stopped")).click()

    assert quits == ["quit"]


def test_with_a_tray_closing_the_window_leaves_the_models_alone(
    ui: Ui, window: MainWindow, control: FakeControl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.application.is_tray_there", lambda: True)
    control.show_running(samples.ready(PHI_2))

    window.close()

    assert not ui.is_window_open()
    assert not control.calls
    ui.show_window()
    assert window.isVisible()


def test_everything_that_takes_input_has_a_name_for_screen_readers(window: MainWindow) -> None:
    fields = [each for each in window.findChildren(QLineEdit) if each.isVisible()]

    assert fields
    assert all(each.accessibleName() for each in fields)
    assert the(ModelList, window).accessibleName() == "Models"


def test_stores_of_other_programs_are_shown_and_switched(
    window: MainWindow, control: FakeControl
) -> None:
    assert not [each for each in window.findChildren(StoresMenu) if each.isVisible()]
    stores = (
        StoreInfo("ollama", "Ollama", ("/home/zoë/.ollama",), True, 2, 4_100_000_000),
        StoreInfo("jan", "Jan", ("/home/zoë/jan",), is_on=False),
    )
    control.show(replace(control.snapshot, stores=stores))
    menu = button("Also from: Ollama", window).menu()
    assert isinstance(menu, QMenu)
    assert entries(menu)[:2] == ["Ollama: 2 models, 4.1 GB", "Jan"]
    entry(menu, "Jan").trigger()
    entry(menu, "Ollama: 2 models, 4.1 GB").trigger()
    assert control.calls == [("switch_store", "jan", True), ("switch_store", "ollama", False)]


def test_other_programs_models_are_told_once(window: MainWindow, control: FakeControl) -> None:
    ollama = StoreInfo("ollama", "Ollama", ("/home/zoë/.ollama",), True, 2, 4_100_000_000)
    empty = StoreInfo("jan", "Jan", ("/home/zoë/jan",))
    control.show(replace(control.snapshot, stores=(ollama, empty)))
    assert "Found: Ollama: 2 models, 4.1 GB." in visible_text(window)
    QTest.mouseClick(button("OK", window), LEFT)
    control.show(replace(control.snapshot, stores=(ollama, empty)))
    assert "Found:" not in visible_text(window)
    control.show(replace(control.snapshot, stores=(ollama, replace(empty, models=1, size=10**9))))
    assert "Jan: 1 model, 1.0 GB" in visible_text(window)
