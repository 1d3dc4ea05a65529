"""Deleting a model from the window: what the person reads before it, and what follows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.errors import RemovalFailed
from app.ui.widgets.model_list import ModelList
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.reach import LEFT, button, choose, dialog, entry, no_dialog
from tests.ui.samples import PHI_2


def ask_to_delete(models: ModelList, name: str, qtbot: QtBot) -> QMessageBox:
    """Open the list's menu on a model and take its last entry."""
    choose(models, name)
    menu = QMenu()
    menu.addActions(models.actions())
    entry(menu, "Delete…").trigger()
    qtbot.waitUntil(lambda: not no_dialog())
    return dialog("Delete “")


def test_the_person_reads_what_goes_and_where_to(
    models: ModelList, control: FakeControl, qtbot: QtBot
) -> None:
    box = ask_to_delete(models, "phi-2", qtbot)
    assert box.text() == "Delete “phi-2”?"
    assert "5.3 GB come free on the disk: at once" in box.informativeText()
    assert str(PHI_2.folder) in box.informativeText()
    assert "loaded" not in box.informativeText()
    QTest.mouseClick(button("Move to Recycle Bin", box), LEFT)
    assert control.calls == [("removal", "phi-2"), ("delete", "phi-2", False)]


def test_it_can_go_for_good(models: ModelList, control: FakeControl, qtbot: QtBot) -> None:
    box = ask_to_delete(models, "phi-2", qtbot)
    QTest.mouseClick(button("Delete for good", box), LEFT)
    assert control.calls[-1] == ("delete", "phi-2", True)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_delete_nothing(
    models: ModelList, control: FakeControl, qtbot: QtBot, key: Qt.Key
) -> None:
    QTest.keyClick(ask_to_delete(models, "phi-2", qtbot), key)
    qtbot.waitUntil(no_dialog)
    assert control.calls == [("removal", "phi-2")]


def test_a_loaded_model_and_one_of_another_program_are_told(
    models: ModelList, control: FakeControl, qtbot: QtBot
) -> None:
    control.removal_store = "Ollama"
    control.show_running(samples.ready(PHI_2, 8081))
    words = ask_to_delete(models, "phi-2", qtbot).informativeText()
    assert "belong to Ollama, which will not have this model" in words
    assert "It is loaded, and will be stopped first." in words


def test_a_failure_is_told(models: ModelList, control: FakeControl, qtbot: QtBot) -> None:
    box = ask_to_delete(models, "phi-2", qtbot)
    control.errors["delete"] = RemovalFailed("It is in use.", hint="Close the programs.")
    QTest.mouseClick(button("Move to Recycle Bin", box), LEFT)
    qtbot.waitUntil(lambda: not no_dialog())
    told = dialog("It is in use")
    assert told.informativeText() == "Close the programs."
    QTest.mouseClick(button("Close", told), LEFT)
    qtbot.waitUntil(no_dialog)
