"""Colours that can be read, and that follow the system."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import DARK, LIGHT, Colours, Theme

READABLE = 4.5
"""WCAG 2.2, success criterion 1.4.3."""

TEXT_ON = [
    *((text, back) for text in ("text", "muted") for back in ("window", "surface", "selection")),
    *((text, "surface") for text in ("accent", "good", "busy", "bad")),
    *(("text", back) for back in ("raised", "bad_surface", "busy_surface", "info_surface")),
    ("good", "selection"),
    ("bad", "selection"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
]


def _luminance(colour: QColor) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(QColor(one)), _luminance(QColor(other))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "back"), TEXT_ON)
def test_text_can_be_read(colours: Colours, text: str, back: str) -> None:
    assert _contrast(getattr(colours, text), getattr(colours, back)) >= READABLE


def test_the_colours_follow_the_scheme(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.follow(Qt.ColorScheme.Dark)
    dark = qapp.palette().color(QPalette.ColorRole.Window).name()

    theme.follow(Qt.ColorScheme.Light)
    light = qapp.palette().color(QPalette.ColorRole.Window).name()

    assert (dark, light) == (DARK.window, LIGHT.window)
