"""Whatever a key can reach on the model page and its neighbours has a name for screen readers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QTabBar, QWidget

from app.ui.pages.activity import ActivityDialog
from app.ui.pages.preferences import PreferencesDialog
from app.ui.pages.rules import RulesDialog
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_client import FakeClient
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.reach import LEFT, button, choose, open_tab, the

_MUTE = (QScrollArea, QTabBar)
"""A frame around what is named, and tabs that are read out one by one."""


def nameless(where: QWidget) -> list[str]:
    """What a screen reader would have no word for."""
    reached = (
        each
        for each in where.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    )
    return [
        f"{type(each).__name__} in {type(each.parent()).__name__}"
        for each in reached
        if not isinstance(each, _MUTE) and not _name(each)
    ]


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


@pytest.mark.parametrize("tab", ["Overview", "Settings", "Try it", "Connect", "Log"])
def test_every_tab_of_a_loaded_model(
    window: MainWindow, models: ModelList, control: FakeControl, client: FakeClient, tab: str
) -> None:
    client.written = 1
    control.show_running(samples.ready(samples.PHI_2))
    choose(models, "phi-2")
    open_tab(tab, window)
    assert nameless(window) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Activity", ActivityDialog),
        ("Rules", RulesDialog),
        ("Preferences…", PreferencesDialog),
    ],
)
def test_every_page_beside_the_window(
    window: MainWindow, control: FakeControl, words: str, kind: type[QWidget]
) -> None:
    control.rule_infos = samples.RULES
    samples.happen(control.activity)
    QTest.mouseClick(button(words, window), LEFT)
    assert nameless(the(kind, window)) == []
