"""The log, searched and saved as a person does it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog
from pytestqt.qtbot import QtBot

from app.ui.pages.log import LogPage
from app.ui.widgets.log_view import LogView
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_control import FakeControl
from tests.ui.reach import LEFT, button, choose, dialog, field, open_tab, the, visible_text

LINES = tuple(f"line {number}: {'error' if number % 10 == 0 else 'fine'}" for number in range(100))


@pytest.fixture
def page(window: MainWindow, models: ModelList, control: FakeControl) -> LogPage:
    control.logs = {"phi-2": LINES, "tinyllama": ("short",)}
    choose(models, "tinyllama")
    choose(models, "phi-2")
    open_tab("Log", window)
    return the(LogPage, window)


def selected(page: LogPage) -> tuple[int, str]:
    """Line and words of what is selected."""
    cursor = the(LogView, page).textCursor()
    return cursor.blockNumber(), cursor.selectedText()


def follows(page: LogPage) -> bool:
    (box,) = page.findChildren(QCheckBox)
    return box.isChecked()


def test_words_are_found_from_match_to_match_and_round_again(page: LogPage) -> None:
    words = field("Search the log", page)
    QTest.mouseClick(words, LEFT)
    QTest.keyClicks(words, "ERROR")
    lines = [selected(page)[0]]
    for key, modifier in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier),
    ):
        QTest.keyClick(words, key, modifier)
        lines.append(selected(page)[0])

    assert lines == [0, 10, 20, 10, 0, 90]
    assert "10 of 10" in visible_text(page)
    assert selected(page) == (90, "error")


def test_buttons_go_on_and_back(page: LogPage) -> None:
    QTest.keyClicks(field("Search the log", page), "error")
    (following,) = (b for b in page.findChildren(type(button("Save…", page))) if _is_next(b))
    QTest.mouseClick(following, LEFT)

    assert "2 of 10" in visible_text(page)


def _is_next(widget: object) -> bool:
    return getattr(widget, "accessibleName", str)() == "Next match"


def test_words_that_are_not_there_are_told(page: LogPage) -> None:
    QTest.keyClicks(field("Search the log", page), "nowhere")
    assert "No match" in visible_text(page)


def test_matches_in_new_lines_are_counted_and_a_match_is_not_scrolled_away(
    page: LogPage, control: FakeControl, qtbot: QtBot
) -> None:
    QTest.keyClicks(field("Search the log", page), "error")
    assert not follows(page)

    control.output_written.emit("phi-2", ["an Error", "more"])
    qtbot.waitUntil(lambda: "1 of 11" in visible_text(page))
    assert selected(page) == (0, "error")


def test_the_keys_for_searching_search_where_a_person_reads(
    window: MainWindow, page: LogPage
) -> None:
    view = the(LogView, page)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert field("Search the log", page).hasFocus()


def test_following_ends_on_the_way_up_and_begins_again_when_asked(page: LogPage) -> None:
    view = the(LogView, page)
    bar = view.verticalScrollBar()
    assert follows(page)

    bar.setValue(3)
    assert not follows(page)
    (box,) = page.findChildren(QCheckBox)
    box.click()
    assert bar.value() == bar.maximum()
    box.click()
    assert not follows(page)


def test_all_or_what_is_selected_is_copied(page: LogPage) -> None:
    QTest.mouseClick(button("Copy log", page), LEFT)
    assert QGuiApplication.clipboard().text() == "\n".join(LINES)

    view = the(LogView, page)
    cursor = view.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(20, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    QTest.mouseClick(button("Copy log", page), LEFT)
    assert QGuiApplication.clipboard().text() == "\n".join(LINES)[:20]


def save(page: LogPage, window: MainWindow, path: Path) -> None:
    QTest.mouseClick(button("Save…", page), LEFT)
    chooser = the(QFileDialog, window)
    chooser.fileSelected.emit(str(path))
    chooser.close()


def test_the_whole_log_is_saved(
    page: LogPage, window: MainWindow, control: FakeControl, tmp_path: Path
) -> None:
    control.logs["phi-2"] = ("größer 😀", *LINES)
    path = tmp_path / "my log é.log"
    save(page, window, path)
    assert path.read_text(encoding="utf-8") == "\n".join(control.logs["phi-2"]) + "\n"


def test_where_it_cannot_be_saved_is_told(
    page: LogPage, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "no folder" / "x.log"
    save(page, window, path)
    box = dialog("cannot be saved as")
    assert "Choose another folder." in box.informativeText()
    box.close()


def test_another_model_has_another_log(page: LogPage, models: ModelList) -> None:
    choose(models, "tinyllama")
    assert the(LogView, page).toPlainText() == "short"
