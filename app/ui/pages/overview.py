"""What the chosen model is, how it does now, and what was found in its files."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.automatic import with_automatic
from app.services.control import AppControl
from app.services.interfaces import ModelClient
from app.ui.icons import Icons
from app.ui.model_row import ModelRow
from app.ui.theme import SPACE, Theme
from app.ui.visible_timer import VisibleTimer
from app.ui.widgets.checks_view import ChecksView
from app.ui.widgets.facts import Facts
from app.ui.widgets.live_charts import LiveCharts
from app.ui.widgets.memory_view import LOOK_PAUSE, MemoryView
from app.ui.widgets.scroll_page import ScrollPage


class OverviewPage(QWidget):
    """Charts while the model is loaded, before that what it would take; facts, and checks."""

    def __init__(
        self,
        control: AppControl,
        client: ModelClient,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._row: ModelRow | None = None
        self._memory = MemoryView(theme)
        self._charts = LiveCharts(client, theme)
        self._facts = Facts()
        self._checks = ChecksView(control, icons, theme)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 2 * SPACE, SPACE, SPACE)
        column.setSpacing(2 * SPACE)
        for widget in (self._memory, self._charts, self._facts, self._checks):
            column.addWidget(widget)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollPage(page))
        VisibleTimer(self, LOOK_PAUSE, self._show_memory)

    def show_row(self, row: ModelRow) -> None:
        """Show another model, or another state of the same."""
        self._row = row
        self._show_memory()
        self._facts.show_row(row)
        self._charts.show_row(row)
        self._checks.show_row(row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_memory()

    def _show_memory(self) -> None:
        """Nothing where it is loaded already, and where nobody can tell."""
        row = self._row
        if row is None or not self.isVisible():
            return
        if row.is_loaded:
            self._memory.hide()
            return
        hardware, engine = self._control.hardware(), row.choice.engine
        options = with_automatic(row.variant, engine, row.settings.options, hardware)
        picture = self._memory.show_load(row.variant, engine, options, hardware)
        self._memory.setVisible(picture is not None)
