"""What a load would take of each memory, drawn before anything is loaded."""

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import text
from app.ui.memory_bar import MemoryBar, Part, part_text
from app.ui.theme import SPACE, Theme

_BAR = 18
_SWATCH = 12
_RADIUS = 4.0

_FILLS = {
    Part.USED: ("border", Qt.BrushStyle.Dense5Pattern),
    Part.WEIGHTS: ("accent", Qt.BrushStyle.NoBrush),
    Part.CACHE: ("good", Qt.BrushStyle.BDiagPattern),
    Part.COMPUTE: ("busy", Qt.BrushStyle.DiagCrossPattern),
    Part.OVERHEAD: ("muted", Qt.BrushStyle.Dense6Pattern),
}
"""Colour and pattern of each piece: the pattern tells it to whoever does not see the colour."""


class MemoryBars(QWidget):
    """A bar for each memory with what others use, what the model needs, and what is left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: tuple[MemoryBar, ...] = ()
        self.setAccessibleName(self.tr("Memory"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_bars(self, bars: Sequence[MemoryBar]) -> None:
        """Draw these bars; the same words go to screen readers."""
        if tuple(bars) == self._bars:
            return
        self._bars = tuple(bars)
        stories = (f"{bar.name}: {bar.story}" for bar in self._bars)
        self.setAccessibleDescription(". ".join((*stories, *self._legend_words())))
        self.setVisible(bool(self._bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        each = line + _BAR + SPACE + SPACE // 2
        rows = (len(self._legend()) + 1) // 2
        return QSize(240, len(self._bars) * each + rows * (line + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0.0
        for bar in self._bars:
            top = self._draw_bar(painter, bar, top)
        self._draw_legend(painter, top)
        painter.end()

    def _draw_bar(self, painter: QPainter, bar: MemoryBar, top: float) -> float:
        line = self.fontMetrics().height()
        place = QRectF(0, top, self.width(), line)
        painter.setPen(QColor(self._theme.colours.text))
        story_width = self.fontMetrics().horizontalAdvance(bar.story)
        room = max(0, self.width() - story_width - SPACE)
        name = self.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(QColor(self._theme.colours.muted))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, bar.story)
        frame = QRectF(0.5, top + line + SPACE // 2 + 0.5, self.width() - 1, _BAR - 1)
        self._draw_pieces(painter, bar, frame)
        return frame.bottom() + SPACE

    def _draw_pieces(self, painter: QPainter, bar: MemoryBar, frame: QRectF) -> None:
        pieces = list(bar.pieces)
        scale = frame.width() / max(bar.total, sum(size for _, size in pieces))
        painter.fillRect(frame, QColor(self._theme.colours.surface))
        left = frame.left()
        for part, size in pieces:
            self._fill(painter, QRectF(left, frame.top(), size * scale, frame.height()), part)
            left += size * scale
        end = frame.left() + bar.total * scale
        is_over = left > end + 0.5
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.colours.border), 1))
        painter.drawRoundedRect(QRectF(frame.topLeft(), QPointF(end, frame.bottom())), 2, 2)
        if is_over:
            painter.setPen(QPen(QColor(self._theme.colours.bad), 2))
            painter.drawRect(QRectF(QPointF(end, frame.top()), frame.bottomRight()))

    def _fill(self, painter: QPainter, place: QRectF, part: Part) -> None:
        colour, pattern = _FILLS[part]
        painter.fillRect(place, QColor(getattr(self._theme.colours, colour)))
        if pattern is not Qt.BrushStyle.NoBrush:
            over = QColor(self._theme.colours.surface)
            over.setAlpha(140)
            painter.fillRect(place, QBrush(over, pattern))

    def _draw_legend(self, painter: QPainter, top: float) -> None:
        line = self.fontMetrics().height()
        for number, ((part, _), words) in enumerate(
            zip(self._legend(), self._legend_words(), strict=True)
        ):
            left = (number % 2) * self.width() / 2
            y = top + (number // 2) * (line + 4)
            swatch = QRectF(left, y + (line - _SWATCH) / 2, _SWATCH, _SWATCH)
            self._fill(painter, swatch, part)
            painter.setPen(QColor(self._theme.colours.text))
            room = int(self.width() / 2 - _SWATCH - SPACE)
            shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(left + _SWATCH + 6, y + self.fontMetrics().ascent()), shown)

    def _legend(self) -> list[tuple[Part, int]]:
        """All pieces over all memories, by what they stand for."""
        sizes: dict[Part, int] = {}
        for part, size in chain.from_iterable(bar.pieces for bar in self._bars):
            sizes[part] = sizes.get(part, 0) + size
        return [(part, size) for part, size in sizes.items() if size]

    def _legend_words(self) -> list[str]:
        return [f"{part_text(part)} {text.size_text(size)}" for part, size in self._legend()]
