"""Real children: started, heard, stopped, killed, never left behind."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from app.domain.launch import LaunchSpec
from app.domain.outcome import Ending, Outcome
from app.infra.child_process import ChildProcess
from app.infra.children_file import ChildrenFile
from tests.fakes.engine_specs import engine_spec
from tests.fakes.listeners import HeardFromChild
from tests.fakes.processes import is_alive

SECOND = 1000
FOREVER = 10 * SECOND


class Bench:
    """Starts children and waits for what they do."""

    def __init__(self, qtbot: QtBot, register: ChildrenFile) -> None:
        self.qtbot = qtbot
        self.register = register
        self.children: list[ChildProcess] = []

    def start(self, spec: LaunchSpec) -> tuple[ChildProcess, HeardFromChild]:
        heard = HeardFromChild()
        child = ChildProcess(spec, heard, self.register)
        self.children.append(child)
        child.start()
        return child, heard

    def run(self, spec: LaunchSpec) -> HeardFromChild:
        _, heard = self.start(spec)
        self.wait_for_end(heard)
        return heard

    def wait_for_end(self, heard: HeardFromChild) -> None:
        self.qtbot.waitUntil(lambda: bool(heard.outcomes), timeout=FOREVER)

    def wait_for_line(self, heard: HeardFromChild, line: str) -> None:
        self.qtbot.waitUntil(lambda: line in heard.lines, timeout=FOREVER)


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(qtbot, ChildrenFile(tmp_path / "children.json"))
    yield bench
    for child in bench.children:
        child.kill()


@pytest.mark.parametrize(
    ("flags", "outcome"),
    [
        (["--exit", "0"], Outcome(Ending.EXITED, 0)),
        (["--exit", "3"], Outcome(Ending.EXITED, 3)),
        (["--signal", "11"], Outcome(Ending.CRASHED, 11)),
    ],
)
def test_how_a_child_ended(bench: Bench, flags: list[str], outcome: Outcome) -> None:
    assert bench.run(engine_spec(*flags)).outcomes == [outcome]


def test_a_program_that_is_not_there_ends_once_without_having_started(bench: Bench) -> None:
    heard = bench.run(replace(engine_spec(), program="/nowhere/engine"))
    assert len(heard.outcomes) == 1
    assert heard.outcomes[0] != Outcome(Ending.EXITED, 0)


def test_a_working_directory_that_is_not_there_is_told(bench: Bench, tmp_path: Path) -> None:
    heard = bench.run(replace(engine_spec(), working_directory=tmp_path / "gone"))
    assert heard.outcomes[0].ending is Ending.NOT_STARTED
    assert heard.outcomes[0].detail
    assert heard.pid is None


def test_arguments_arrive_unchanged(bench: Bench, hard_path: Path) -> None:
    wild = ["$(id)", "; rm -rf ~", '"quoted"', "ünï 日本", "", str(hard_path)]
    spec = engine_spec()
    shower = replace(
        spec, arguments=("-c", "import sys\nfor a in sys.argv[1:]: print('<' + a + '>')", *wild)
    )
    assert bench.run(shower).lines == [f"<{argument}>" for argument in wild]


def test_output_of_both_channels_comes_in_whole_lines(bench: Bench) -> None:
    script = "import sys; print('out ü'); print('err', file=sys.stderr); print('no end', end='')"
    heard = bench.run(replace(engine_spec(), arguments=("-u", "-c", script)))
    assert sorted(heard.lines) == ["err", "no end", "out ü"]


def test_a_line_without_end_is_cut_into_pieces(bench: Bench) -> None:
    heard = bench.run(engine_spec("--flood", "5000000", "--exit", "0"))
    assert "end of flood" in heard.lines
    assert max(map(len, heard.lines)) <= 16 * 1024
    assert sum(line.count("x") for line in heard.lines) == 5_000_000


def test_a_child_that_reads_shutdown_leaves_by_itself(bench: Bench) -> None:
    child, heard = bench.start(engine_spec("--say", "up"))
    bench.wait_for_line(heard, "up")
    child.ask_to_stop()
    bench.wait_for_end(heard)
    assert heard.outcomes == [Outcome(Ending.EXITED, 0)]


def test_a_foreign_program_is_asked_by_the_platform(bench: Bench) -> None:
    child, heard = bench.start(engine_spec("--say", "up", reads_shutdown=False))
    bench.wait_for_line(heard, "up")
    child.ask_to_stop()
    bench.wait_for_end(heard)
    assert heard.outcomes[0].ending is Ending.CRASHED  # by SIGTERM, which it does not handle


def test_a_killed_child_takes_its_own_children_along(bench: Bench, tmp_path: Path) -> None:
    note = tmp_path / "grandchild.pid"
    child, heard = bench.start(engine_spec("--deaf", "--grandchild", str(note)))
    bench.qtbot.waitUntil(lambda: note.exists() and note.read_text() != "", timeout=FOREVER)
    grandchild = psutil.Process(int(note.read_text()))
    child.kill()
    bench.wait_for_end(heard)
    assert heard.outcomes == [Outcome(Ending.KILLED)]
    bench.qtbot.waitUntil(lambda: not is_alive(grandchild), timeout=FOREVER)


def test_a_child_that_ends_by_itself_takes_its_own_children_along(
    bench: Bench, tmp_path: Path
) -> None:
    note = tmp_path / "grandchild.pid"
    bench.run(engine_spec("--exit", "0", "--grandchild", str(note)))
    grandchild = int(note.read_text())
    bench.qtbot.waitUntil(
        lambda: not psutil.pid_exists(grandchild) or not is_alive(psutil.Process(grandchild)),
        timeout=FOREVER,
    )


def test_secrets_of_the_environment_do_not_reach_a_child(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_verysecret")
    monkeypatch.setenv("LLAMA_ARG_HOST", "0.0.0.0")
    show = "import os; print([n for n in os.environ if n in ('HF_TOKEN', 'LLAMA_ARG_HOST')])"
    assert bench.run(replace(engine_spec(), arguments=("-c", show))).lines == ["[]"]


def test_children_are_on_record_while_they_live(bench: Bench, tmp_path: Path) -> None:
    child, heard = bench.start(engine_spec("--say", "up"))
    bench.wait_for_line(heard, "up")
    assert f'"pid": {heard.pid}' in (tmp_path / "children.json").read_text(encoding="utf-8")
    child.kill()
    bench.wait_for_end(heard)
    assert (tmp_path / "children.json").read_text(encoding="utf-8") == "[]"
