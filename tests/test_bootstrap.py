"""How the program ends."""

import signal
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.bootstrap import Program, StartOptions
from app.paths import find_paths


@pytest.fixture
def program(qtbot: QtBot, hard_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setattr(QCoreApplication, "quit", lambda *_: None)  # the tests share one
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    paths = find_paths(hard_path)
    paths.create()
    yield Program(paths, StartOptions(headless=True))
    for number, handler in handlers.items():
        signal.signal(number, handler)


def test_a_process_that_cannot_be_ended_does_not_hold_the_program_up(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "_QUIT_LIMIT", 50)
    never: Future[int] = Future()
    monkeypatch.setattr(program.control, "close", lambda: never)
    program.quit()
    qtbot.waitUntil(lambda: program.has_left)


def test_a_second_quit_changes_nothing(qtbot: QtBot, program: Program) -> None:
    program.quit()
    program.quit()
    qtbot.waitUntil(lambda: program.has_left)
