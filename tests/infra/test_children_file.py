import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app.infra.children_file import ChildrenFile
from tests.fakes.processes import is_alive
from tests.fakes.waiting import wait_until

NO_SUCH_NUMBER = '[{"pid": -1, "program": "x", "created": 1}]'


@pytest.fixture
def left_behind() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    yield process
    process.kill()
    process.wait()


def test_a_child_of_a_crashed_run_is_ended(
    tmp_path: Path, left_behind: subprocess.Popen[bytes]
) -> None:
    ChildrenFile(tmp_path / "children.json").add(left_behind.pid, "engine")
    assert ChildrenFile(tmp_path / "children.json").sweep() == 1
    left_behind.wait(5)
    assert ChildrenFile(tmp_path / "children.json").sweep() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the job object ends them there")
def test_what_a_child_of_a_crashed_run_had_started_is_ended(tmp_path: Path) -> None:
    file = ChildrenFile(tmp_path / "children.json")
    script = "import subprocess; print(subprocess.Popen(['sleep', '600']).pid); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as child:
        assert child.stdout is not None
        grandchild = psutil.Process(int(child.stdout.readline()))
        file.add(child.pid, "engine")
        child.kill()
    assert grandchild.status() != psutil.STATUS_ZOMBIE
    ChildrenFile(tmp_path / "children.json").sweep()
    wait_until(lambda: not is_alive(grandchild))


def test_a_process_that_merely_has_the_same_number_is_left_alone(
    tmp_path: Path, left_behind: subprocess.Popen[bytes]
) -> None:
    path = tmp_path / "children.json"
    ChildrenFile(path).add(left_behind.pid, "engine")
    rows = json.loads(path.read_text(encoding="utf-8"))
    rows[0]["created"] -= 100
    path.write_text(json.dumps(rows), encoding="utf-8")
    assert ChildrenFile(path).sweep() == 0
    assert psutil.pid_exists(left_behind.pid)
    assert left_behind.poll() is None


@pytest.mark.parametrize(
    "text", ["", "\0\0", "{}", '[{"pid": "x"}]', "[1]", "null", NO_SUCH_NUMBER]
)
def test_a_broken_file_ends_nobody(tmp_path: Path, text: str) -> None:
    path = tmp_path / "children.json"
    path.write_text(text, encoding="utf-8")
    assert ChildrenFile(path).sweep() == 0


def test_the_record_is_empty_once_the_child_has_left(
    tmp_path: Path, left_behind: subprocess.Popen[bytes]
) -> None:
    path = tmp_path / "children.json"
    file = ChildrenFile(path)
    file.add(left_behind.pid, "engine")
    file.remove(left_behind.pid)
    assert json.loads(path.read_text(encoding="utf-8")) == []
