"""How long the thread of the window is busy at a stretch."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

from tests.fakes.event_loop import let_run

_BEAT = 2  # ms


class Stretches:
    """Measures the longest pause between two turns of the event loop, second by second."""

    def __init__(self) -> None:
        self.longest: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=_BEAT)
        self._timer.timeout.connect(self._beat)

    def measure(self, seconds: int) -> list[float]:
        """Milliseconds, one for each second."""
        self._last = time.perf_counter()
        self._timer.start()
        for _ in range(seconds):
            self.longest.append(0.0)
            let_run(1000)
        self._timer.stop()
        return self.longest

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest[-1] = max(self.longest[-1], (now - self._last) * 1000 - _BEAT)
        self._last = now


@contextmanager
def every(milliseconds: int, act: Callable[[], None]) -> Iterator[None]:
    """Do it again and again meanwhile."""
    timer = QTimer(interval=milliseconds)
    timer.timeout.connect(act)
    timer.start()
    yield
    timer.stop()
