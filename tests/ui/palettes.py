"""Palettes of people who need contrast, and how far two colours are apart."""

from PySide6.QtGui import QColor, QPalette


def _system(window: str, text: str, highlight: str, highlighted: str, grey: str) -> QPalette:
    result, role = QPalette(), QPalette.ColorRole
    result.setColor(role.Window, QColor(window))
    result.setColor(role.WindowText, QColor(text))
    result.setColor(role.Highlight, QColor(highlight))
    result.setColor(role.HighlightedText, QColor(highlighted))
    result.setColor(QPalette.ColorGroup.Disabled, role.WindowText, QColor(grey))
    return result


AQUATIC = _system("#202020", "#ffffff", "#8ee3f0", "#263b50", "#a6a6a6")
NIGHT_SKY = _system("#000000", "#ffffff", "#d6b4fd", "#2b2b2b", "#a6a6a6")
DESERT = _system("#fffaef", "#3d3d3d", "#903909", "#fff5e3", "#676767")
"""As Windows 11 calls them."""


def _luminance(colour: QColor) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 measures it, from 1 to 21."""
    low, high = sorted((_luminance(QColor(one)), _luminance(QColor(other))))
    return (high + 0.05) / (low + 0.05)
