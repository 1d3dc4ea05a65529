import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.infra.single_instance import SingleInstance

CRASH_WHILE_HOLDING = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.infra.single_instance import SingleInstance
app = QCoreApplication([])
print(SingleInstance(Path(sys.argv[1])).acquire())
sys.stdout.flush()
os._exit(1)
"""

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.infra.single_instance import SingleInstance
app = QCoreApplication([])
second = SingleInstance(Path(sys.argv[1]))
print("asks" if sys.argv[2:] else second.acquire(), flush=True)
print(second.ask_to_show())
"""


def test_the_second_of_two_asks_the_first_to_show_itself(qtbot: QtBot, hard_path: Path) -> None:
    first = SingleInstance(hard_path / "lock")
    assert first.acquire()
    with qtbot.waitSignal(first.show_requested):
        second = subprocess.Popen(
            [sys.executable, "-c", SECOND_START, str(hard_path / "lock")], stdout=subprocess.PIPE
        )
    qtbot.waitUntil(lambda: second.poll() is not None)
    with second:
        assert second.stdout is not None
        assert second.stdout.read().split() == [b"False", b"True"]
    first.release()


def test_a_first_program_that_does_not_listen_yet_is_waited_for(
    qtbot: QtBot, tmp_path: Path
) -> None:
    second = subprocess.Popen(
        [sys.executable, "-c", SECOND_START, str(tmp_path / "lock"), "asks only"],
        stdout=subprocess.PIPE,
    )
    with second:
        assert second.stdout is not None
        assert second.stdout.readline() == b"asks\n"
        first = SingleInstance(tmp_path / "lock")
        assert first.acquire()
        qtbot.waitUntil(lambda: second.poll() is not None)
        assert second.stdout.read() == b"True\n"
    first.release()


def test_a_first_program_that_hangs_is_not_taken_for_a_healthy_one(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = SingleInstance(tmp_path / "lock"), SingleInstance(tmp_path / "lock")
    assert first.acquire()
    assert not second.ask_to_show(patience=100)  # the first has no turn of the event loop
    first.release()


def test_a_lock_that_cannot_be_written_is_no_other_program(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="lock file"):
        SingleInstance(tmp_path / "no such folder" / "lock").acquire()


def test_the_second_of_two_can_end_the_first(qtbot: QtBot, hard_path: Path) -> None:
    first = SingleInstance(hard_path / "lock")
    assert first.acquire()
    ask = "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; "
    ask += "from app.infra.single_instance import SingleInstance; app = QCoreApplication([]); "
    ask += "print(SingleInstance(Path(sys.argv[1])).ask_to_quit())"
    # As the program does: it stops its models first.
    first.quit_requested.connect(first.release, Qt.ConnectionType.QueuedConnection)
    with subprocess.Popen(
        [sys.executable, "-c", ask, str(hard_path / "lock")], stdout=subprocess.PIPE, text=True
    ) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert second.communicate()[0] == "True\n"


def test_other_data_folders_have_programs_of_their_own(qtbot: QtBot, tmp_path: Path) -> None:
    one, two = SingleInstance(tmp_path / "one"), SingleInstance(tmp_path / "two")
    assert one.acquire()
    assert two.acquire()
    one.release()
    two.release()


def test_a_crash_leaves_no_lock(qtbot: QtBot, tmp_path: Path) -> None:
    crash = subprocess.run(
        [sys.executable, "-c", CRASH_WHILE_HOLDING, str(tmp_path / "lock")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert crash.stdout == "True\n", crash.stderr
    after = SingleInstance(tmp_path / "lock")
    assert after.acquire()
    after.release()


def test_a_lock_whose_process_number_we_have_by_now_is_no_lock(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first = SingleInstance(tmp_path / "lock")
    assert first.acquire()
    left = (tmp_path / "lock").read_bytes()  # names this very process
    first.release()
    (tmp_path / "lock").write_bytes(left)
    after = SingleInstance(tmp_path / "lock")
    assert after.acquire()
    assert not SingleInstance(tmp_path / "lock").acquire()
    after.release()


def test_nobody_to_ask_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path / "lock").ask_to_show(patience=100)
