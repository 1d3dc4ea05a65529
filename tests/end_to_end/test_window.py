"""The same load and stop as through the API, by mouse, on a real desktop."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.desktop import desktop, missing_programs
from tests.end_to_end.program import ROOT

pytestmark = [pytest.mark.end_to_end, pytest.mark.engine, pytest.mark.timeout(400)]


@pytest.mark.skipif(sys.platform != "linux", reason="drives an X server")
@pytest.mark.parametrize(
    ("story", "end", "seen"),
    [
        (
            "clicks",
            "saw: nothing loaded",
            {"tray-menu", "loading", "browser", "tray-menu-loaded"},
        ),
        (
            "settings_story",
            "saw: the other settings at work",
            {"memory", "charts", "outdated", "activity", "rules"},
        ),
        (
            "failure_story",
            "saw: what will be stopped",
            {"failed", "log", "mended", "question"},
        ),
        (
            "discover_story",
            "saw: the answer",
            {"found", "downloading", "downloaded", "answer"},
        ),
    ],
)
def test_a_story_lived_by_mouse_and_keys(
    samples: Path, tmp_path: Path, story: str, end: str, seen: set[str]
) -> None:
    assert missing_programs() == []
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    with desktop() as environment:
        person = subprocess.run(
            [sys.executable, "-m", f"tests.end_to_end.{story}"]
            + [str(path) for path in (samples, tmp_path / "data", pictures)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    assert person.returncode == 0, person.stdout + person.stderr
    assert "Traceback" not in person.stderr
    assert end in person.stdout
    assert {path.stem for path in pictures.iterdir()} == seen
