"""The preferences, by what a person types and reads."""

from dataclasses import dataclass, fields, replace
from dataclasses import field as field_of
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from app.domain.settings import Settings
from app.infra.stores.known import known_stores
from app.infra.stores.store import Surroundings
from app.ui.icons import Icons
from app.ui.pages.preferences import PreferencesDialog
from app.ui.setting_labels import STORES, SettingLabel, setting_labels
from app.ui.widgets.folder_editors import FoldersEditor
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


def folders(page: PreferencesDialog) -> QListWidget:
    return the(QListWidget, page)


def answer(page: PreferencesDialog, folder: Path) -> None:
    """Choose a folder in the system's dialog."""
    chooser = the(QFileDialog, page)
    chooser.fileSelected.emit(folder.as_posix())
    chooser.close()


def test_folders_are_added_by_the_dialog_once(
    page: PreferencesDialog, control: FakeControl, tmp_path: Path
) -> None:
    mine = tmp_path / "my models é"
    mine.mkdir()
    for _ in range(2):
        QTest.mouseClick(button("Add…", page), LEFT)
        answer(page, mine)
    QTest.mouseClick(button("Save", page), LEFT)

    assert control.preferences.model_folders == ("/models", str(mine))


@pytest.mark.parametrize("by_key", [False, True])
def test_a_folder_is_removed(page: PreferencesDialog, control: FakeControl, by_key: bool) -> None:
    assert not button("Remove", page).isEnabled()
    folders(page).setCurrentRow(0)
    if by_key:
        QTest.keyClick(folders(page), Qt.Key.Key_Delete)
    else:
        QTest.mouseClick(button("Remove", page), LEFT)
    QTest.mouseClick(button("Save", page), LEFT)

    assert control.preferences.model_folders == ()


def test_a_folder_is_edited_in_its_row(
    page: PreferencesDialog, control: FakeControl, qtbot: QtBot
) -> None:
    folders(page).setCurrentRow(0)
    QTest.keyClick(folders(page), Qt.Key.Key_F2)
    entry = the(QLineEdit, folders(page))
    entry.setText("//server/models of é")
    with qtbot.waitSignal(entry.destroyed):
        QTest.keyClick(entry, Qt.Key.Key_Return)
    QTest.mouseClick(button("Save", page), LEFT)

    assert control.preferences.model_folders == ("//server/models of é",)


def test_the_row_with_the_keyboard_is_selected_and_tab_leads_out_of_its_editor(
    page: PreferencesDialog, qtbot: QtBot
) -> None:
    folders(page).setFocus()
    assert [item.text() for item in folders(page).selectedItems()] == ["/models"]
    assert button("Remove", page).isEnabled()

    QTest.keyClick(folders(page), Qt.Key.Key_F2)
    entry = the(QLineEdit, folders(page))
    assert entry.accessibleName() == "Model folders"
    entry.setText("/others é")
    with qtbot.waitSignal(entry.destroyed):
        QTest.keyClick(entry, Qt.Key.Key_Tab)
    assert button("Add…", page).hasFocus()
    assert folders(page).item(0).toolTip() == "/others é"


def test_folders_that_nobody_touches_stay_as_they_are(qtbot: QtBot) -> None:
    editor = FoldersEditor("Model folders")
    qtbot.addWidget(editor)
    editor.show_words("/a\x85b\n/a\x85b")
    assert editor.words() == "/a\x85b\n/a\x85b"


def test_the_folder_for_downloads_is_chosen(
    page: PreferencesDialog, control: FakeControl, tmp_path: Path
) -> None:
    QTest.mouseClick(button("Choose…", page), LEFT)
    answer(page, tmp_path)
    assert field("Folder for downloads", page).text() == str(tmp_path)
    QTest.mouseClick(button("Save", page), LEFT)

    assert control.preferences.downloads_folder == str(tmp_path)


def test_the_stores_are_those_that_are_looked_for(tmp_path: Path) -> None:
    surroundings = Surroundings(tmp_path, {})
    assert {store.key: store.name for store in known_stores(surroundings)} == STORES


def test_a_store_is_left_out_and_an_unknown_one_stays_so(
    window: MainWindow, control: FakeControl
) -> None:
    control.preferences = replace(BEFORE, stores_off=("newer", "ollama"))
    QTest.mouseClick(button("Preferences…", window), LEFT)
    page = the(PreferencesDialog, window)
    assert [box(name, page).isChecked() for name in ("Ollama", "LM Studio")] == [True, False]

    assert "Models of other programs" in box("Jan", page).accessibleDescription()

    box("Ollama", page).click()
    box("LM Studio", page).click()
    QTest.mouseClick(button("Save", page), LEFT)

    assert control.preferences.stores_off == ("newer", "lm-studio")


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
    at_login: bool = field_of(default=False, metadata={"is_secret": False, "is_folder": False})


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
