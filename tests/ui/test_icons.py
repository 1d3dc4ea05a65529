"""Icons can be told apart, at the size they are seen and in the colours of the theme."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QImage

from app.domain.lifecycle import State
from app.ui.delegates import cells
from app.ui.icons import Icons
from app.ui.model_row import ModelRow
from app.ui.pages import welcome
from app.ui.theme import DARK, LIGHT, Theme
from app.ui.tray import TrayState
from app.ui.widgets import action_button, banner, choice, model_header
from tests.ui import samples
from tests.ui.samples import PHI_2

LARGEST_SCALE = 3
SIDES = {
    "arrow of a choice": choice.ARROW,
    "button, check, state": action_button.ICON.height(),
    "banner": banner.ICON,
    "model list": cells.ICON,
    "state in the head": model_header.SMALL,
    "head": model_header.BIG,
}
"""Logical pixels of the icons in the window."""


def _image(icon: QIcon, size: int) -> QImage:
    return icon.pixmap(size, size).toImage()


def _shape(image: QImage) -> set[tuple[int, int]]:
    """The pixels with ink on them: there, and not in the colour of the ground below."""
    ground = QColor(LIGHT.surface)
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 127 and image.pixelColor(x, y) != ground
    }


def test_tray_states_differ_in_shape_at_16_pixels(icons: Icons) -> None:
    pictures = [icons.tray_icon(state) for state in TrayState if state is not TrayState.READY]
    shapes = [_shape(_image(icon, 16)) for icon in (*pictures, icons.count_icon(1))]

    assert all(len(one ^ other) >= 8 for one, other in combinations(shapes, 2))


def test_the_number_of_ready_models_can_be_read_at_16_pixels(icons: Icons) -> None:
    pictures = [_image(icons.count_icon(count), 16) for count in (1, 2, 3, 10)]
    light = [
        {(x, y) for x in range(16) for y in range(16) if image.pixelColor(x, y).red() > 200}
        for image in pictures
    ]

    assert all(len(one ^ other) >= 8 for one, other in combinations(light, 2))


def test_states_of_a_model_differ_without_their_colour(icons: Icons) -> None:
    states = (State.STOPPED, State.LOADING, State.READY, State.BACKOFF, State.FAILED)
    rows = (ModelRow(PHI_2, running=samples.running(PHI_2, state)) for state in states)
    shapes = [_shape(_image(icons.status_icon(row), 16)) for row in rows]

    assert all(one != other for one, other in combinations(shapes, 2))


def test_each_format_has_its_icon_and_an_unknown_one_gets_the_box(icons: Icons) -> None:
    names = ("gguf", "safetensors", "pytorch", "onnx", "npz")
    shapes = [_shape(_image(icons.format_icon(name), 20)) for name in names]

    assert all(one != other for one, other in combinations(shapes, 2))
    assert shapes[-1] == _shape(_image(icons.format_icon("another"), 20))


@pytest.mark.parametrize(
    ("scheme", "accent"),
    [(Qt.ColorScheme.Light, LIGHT.accent), (Qt.ColorScheme.Dark, DARK.accent)],
)
def test_icons_take_the_colours_of_the_theme(
    theme: Theme, icons: Icons, scheme: Qt.ColorScheme, accent: str
) -> None:
    theme.follow(scheme)

    colour = _image(icons.format_icon("gguf"), 48).pixelColor(24, 20)

    assert colour == QColor(accent)


def test_icons_can_be_white(theme: Theme, icons: Icons) -> None:
    theme.colours = replace(DARK, accent="#ffffff")

    assert _image(icons.format_icon("gguf"), 48).pixelColor(24, 20) == QColor("#ffffff")


def test_an_icon_that_does_not_exist_is_a_mistake(icons: Icons) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_an_icon_is_as_bright_where_its_row_is_selected(icons: Icons) -> None:
    icon = icons.icon("status-ready", "good")
    selected = icon.pixmap(16, 16, QIcon.Mode.Selected)
    assert selected.toImage() == _image(icon, 16)


@pytest.mark.parametrize("side", SIDES.values(), ids=SIDES)
def test_an_icon_is_sharp_at_300_percent(icons: Icons, side: int) -> None:
    pixels = side * LARGEST_SCALE
    assert pixels in {size.width() for size in icons.format_icon("gguf").availableSizes()}


def test_the_icon_of_the_program_is_sharp_at_300_percent(icons: Icons) -> None:
    pixels = welcome.PICTURE * LARGEST_SCALE
    assert pixels in {size.width() for size in icons.app_icon().availableSizes()}
