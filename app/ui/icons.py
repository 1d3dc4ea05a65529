"""Our own SVG icons, recoloured to the theme."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.domain.lifecycle import State
from app.domain.model import ModelFormat
from app.ui.model_row import ModelRow
from app.ui.theme import Theme

SIZES = (16, 20, 24, 32, 42, 48, 54, 60, 72, 108)
"""Pixels; each icon of the window has its own at 300 %, as Qt makes none larger than it has."""
_APP_SIZES = (*SIZES, 144, 216)
"""The program's own icon is shown larger than others."""


class Icons(QObject):
    """Draws icons by name and remembers them until the theme changes."""

    def __init__(self, resources: Path, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resources = resources
        self._theme = theme
        self._drawn: dict[tuple[str, str], QIcon] = {}
        self._ahead: list[tuple[str, str]] = []
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._draw_next)
        theme.changed.connect(self._forget)

    def icon(self, name: str, colour: str = "text") -> QIcon:
        """The icon ``resources/icons/<name>.svg`` in one of the theme's colours.

        Raises:
            FileNotFoundError: there is no such icon.
        """
        key = (name, colour)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour)
        return self._drawn[key]

    def draw_ahead(self) -> None:
        """Draw what the first models need, one at a time whenever there is nothing else to do."""
        looks = [(f"format-{name}", "accent") for name in (*ModelFormat, _CUSTOM)]
        self._ahead = [("send", "on_accent"), *looks, *_STATUS_LOOKS]
        self._idle.start()

    def _draw_next(self) -> None:
        if not self._ahead:
            self._idle.stop()
            return
        self.icon(*self._ahead.pop())

    def format_icon(self, format_name: str) -> QIcon:
        """Lightning for GGUF, a snake for SafeTensors, ...; a box for a person's own format."""
        known = format_name in set(ModelFormat)
        return self.icon(f"format-{format_name if known else _CUSTOM}", "accent")

    def status_icon(self, row: ModelRow) -> QIcon:
        """Shape and colour both tell the state."""
        return self.icon(*status_look(row))

    def app_icon(self) -> QIcon:
        """The program's own icon."""
        return rendered(_source(self._resources / "icons" / "modeltray.svg"), _APP_SIZES)

    def tray_icon(self, state: str) -> QIcon:
        return tray_picture(self._resources, state)

    def count_icon(self, count: int) -> QIcon:
        """The tray icon while models are ready, with their number; from ten on it says 9+."""
        source = _source(self._resources / "tray" / "ready.svg")
        words = QLocale().toString(count) if count < 10 else "9+"
        icon = QIcon()
        for size in SIZES:
            icon.addPixmap(_numbered(_pixmap(source, size), words))
        return icon

    def _forget(self) -> None:
        self._drawn.clear()

    def _draw(self, name: str, colour: str) -> QIcon:
        source = _source(self._resources / "icons" / f"{name}.svg")
        colours = self._theme.colours
        plain = _coloured(source, getattr(colours, colour), colours.surface)
        selected = plain  # else Qt would make it paler
        if colours.on_selection != colours.text:
            selected = _coloured(source, colours.on_selection, colours.selection)
        modes = {
            QIcon.Mode.Normal: plain,
            QIcon.Mode.Disabled: _coloured(source, colours.disabled, colours.surface),
            QIcon.Mode.Selected: selected,
        }
        drawn = {picture: _pixmaps(picture) for picture in modes.values()}
        icon = QIcon()
        for mode, picture in modes.items():
            for pixmap in drawn[picture]:
                icon.addPixmap(pixmap, mode)
        return icon


_CUSTOM = "custom"
_READY = ("status-ready", "good")
_FAILED = ("status-failed", "bad")
_WAITING = ("status-waiting", "busy")
_BUSY = ("status-busy", "accent")
_WARNING = ("status-warning", "busy")
_STOPPED = ("status-stopped", "muted")
_STATUS_LOOKS = (_READY, _FAILED, _WAITING, _BUSY, _WARNING, _STOPPED)


def status_look(row: ModelRow) -> tuple[str, str]:
    """Icon and colour for the state of a model."""
    match row.state:
        case State.READY:
            return _READY
        case State.FAILED:
            return _FAILED
        case State.BACKOFF:
            return _WAITING
        case State.STARTING | State.LOADING | State.STOPPING:
            return _BUSY
        case State.STOPPED:
            return _WARNING if row.problem else _STOPPED


def tray_picture(resources: Path, state: str) -> QIcon:
    """``resources/tray/<state>.svg``; its colours show on light and dark taskbars."""
    return rendered(_source(resources / "tray" / f"{state}.svg"))


def rendered(source: str, sizes: Sequence[int] = SIZES) -> QIcon:
    """An icon with a pixmap for each size."""
    icon = QIcon()
    for pixmap in _pixmaps(source, sizes):
        icon.addPixmap(pixmap)
    return icon


def _pixmaps(source: str, sizes: Sequence[int] = SIZES) -> list[QPixmap]:
    return [_pixmap(source, size) for size in sizes]


def _coloured(source: str, colour: str, background: str) -> str:
    return source.replace("#fff", background).replace("currentColor", colour)


def _pixmap(source: str, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def _numbered(pixmap: QPixmap, words: str) -> QPixmap:
    """The picture with words on its block, which takes the upper three quarters."""
    size = pixmap.width()
    painter = QPainter(pixmap)
    font = QFont()
    font.setWeight(QFont.Weight.Bold)
    font.setPixelSize(round(size * (0.75 if len(words) == 1 else 0.47)))
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.white)
    area = QRectF(0, 0, size, size * 0.78)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return pixmap


@cache
def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8")
