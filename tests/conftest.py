"""What every test may use, and what no test may leave behind."""

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

import psutil
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HARD_NAME = "Jürgen 日本 with  spaces & 'quotes'"
"""A folder name that breaks what treats paths carelessly."""


def pytest_configure() -> None:
    """Python collects garbage in whichever thread needs memory. Here that may be a server's, and
    the garbage a control or a window that an earlier test has dropped: Qt's objects must be taken
    apart in the thread that made them. The program keeps its own until it ends."""
    gc.disable()


def pytest_runtest_logfinish() -> None:
    """Collect what Python would have, after each test."""
    due = zip(gc.get_count(), gc.get_threshold(), strict=True)
    oldest = max((age for age, (count, limit) in enumerate(due) if count > limit), default=None)
    if oldest is not None:
        gc.collect(oldest)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Functions by their name: with their address, parallel workers would disagree."""
    return val.__name__ if isinstance(val, FunctionType) else None


@pytest.fixture
def hard_path(tmp_path: Path) -> Path:
    """A folder whose name has spaces, accents, quotes and another script."""
    folder = tmp_path / HARD_NAME
    folder.mkdir()
    return folder


@pytest.fixture
def shared_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A whole ``Program`` may start and quit: the process and its signals stay the tests'."""
    monkeypatch.setattr(QCoreApplication, "exit", lambda *_: None)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture(autouse=True)
def no_process_is_left_behind() -> Iterator[None]:
    """Fail a test whose child processes outlive it."""
    before = _children()
    yield
    _, alive = psutil.wait_procs(_children() - before, timeout=3)
    names = [" ".join(process.cmdline()) for process in alive if process.is_running()]
    for process in alive:
        process.kill()
    assert not names, f"left behind: {names}"


@pytest.fixture(autouse=True)
def no_window_is_left_open() -> Iterator[None]:
    """Fail a test whose windows outlive it: the next one would take them for its own."""
    before = _windows()
    yield
    left = [window for window in _windows() if window not in before]
    for window in left:
        window.hide()
    assert not left, f"left open: {left}"


def _windows() -> list[QWidget]:
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def _children() -> set[psutil.Process]:
    return {
        process
        for process in psutil.Process().children(recursive=True)
        if process.pid != os.getpid() and "resource_tracker" not in " ".join(_cmdline(process))
    }


def _cmdline(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []
