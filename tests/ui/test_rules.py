"""The rules page, as a person reads it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QTableView

from app.ui.pages.rules import RulesDialog
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.reach import LEFT, button, choose, the, visible_text


@pytest.fixture
def page(window: MainWindow, models: ModelList, control: FakeControl) -> RulesDialog:
    """Opened while phi-2 is the chosen model."""
    control.rule_infos = samples.RULES
    choose(models, "phi-2")
    QTest.mouseClick(button("Rules", window), LEFT)
    return the(RulesDialog, window)


def text(name: str, page: RulesDialog) -> str:
    texts = page.findChildren(QPlainTextEdit)
    (found,) = (each for each in texts if each.accessibleName() == name)
    return found.toPlainText()


def test_each_rule_says_what_it_is_for_and_where_it_comes_from(page: RulesDialog) -> None:
    model = the(QTableView, page).model()
    rows = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert rows == [
        ["gguf", "GGUF", "llama.cpp (Fast)", "Built in", "1"],
        ["safetensors", "SafeTensors", "transformers (Full featured)", "Built in", "2"],
        ["npz", ".npz", "numpy (Mine)", "Your own", "0"],
    ]


def test_the_rule_of_the_chosen_model_is_shown_first_with_the_reason(page: RulesDialog) -> None:
    assert the(QTableView, page).currentIndex().data() == "safetensors"
    assert text("Command of the rule", page).startswith("{transformers} --model {model_path}")
    story = text("What the rule runs, and why", page)
    assert "phi-2: Rule “safetensors” because “model.safetensors” has a SafeTensors header" in story
    assert "Opens GGUF too" in story


def test_a_rule_that_cannot_be_carried_out_says_why(page: RulesDialog) -> None:
    view = the(QTableView, page)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert text("What the rule runs, and why", page) == (
        "Rule npz needs the program numpy_runner, which is not on PATH. "
        "Install numpy_runner, or write its full path into runtime_config.json.\n"
        "It runs no model now."
    )


def test_the_page_follows_the_rules(page: RulesDialog, control: FakeControl) -> None:
    control.rule_infos = tuple(replace(each, command="other") for each in samples.RULES)
    control.show(control.snapshot)
    assert text("Command of the rule", page) == "other"


def test_a_person_reads_where_rules_of_their_own_go(page: RulesDialog) -> None:
    assert "ModelTray/runtime_config.json" in visible_text(page).replace("\\", "/")
