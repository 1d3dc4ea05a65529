"""What a person is told in the terminal when the program cannot start."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.paths import find_paths


def start(data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", "--headless", "--data-dir", str(data)]
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
