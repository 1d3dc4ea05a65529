"""A child is ready when it answers, and when it is really the child that answers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.launch import LaunchSpec
from app.infra.child_process import ChildProcess
from app.infra.children_file import ChildrenFile
from app.infra.readiness import ReadinessProbe
from tests.fakes.engine_specs import engine_spec
from tests.fakes.listeners import HeardFromChild, HeardFromProbe

FOREVER = 10_000


@pytest.fixture
def started(qtbot: QtBot, tmp_path: Path) -> Iterator["Started"]:
    started = Started(qtbot, ChildrenFile(tmp_path / "children.json"))
    yield started
    for child in started.children:
        child.kill()
    qtbot.waitUntil(lambda: all(h.outcomes for h in started.heard), timeout=FOREVER)


class Started:
    def __init__(self, qtbot: QtBot, register: ChildrenFile) -> None:
        self.qtbot = qtbot
        self.register = register
        self.children: list[ChildProcess] = []
        self.heard: list[HeardFromChild] = []

    def start(self, spec: LaunchSpec) -> int:
        heard = HeardFromChild()
        child = ChildProcess(spec, heard, self.register)
        self.children.append(child)
        self.heard.append(heard)
        child.start()
        self.qtbot.waitUntil(lambda: heard.pid is not None, timeout=FOREVER)
        assert heard.pid is not None
        return heard.pid

    def probe(self, spec: LaunchSpec, pid: int) -> HeardFromProbe:
        heard = HeardFromProbe()
        self.last_probe = ReadinessProbe(spec, pid, heard)
        return heard


def test_our_child_becomes_ready_once(started: Started, qtbot: QtBot) -> None:
    spec = engine_spec()
    heard = started.probe(spec, started.start(spec))
    qtbot.waitUntil(lambda: heard.ready == 1, timeout=FOREVER)
    assert heard == HeardFromProbe(ready=1, context=4096)


def test_a_child_without_a_props_page_becomes_ready(started: Started, qtbot: QtBot) -> None:
    spec = engine_spec("--no-props")
    heard = started.probe(spec, started.start(spec))
    qtbot.waitUntil(lambda: heard.ready == 1, timeout=FOREVER)
    assert heard.context is None


def test_the_context_that_a_child_was_loaded_with_is_told(started: Started, qtbot: QtBot) -> None:
    spec = engine_spec("--ctx-size", "512")
    heard = started.probe(spec, started.start(spec))
    qtbot.waitUntil(lambda: heard.context == 512, timeout=FOREVER)


def test_a_loading_child_is_not_ready(started: Started, qtbot: QtBot) -> None:
    spec = engine_spec("--never-ready")
    heard = started.probe(spec, started.start(spec))
    qtbot.wait(400)  # several polls go by; nothing can be waited for
    assert heard == HeardFromProbe()
    started.last_probe.cancel()


def test_another_process_on_the_port_is_a_stranger(started: Started, qtbot: QtBot) -> None:
    spec = engine_spec()
    started.start(spec)
    unrelated = started.start(engine_spec())
    heard = started.probe(spec, unrelated)
    qtbot.waitUntil(lambda: heard.strangers == 1, timeout=FOREVER)
    assert heard.ready == 0


def test_another_alias_on_the_port_is_a_stranger(started: Started, qtbot: QtBot) -> None:
    spec = engine_spec()
    pid = started.start(spec)
    heard = started.probe(replace(spec, alias="somebody else"), pid)
    qtbot.waitUntil(lambda: heard.strangers == 1, timeout=FOREVER)
    assert heard.ready == 0


def test_a_cancelled_probe_says_nothing(started: Started, qtbot: QtBot) -> None:
    spec = engine_spec()
    heard = started.probe(spec, started.start(spec))
    started.last_probe.cancel()
    qtbot.wait(200)
    assert heard == HeardFromProbe()
