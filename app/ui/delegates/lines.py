"""Single lines of text that are laid out once and painted many times."""

from enum import Enum, auto

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText

_MOST = 4096
"""Lines that are kept; some screens full of models."""
_SMALL = 0.9
"""Of the size of plain words."""


class Face(Enum):
    PLAIN = auto()
    BOLD = auto()
    SMALL = auto()


class Lines:
    """Paints words in the faces of one font.

    ``QPainter.drawText`` shapes the words at every call, and takes three times as long as to paint
    what is laid out already.
    """

    def __init__(self) -> None:
        self._font: QFont | None = None
        self._fonts: dict[Face, QFont] = {}
        self._metrics: dict[Face, QFontMetrics] = {}
        self._laid_out: dict[tuple[str, int, Face], QStaticText] = {}
        self._broken: dict[tuple[str, int], tuple[str, str]] = {}

    def use(self, font: QFont) -> None:
        """Paint in this font from now on."""
        if font == self._font:
            return
        self._font = QFont(font)
        self._fonts = {face: _of_face(font, face) for face in Face}
        self._metrics = {face: QFontMetrics(font) for face, font in self._fonts.items()}
        self._laid_out.clear()
        self._broken.clear()

    def draw(
        self, painter: QPainter, area: QRect, words: str, face: Face, *, from_right: bool
    ) -> None:
        """One line in the middle of the area's height, cut off with dots where it is too long."""
        line = self._line(words, area.width(), face)
        left, top = area.left(), area.top() + (area.height() - self._metrics[face].height()) // 2
        if from_right:
            left = area.right() + 1 - round(line.size().width())
        painter.setFont(self._fonts[face])
        painter.drawStaticText(QPoint(left, top), line)

    def broken(self, words: str, width: int) -> tuple[str, str]:
        """What fits into a first line of plain words, and what is left for a second; all in the
        first where not even one word fits."""
        key = (words, width)
        if key not in self._broken:
            if len(self._broken) >= _MOST:
                self._broken.clear()
            self._broken[key] = self._break(words.split(), width)
        return self._broken[key]

    def _break(self, words: list[str], width: int) -> tuple[str, str]:
        elided = self._metrics[Face.PLAIN].elidedText
        for count in range(len(words), 0, -1):
            first = " ".join(words[:count])
            if elided(first, Qt.TextElideMode.ElideRight, width) == first:
                return first, " ".join(words[count:])
        return " ".join(words), ""

    def _line(self, words: str, width: int, face: Face) -> QStaticText:
        key = (words, width, face)
        if key not in self._laid_out:
            if len(self._laid_out) >= _MOST:
                self._laid_out.clear()
            self._laid_out[key] = self._lay_out(words, width, face)
        return self._laid_out[key]

    def _lay_out(self, words: str, width: int, face: Face) -> QStaticText:
        plain = " ".join(words.split())  # no tab, no second line
        cut = self._metrics[face].elidedText(plain, Qt.TextElideMode.ElideRight, width)
        line = QStaticText(cut)
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        line.prepare(font=self._fonts[face])
        return line


def _of_face(font: QFont, face: Face) -> QFont:
    made = QFont(font)
    if face is Face.BOLD:
        made.setWeight(QFont.Weight.DemiBold)
    if face is Face.SMALL:
        _scale(made, _SMALL)
    return made


def _scale(font: QFont, factor: float) -> None:
    """Whether its size is in points or in pixels."""
    if font.pixelSize() > 0:
        font.setPixelSize(round(font.pixelSize() * factor))
    else:
        font.setPointSizeF(font.pointSizeF() * factor)
