"""How large the window is before anybody has sized it."""

import pytest
from PySide6.QtCore import QSize

from app.ui.window_place import first_size


@pytest.mark.parametrize(
    ("available", "size"),
    [
        ((2560, 1400), (1340, 700)),
        ((1366, 728), (1340, 688)),  # a cheap laptop, less the taskbar
        ((1093, 582), (1077, 542)),  # the same at 125 %
    ],
)
def test_the_first_window_fits_the_screen(
    available: tuple[int, int], size: tuple[int, int]
) -> None:
    assert first_size(QSize(*available)) == QSize(*size)
