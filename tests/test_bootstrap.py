"""The program put together: what it keeps, and how it ends."""

import json
from concurrent.futures import Future
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.bootstrap import Program, StartOptions
from app.paths import find_paths
from tests.fakes.engine_specs import user_config, user_rule


@pytest.fixture
def program(qtbot: QtBot, hard_path: Path, shared_process: None) -> Program:
    paths = find_paths(hard_path)
    paths.create()
    (paths.models / "song.xyz").write_text("weights", encoding="utf-8")
    rules = user_config(xyz=user_rule(".xyz"))
    paths.user_rules.write_text(json.dumps(rules), encoding="utf-8")
    return Program(paths, StartOptions(headless=True))


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


def test_nothing_is_kept_of_a_model_that_was_stopped(qtbot: QtBot, program: Program) -> None:
    control = program.control
    scan = control.rescan()
    qtbot.waitUntil(scan.done)
    for _ in range(3):
        load = control.load("song")
        qtbot.waitUntil(load.done)
        load.result()
        stop = control.stop("song")
        qtbot.waitUntil(stop.done)
    qtbot.waitUntil(lambda: not program.findChildren(QProcess))
    program.quit()
    qtbot.waitUntil(lambda: program.has_left)


def test_at_the_end_of_the_session_the_models_are_stopped_before_it_returns(
    qtbot: QtBot, program: Program
) -> None:
    scan = program.control.rescan()
    qtbot.waitUntil(scan.done)
    load = program.control.load("song")
    qtbot.waitUntil(load.done)
    pid = load.result().pid
    assert pid is not None
    program.end_session()
    assert program.has_left
    assert not psutil.pid_exists(pid)
