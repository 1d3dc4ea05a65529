"""Colours that can be read, and that follow the system."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.theme import DARK, LIGHT, Colours, Theme, contrast_colours
from tests.ui.palettes import AQUATIC, contrast

CONTRAST = contrast_colours(AQUATIC)
GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled)
ROLES = (
    QPalette.ColorRole.Window,
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Highlight,
    QPalette.ColorRole.HighlightedText,
)
READABLE = 4.5
"""WCAG 2.2, success criterion 1.4.3."""
SEEN = 3.0
"""WCAG 2.2, success criterion 1.4.11: of what shows that there is a control."""

TEXT_ON = [
    *((text, back) for text in ("text", "muted") for back in ("window", "surface")),
    *((text, "surface") for text in ("accent", "good", "busy", "bad")),
    ("muted", "info_surface"),
    ("on_selection", "selection"),
    *(("text", back) for back in ("raised", "bad_surface", "busy_surface", "info_surface")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
]

CONTROLS_ON = [("edge", "window"), ("edge", "surface")]
SLIDER = partial(QSlider, Qt.Orientation.Horizontal)

SELECTED = [(text, "selection") for text in ("text", "muted", "good", "bad")]
"""A system's own selection has its own text colour instead."""


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
@pytest.mark.parametrize(("text", "back"), TEXT_ON)
def test_text_can_be_read(colours: Colours, text: str, back: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, back)) >= READABLE


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
@pytest.mark.parametrize(("edge", "back"), CONTROLS_ON)
def test_controls_can_be_seen(colours: Colours, edge: str, back: str) -> None:
    assert contrast(getattr(colours, edge), getattr(colours, back)) >= SEEN


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox, QCheckBox, QRadioButton, SLIDER])
def test_a_control_has_that_edge(theme: Theme, qtbot: QtBot, kind: Callable[[], QWidget]) -> None:
    control = kind()
    qtbot.addWidget(control)
    theme.follow(Qt.ColorScheme.Light)
    picture = control.grab().toImage()
    middle = picture.width() // 2
    places = [(x, picture.height() // 2) for x in range(middle)]
    places += [(middle, y) for y in range(picture.height())]
    assert LIGHT.edge in {picture.pixelColor(x, y).name() for x, y in places}


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_a_bar_tells_by_its_shape_how_far_it_is(
    theme: Theme, qtbot: QtBot, colours: Colours
) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    bar = QProgressBar(ground, textVisible=False, value=50)
    theme.wear(colours)
    bar.resize(100, 4)
    picture = ground.grab().toImage()
    done, left = (
        [picture.pixelColor(x, y).name() != colours.window for y in range(4)] for x in (20, 80)
    )
    assert sum(done) > sum(left) > 0


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "back"), SELECTED)
def test_selected_text_can_be_read(colours: Colours, text: str, back: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, back)) >= READABLE


def test_high_contrast_takes_every_colour_from_the_system(qapp: QApplication, theme: Theme) -> None:
    theme.prefer(Qt.ContrastPreference.HighContrast)
    system = {qapp.palette().color(group, role).name() for group in GROUPS for role in ROLES}
    used = set(asdict(theme.colours).values())
    theme.prefer(Qt.ContrastPreference.NoPreference)

    assert used <= system
    assert theme.colours in (LIGHT, DARK)


def test_the_colours_follow_the_scheme(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.follow(Qt.ColorScheme.Dark)
    dark = qapp.palette().color(QPalette.ColorRole.Window).name()

    theme.follow(Qt.ColorScheme.Light)
    light = qapp.palette().color(QPalette.ColorRole.Window).name()

    assert (dark, light) == (DARK.window, LIGHT.window)
