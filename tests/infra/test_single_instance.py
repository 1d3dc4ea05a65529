import subprocess
import sys
from pathlib import Path

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


def test_the_second_of_two_asks_the_first_to_show_itself(qtbot: QtBot, hard_path: Path) -> None:
    first = SingleInstance(hard_path / "lock")
    second = SingleInstance(hard_path / "lock")
    assert first.acquire()
    assert not second.acquire()
    with qtbot.waitSignal(first.show_requested):
        assert second.ask_to_show()
    first.release()


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


def test_nobody_to_ask_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path / "lock").ask_to_show()
