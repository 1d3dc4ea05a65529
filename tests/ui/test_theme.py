"""Colours that can be read, and that follow the system."""

from dataclasses import asdict

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
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

TEXT_ON = [
    *((text, back) for text in ("text", "muted") for back in ("window", "surface")),
    *((text, "surface") for text in ("accent", "good", "busy", "bad")),
    ("muted", "info_surface"),
    ("on_selection", "selection"),
    *(("text", back) for back in ("raised", "bad_surface", "busy_surface", "info_surface")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
]


SELECTED = [(text, "selection") for text in ("text", "muted", "good", "bad")]
"""A system's own selection has its own text colour instead."""


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
@pytest.mark.parametrize(("text", "back"), TEXT_ON)
def test_text_can_be_read(colours: Colours, text: str, back: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, back)) >= READABLE


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
