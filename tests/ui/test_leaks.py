"""What is opened and closed all day long leaves nothing behind."""

import gc
from collections.abc import Callable
from dataclasses import dataclass

import psutil
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.ui import application
from app.ui.application import Ui
from app.ui.window import MainWindow
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.reach import button, opened
from tests.ui.samples import PHI_2

TIMES = 100
PASSING = 2
"""Objects that come and go: Qt's own timers, while Python looks at them."""
MEMORY = 12 * 1024 * 1024
"""Bytes; 100 windows that were kept would be 500 MB, and the allocator gives back when it likes."""


@dataclass(frozen=True)
class Held:
    """What the process holds."""

    widgets: int
    objects: int
    files: int
    threads: int
    memory: int


def held(qapp: QApplication) -> Held:
    for _ in range(3):  # what is deleted may leave something to be deleted
        qapp.processEvents()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.unfreeze()  # what the program has frozen counts, too
    gc.collect()
    process = psutil.Process()
    return Held(
        widgets=len(qapp.allWidgets()),
        # The shells of objects that are gone are freed with their parent's shell, and are small.
        # By type: to ask a stranger's object for its class may import what it stands for.
        objects=sum(issubclass(type(each), QObject) and isValid(each) for each in gc.get_objects()),
        files=process.num_fds(),
        threads=process.num_threads(),
        memory=process.memory_info().rss,
    )


def assert_nothing_is_kept(qapp: QApplication, act: Callable[[], None]) -> None:
    for _ in range(5):  # caches fill, libraries are loaded
        act()
    before = held(qapp)
    for _ in range(TIMES):
        act()
    after = held(qapp)
    assert after.widgets <= before.widgets
    assert after.objects <= before.objects + PASSING
    assert after.files <= before.files
    assert after.threads <= before.threads
    assert after.memory - before.memory < MEMORY


def test_a_window_that_is_opened_and_closed(
    ui: Ui, control: FakeControl, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "is_tray_there", lambda: True)
    control.show_running(samples.ready(PHI_2))

    def open_and_close() -> None:
        ui.show_window()
        qapp.processEvents()
        for window in qapp.topLevelWidgets():
            window.close()

    assert_nothing_is_kept(qapp, open_and_close)


def test_the_menu_of_the_tray(ui: Ui, control: FakeControl, qapp: QApplication) -> None:
    control.show_running(samples.ready(PHI_2))

    def open_menu() -> None:
        opened(ui.tray.menu)
        qapp.processEvents()

    assert_nothing_is_kept(qapp, open_menu)


@pytest.mark.parametrize("words", ["Preferences…", "Activity", "Rules"])
def test_a_dialog(window: MainWindow, qapp: QApplication, words: str) -> None:
    def open_and_close() -> None:
        button(words, window).click()
        qapp.processEvents()
        for dialog in dialogs(window):
            dialog.close()
        qapp.processEvents()

    assert_nothing_is_kept(qapp, open_and_close)


def dialogs(window: MainWindow) -> list[QWidget]:
    return [w for w in window.findChildren(QWidget) if w.isWindow() and w.isVisible()]


def test_a_window_in_another_language(
    ui: Ui, window: MainWindow, control: FakeControl, qapp: QApplication
) -> None:
    found: list[Held] = []
    for _ in range(8):
        control.change_settings({"language": "bn"})
        qapp.processEvents()
        control.change_settings({"language": "en"})
        found.append(held(qapp))
    before, after = found[2:5], found[5:]  # what is kept each time makes the least of these more
    assert min(each.widgets for each in after) <= max(each.widgets for each in before)
    assert min(each.objects for each in after) <= max(each.objects for each in before)
