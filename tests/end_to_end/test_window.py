"""The same load and stop as through the API, by mouse, on a real desktop."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.desktop import desktop, missing_programs
from tests.end_to_end.program import ROOT

pytestmark = [pytest.mark.end_to_end, pytest.mark.engine, pytest.mark.timeout(400)]


@pytest.mark.skipif(sys.platform != "linux", reason="drives an X server")
def test_loading_and_stopping_by_mouse_from_tray_and_window(samples: Path, tmp_path: Path) -> None:
    assert missing_programs() == []
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    with desktop() as environment:
        person = subprocess.run(
            [sys.executable, "-m", "tests.end_to_end.clicks", samples, tmp_path / "data", pictures],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    assert person.returncode == 0, person.stdout + person.stderr
    assert "Traceback" not in person.stderr
    assert "saw: nothing loaded" in person.stdout
    assert {path.stem for path in pictures.iterdir()} == {
        "tray-menu",
        "loading",
        "browser",
        "tray-menu-loaded",
    }
