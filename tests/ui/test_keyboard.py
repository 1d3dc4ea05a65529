"""Every page by keyboard alone: all is reached, nothing holds the focus, which is always seen."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QTableView,
    QTextEdit,
    QWidget,
)

from app.domain.duplicates import Copy, Duplicate
from app.domain.settings import Settings
from app.domain.store import StoreInfo
from app.ui.application import Ui
from app.ui.model_page import ModelPage
from app.ui.pages.activity import ActivityDialog
from app.ui.pages.discover import DiscoverDialog
from app.ui.pages.duplicates import DuplicatesDialog
from app.ui.pages.preferences import PreferencesDialog
from app.ui.pages.rules import RulesDialog
from app.ui.theme import DARK, LIGHT, Colours, Theme, contrast_colours
from app.ui.widgets.stores_menu import StoresMenu
from app.ui.window import MainWindow
from tests.fakes.fake_client import FakeClient
from tests.fakes.fake_control import FakeControl
from tests.fakes.fake_hub import FakeHub
from tests.ui import hub_samples, samples
from tests.ui.palettes import AQUATIC, DESERT, contrast
from tests.ui.reach import button, entry, the

MOST = 120  # presses of Tab
LOOKS = {
    "light": LIGHT,
    "dark": DARK,
    "aquatic": contrast_colours(AQUATIC),
    "desert": contrast_colours(DESERT),
}
DISTINCT = 3.0
"""Contrast between a widget with the focus and without it."""
LEAST_PIXELS = 12
OLLAMA = StoreInfo("ollama", "Ollama", ("/home/zoë/.ollama/models",))
COPIES = (Copy(Path("/a é/phi.gguf"), "phi"), Copy(Path("/b/blobs/sha"), "phi:2b", "ollama"))
ROLES: dict[type[QWidget], set[QAccessible.Role]] = {
    QCheckBox: {QAccessible.Role.CheckBox},
    QRadioButton: {QAccessible.Role.RadioButton},
    QPushButton: {QAccessible.Role.Button, QAccessible.Role.ButtonMenu},
    QComboBox: {QAccessible.Role.ComboBox},
    QLineEdit: {QAccessible.Role.EditableText},
    QSlider: {QAccessible.Role.Slider},
    QTableView: {QAccessible.Role.Table},
}


def model_page(page: ModelPage) -> Callable[[MainWindow], QWidget]:
    def show(window: MainWindow) -> QWidget:
        window.show_model("phi-2", page)
        return window

    return show


def dialog(words: str, kind: type[QWidget]) -> Callable[[MainWindow], QWidget]:
    def show(window: MainWindow) -> QWidget:
        button(words, window).click()
        QTest.qWait(50)
        return the(kind, window)

    return show


def duplicates(window: MainWindow) -> QWidget:
    menu = the(StoresMenu, window).menu()
    assert isinstance(menu, QMenu)
    entry(menu, "Find duplicate files…").trigger()
    QTest.qWait(50)
    return the(DuplicatesDialog, window)


PAGES = {
    **{page.name.lower(): model_page(page) for page in ModelPage},
    "preferences": dialog("Preferences…", PreferencesDialog),
    "activity": dialog("Activity", ActivityDialog),
    "rules": dialog("Rules", RulesDialog),
    "discover": dialog("Get models", DiscoverDialog),
    "duplicates": duplicates,
}


@pytest.fixture(params=PAGES)
def page(
    request: pytest.FixtureRequest, window: MainWindow, control: FakeControl, client: FakeClient
) -> QWidget:
    client.written = 1
    control.rule_infos = samples.RULES
    control.preferences = Settings(model_folders=("/models",))
    control.duplicates = (Duplicate(1_600_000_000, COPIES),)
    samples.happen(control.activity)
    assert isinstance(control.hub, FakeHub)
    control.hub.page = hub_samples.PAGE
    control.hub.models = {
        hub_samples.QWEN: hub_samples.MODEL,
        hub_samples.LLAMA: hub_samples.GATED_MODEL,
    }
    control.show(replace(control.snapshot, stores=(OLLAMA,)))
    control.show_running(samples.ready(samples.PHI_2))
    window.resize(1280, 700)
    return PAGES[request.param](window)


def reachable(page: QWidget) -> set[QWidget]:
    """What a person may want to go to."""
    return {
        each
        for each in page.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.window() is page.window()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and _is_on_page(each, page)
        and not _is_reached_by_arrows(each)
    }


def _is_reached_by_arrows(widget: QWidget) -> bool:
    return isinstance(widget, QRadioButton) and not widget.isChecked()


def _is_on_page(widget: QWidget, page: QWidget) -> bool:
    return page.isWindow() or page.isAncestorOf(widget)


def walk(page: QWidget) -> list[QWidget]:
    """Where Tab leads, until it is back where it was."""
    page.activateWindow()
    QTest.qWait(1)
    visited: list[QWidget] = []
    for _ in range(MOST):
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_Tab)
        there = QApplication.focusWidget()
        assert there is not None
        assert there is not here, f"Tab does not leave {_told(here)}"
        if there in visited:
            return visited
        visited.append(there)
    raise AssertionError("Tab comes to no end")


def _told(widget: QWidget) -> str:
    return (
        f"{type(widget).__name__} “{widget.accessibleName()}” in {type(widget.parent()).__name__}"
    )


def test_tab_leads_everywhere_and_is_held_nowhere(page: QWidget) -> None:
    left_out = reachable(page) - set(walk(page))
    assert sorted(map(_told, left_out)) == []


@pytest.mark.parametrize("colours", LOOKS.values(), ids=LOOKS)
def test_one_sees_where_the_focus_is(page: QWidget, ui: Ui, colours: Colours) -> None:
    (theme,) = ui.findChildren(Theme)
    theme.wear(colours)
    stops = walk(page)
    unseen = []
    for _ in stops:
        before = QApplication.focusWidget()
        assert before is not None
        QTest.keyClick(before, Qt.Key.Key_Tab)
        stop = QApplication.focusWidget()
        assert stop is not None
        focused = _picture(page, stop)
        before.setFocus()
        if not _is_told_apart(focused, _picture(page, stop)):
            unseen.append(_told(stop))
        stop.setFocus()
    assert unseen == []


def _picture(page: QWidget, widget: QWidget) -> QImage:
    """What surrounds the widget, without a blinking cursor's help: of a field, its left edge."""
    area = widget.rect().adjusted(-3, -3, 3, 3)
    if isinstance(widget, QLineEdit):
        area.setWidth(6)
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        widget.setCursorWidth(0)
    area.moveTo(widget.mapTo(page, area.topLeft()))
    return page.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)


def _is_told_apart(focused: QImage, plain: QImage) -> bool:
    """As WCAG 2.2 has it (1.4.11, 2.4.7): not by a colour alone that is nearly the same."""
    pixels = zip(_pixels(focused), _pixels(plain), strict=True)
    changes = Counter((one, other) for one, other in pixels if one != other)
    seen = (count for (one, other), count in changes.items() if _contrast(one, other) >= DISTINCT)
    return sum(seen) >= LEAST_PIXELS


def _pixels(image: QImage) -> memoryview:
    return memoryview(image.constBits()).cast("B").cast("I")


def _contrast(one: int, other: int) -> float:
    return contrast(QColor(one).name(), QColor(other).name())


def test_everything_says_what_it_is(page: QWidget) -> None:
    wrong = []
    for widget in reachable(page):
        interface = QAccessible.queryAccessibleInterface(widget)
        expected = next((roles for kind, roles in ROLES.items() if isinstance(widget, kind)), None)
        if expected and interface.role() not in expected:
            wrong.append(f"{_told(widget)} is {interface.role()}")
    assert wrong == []
