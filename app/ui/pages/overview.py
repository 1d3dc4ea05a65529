"""What the chosen model is, how it does now, and what was found in its files."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.memory_picture import memory_picture
from app.services.control import AppControl
from app.services.interfaces import ModelClient
from app.ui.icons import Icons
from app.ui.model_row import ModelRow
from app.ui.theme import SPACE, Theme
from app.ui.widgets.checks_view import ChecksView
from app.ui.widgets.facts import Facts
from app.ui.widgets.live_charts import LiveCharts
from app.ui.widgets.scroll_page import ScrollPage


class OverviewPage(QWidget):
    """Charts while the model is loaded, facts, and checks."""

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
        self._charts = LiveCharts(client, theme)
        self._facts = Facts()
        self._checks = ChecksView(control, icons, theme)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 2 * SPACE, SPACE, SPACE)
        column.setSpacing(2 * SPACE)
        for widget in (self._charts, self._facts, self._checks):
            column.addWidget(widget)
        column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollPage(page))

    def show_row(self, row: ModelRow) -> None:
        """Show another model, or another state of the same."""
        held = row.running.memory_bytes if row.running else None
        hardware = self._control.hardware().after_freeing(held or 0)
        engine, options = row.choice.engine, row.settings.options
        self._facts.show_row(row, memory_picture(row.variant, engine, options, hardware))
        self._charts.show_row(row)
        self._checks.show_row(row)
