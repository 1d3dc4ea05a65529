"""A number over the last minutes, drawn as a line."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import SPACE, Theme

SAMPLES = 120
_HEIGHT = 64


class Chart(QWidget):
    """The newest sample is at the right; older ones than ``SAMPLES`` are forgotten.

    Args:
        words: a value as people read it.
    """

    def __init__(
        self,
        title: str,
        words: Callable[[float], str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._words = words
        self._theme = theme
        self.samples: deque[float] = deque(maxlen=SAMPLES)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def add(self, value: float) -> None:
        self.samples.append(value)
        self.setAccessibleDescription(self.story)
        self.update()

    def clear(self) -> None:
        self.samples.clear()
        self.setAccessibleDescription("")
        self.update()

    @property
    def story(self) -> str:
        """``41.5 tokens/s, 60.2 tokens/s at the peak``."""
        if not any(self.samples):
            return ""
        sentence = self.tr("{now}, {most} at the peak")
        now, most = self._words(self.samples[-1]), self._words(max(self.samples))
        return sentence.format(now=now, most=most)

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().height() + SPACE // 2 + _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        top = QRectF(0, 0, self.width(), line)
        colours = self._theme.colours
        painter.setPen(QColor(colours.text))
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft, self._title)
        painter.setPen(QColor(colours.muted))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight, self.story)
        frame = QRectF(0.5, line + SPACE // 2 + 0.5, self.width() - 1, _HEIGHT - 1)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawRoundedRect(frame, 4, 4)
        if any(self.samples):
            self._draw_line(painter, frame.adjusted(1, 6, -1, -1))
        else:
            painter.setPen(QColor(colours.muted))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.tr("Nothing measured yet"))
        painter.end()

    def _draw_line(self, painter: QPainter, frame: QRectF) -> None:
        highest = max(self.samples)
        step = frame.width() / (SAMPLES - 1)
        samples = [self.samples[0], *self.samples]  # even a single one is a line
        first = frame.right() - step * (len(samples) - 1)
        points = [
            QPointF(first + step * at, frame.bottom() - frame.height() * value / highest)
            for at, value in enumerate(samples)
        ]
        accent = QColor(self._theme.colours.accent)
        shade = QColor(accent)
        shade.setAlpha(50)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        ends = [QPointF(points[-1].x(), frame.bottom()), QPointF(points[0].x(), frame.bottom())]
        painter.drawPolygon(QPolygonF([*points, *ends]))
        painter.setPen(QPen(accent, 1.5))
        painter.drawPolyline(QPolygonF(points))
