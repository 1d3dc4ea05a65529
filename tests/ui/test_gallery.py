"""Every page and state can be looked at, and no words in them are cut off.

``MODELTRAY_PICTURES=docs/screenshots/gallery`` keeps the pictures there.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPalette

from tests.ui.gallery import PARTS
from tests.ui.palettes import AQUATIC

ROOT = Path(__file__).resolve().parents[2]
COUNTS = {"english": 43, "bengali": 15, "large": 3}
LEAST_COLOURS = 20  # a page that shows nothing has a few


@pytest.mark.parametrize("part", PARTS)
def test_every_page_is_drawn_without_cutting_words_off(tmp_path: Path, part: str) -> None:
    folder = ROOT / kept if (kept := os.environ.get("MODELTRAY_PICTURES")) else tmp_path
    scale = {"QT_SCALE_FACTOR": "2"} if part == "large" else {}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.gallery", folder, part],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **scale},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    pictures = sorted(folder.glob("*.png"))
    if folder == tmp_path:
        assert len(pictures) == COUNTS[part]
    for picture in folder.glob("contrast*.png"):
        assert QImage(str(picture)).pixelColor(2, 2) == AQUATIC.color(QPalette.ColorRole.Window)
    for picture in pictures:
        assert colours(QImage(str(picture))) >= LEAST_COLOURS, picture.name


def colours(image: QImage) -> int:
    """Of a picture, at every fifth place."""
    width, height = image.width(), image.height()
    return len({image.pixel(x, y) for x in range(0, width, 5) for y in range(0, height, 5)})
