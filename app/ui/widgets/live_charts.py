"""Speed and memory of a loaded model while somebody looks; nothing is measured for nobody."""

import time

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.lifecycle import State
from app.domain.usage import Look, speed_between
from app.services.interfaces import ModelClient
from app.ui import text
from app.ui.model_row import ModelRow
from app.ui.theme import SPACE, Theme
from app.ui.visible_timer import VisibleTimer
from app.ui.widgets.chart import Chart

PAUSE = 1000
"""Milliseconds between two looks."""


class LiveCharts(QWidget):
    """Hidden while the model is not ready."""

    def __init__(self, client: ModelClient, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._row: ModelRow | None = None
        self._launch: tuple[str, int | None] | None = None
        self._last: Look | None = None
        self._speed = Chart(self.tr("Speed"), text.speed_text, theme)
        self._memory = Chart(self.tr("Memory"), lambda size: text.size_text(int(size)), theme)
        self._untold = QLabel(self.tr("This runtime does not tell how fast it is."))
        self._untold.setProperty("role", "muted")
        self._untold.setWordWrap(True)
        self._untold.hide()
        self._timer = VisibleTimer(self, PAUSE, self._look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in (self._speed, self._untold, self._memory):
            layout.addWidget(widget)

    def show_row(self, row: ModelRow) -> None:
        """Follow this model from now on; another launch begins anew."""
        self._row = row
        is_ready = row.state is State.READY
        launch = (row.id, row.running.pid if row.running else None)
        if is_ready and launch != self._launch:
            self._begin(launch)
        self.setVisible(is_ready)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._last = None
        self._look()

    def _begin(self, launch: tuple[str, int | None]) -> None:
        self._launch, self._last = launch, None
        for chart in (self._speed, self._memory):
            chart.clear()
        self._tell_untold(False)

    def _look(self) -> None:
        running = self._row.running if self._row else None
        if running is None or running.port is None:
            return
        if running.memory_bytes is not None:
            self._memory.add(running.memory_bytes)
        launch = self._launch
        self._client.tokens_written(running.port, lambda tokens: self._on_told(launch, tokens))

    def _on_told(self, launch: tuple[str, int | None] | None, tokens: int | None) -> None:
        if launch != self._launch or not self._timer.isActive():
            return  # an answer about another model, or for nobody
        self._tell_untold(tokens is None)
        if tokens is None:
            return
        last = self._last
        # An answer that ends between the two pages a look reads is missed by both, once.
        known = last.tokens if last else 0
        self._last = Look(time.monotonic(), max(tokens, known))
        if last is not None:
            self._speed.add(speed_between(last, self._last))

    def _tell_untold(self, untold: bool) -> None:
        self._untold.setVisible(untold)
        self._speed.setVisible(not untold)
