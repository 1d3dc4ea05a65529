"""What a person is told when the program cannot start, and that it ends when it is told to."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.paths import find_paths
from tests.fakes.processes import free_port

ENDLESS_SCAN = """
import sys, threading
from app.import_hook import remove_import_hook
remove_import_hook()
from app import command_line
from app.infra.stores.scanner import StoreScanner
StoreScanner.__call__ = lambda *_: threading.Event().wait()
sys.exit(command_line.main())
"""


def start(data: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", "--headless", "--data-dir", str(data), *flags]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("occupied", ["", "logs", "logs/modeltray.log"])
def test_a_data_folder_that_cannot_be_written_is_named(hard_path: Path, occupied: str) -> None:
    data = hard_path / "data"
    obstacle = data / occupied
    obstacle.parent.mkdir(parents=True, exist_ok=True)
    if obstacle.suffix:  # a folder where a file should be, and a file where a folder should
        obstacle.mkdir()
    else:
        obstacle.touch()
    ended = start(data)
    assert ended.returncode == 1
    assert f"ModelTray cannot use the folder {find_paths(data).data}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_port_that_is_taken_ends_a_program_that_nobody_could_reach(tmp_path: Path) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        port = stranger.getsockname()[1]
        ended = start(tmp_path, "--api-port", str(port))
    assert ended.returncode == 1
    assert f"port {port}. It is used by " in ended.stderr
    assert "choose another port" in ended.stderr


def test_a_scan_that_hangs_on_a_drive_does_not_hold_the_end_up(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ENDLESS_SCAN, "--headless", "--data-dir", str(tmp_path)]
    with subprocess.Popen(
        [*command, "--api-port", str(free_port())], stdout=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert b"control API at" in program.stdout.readline()
        program.terminate()
        assert program.wait(30) == 0
