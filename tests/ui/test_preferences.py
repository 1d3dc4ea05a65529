"""The preferences, by what a person types and reads."""

from dataclasses import dataclass, fields, replace
from dataclasses import field as field_of

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.settings import Settings
from app.ui.icons import Icons
from app.ui.pages.preferences import PreferencesDialog
from app.ui.setting_labels import SettingLabel, setting_labels
from app.ui.widgets.setting_editors import editor_for
from app.ui.window import MainWindow
from tests.fakes.fake_control import FakeControl
from tests.ui.reach import LEFT, button, field, the, visible_text

BEFORE = Settings(model_folders=("/models",), api_port=9000)


@pytest.fixture
def page(window: MainWindow, control: FakeControl) -> PreferencesDialog:
    control.preferences = BEFORE
    QTest.mouseClick(button("Preferences…", window), LEFT)
    return the(PreferencesDialog, window)


def box(words: str, page: PreferencesDialog) -> QCheckBox:
    (found,) = (each for each in page.findChildren(QCheckBox) if each.text() == words)
    return found


def test_a_key_opens_them(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)

    assert the(PreferencesDialog, window).windowTitle() == "Preferences"


def test_every_setting_has_a_field_with_its_words(page: PreferencesDialog) -> None:
    boxes = [box.text() for box in page.findChildren(QCheckBox) if box.isVisible()]
    words = "\n".join((visible_text(page), *boxes))

    labels = setting_labels()
    assert list(labels) == [each.name for each in fields(Settings)]
    assert all(each.label in words and each.explain in words for each in labels.values())
    assert field("Port of the control API", page).text() == "9000"


def test_what_was_changed_is_saved_and_nothing_else(
    page: PreferencesDialog, control: FakeControl
) -> None:
    port = field("Port of the control API", page)
    port.selectAll()
    QTest.keyClicks(port, "9001")
    control.preferences = replace(BEFORE, allow_pickle=("gpt2",))  # meanwhile
    QTest.mouseClick(button("Save", page), LEFT)

    assert control.preferences == replace(BEFORE, api_port=9001, allow_pickle=("gpt2",))
    assert not page.isVisible()


def test_folders_are_lines(page: PreferencesDialog, control: FakeControl) -> None:
    lines = page.findChildren(QPlainTextEdit)
    (folders,) = (each for each in lines if each.accessibleName() == "Model folders")
    folders.setPlainText("/models\n/my models é\n")
    QTest.mouseClick(button("Save", page), LEFT)

    assert control.preferences.model_folders == ("/models", "/my models é")


def test_what_cannot_be_used_is_told_and_nothing_is_saved(
    page: PreferencesDialog, control: FakeControl
) -> None:
    port = field("Port of the control API", page)
    port.setText("80")
    QTest.mouseClick(button("Save", page), LEFT)

    assert (
        "“80” cannot be used for “Port of the control API”. The usual value is 8155."
    ) in visible_text(page)
    assert port.hasFocus()
    assert control.preferences == BEFORE


def test_cancel_changes_nothing_and_the_page_opens_anew(
    page: PreferencesDialog, window: MainWindow, control: FakeControl, qtbot: QtBot
) -> None:
    field("Port of the control API", page).setText("9001")
    with qtbot.waitSignal(page.destroyed):
        QTest.mouseClick(button("Cancel", page), LEFT)
    QTest.mouseClick(button("Preferences…", window), LEFT)

    assert control.preferences == BEFORE
    assert field("Port of the control API", the(PreferencesDialog, window)).text() == "9000"


@dataclass
class OneSwitch:
    at_login: bool = field_of(default=False, metadata={"is_secret": False})


def test_a_switch_is_a_box_to_tick_with_its_words_on_it(qtbot: QtBot, icons: Icons) -> None:
    (at_login,) = fields(OneSwitch)
    box = editor_for(
        at_login, SettingLabel("Start with Windows", "It then waits in the tray."), icons
    )
    qtbot.addWidget(box)
    box.show_words("yes")

    assert isinstance(box, QCheckBox)
    assert (box.text(), box.isChecked(), box.words()) == ("Start with Windows", True, "yes")


def test_the_start_at_login_is_what_the_system_says(
    window: MainWindow, control: FakeControl
) -> None:
    control.autostart.on = True
    QTest.mouseClick(button("Preferences…", window), LEFT)
    page = the(PreferencesDialog, window)
    login = box("Start when I log in", page)
    assert login.isChecked()

    login.click()
    QTest.mouseClick(button("Save", page), LEFT)
    assert not control.autostart.on


def test_a_system_that_refuses_to_start_it_is_told(
    page: PreferencesDialog, control: FakeControl
) -> None:
    box("Start when I log in", page).click()
    control.autostart.refusal = PermissionError(13, "Access is denied")
    QTest.mouseClick(button("Save", page), LEFT)

    assert "could not be changed (Access is denied)." in visible_text(page)
    assert page.isVisible()


def test_the_token_is_not_shown(page: PreferencesDialog) -> None:
    assert field("API token", page).echoMode() is not QLineEdit.EchoMode.Normal
