"""A timer for what is worth doing only while somebody can see it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class VisibleTimer(QTimer):
    """Runs while the widget is visible, and rests while its window is minimized.

    Args:
        pause: milliseconds.
    """

    def __init__(self, widget: QWidget, pause: int, act: Callable[[], None]) -> None:
        super().__init__(widget, interval=pause)
        self._widget = widget
        self._act = act
        self.timeout.connect(self._act_if_seen)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.start()
        elif event.type() == QEvent.Type.Hide:
            self.stop()
        return super().eventFilter(watched, event)

    def _act_if_seen(self) -> None:
        if not self._widget.window().isMinimized():
            self._act()
