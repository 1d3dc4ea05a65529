"""Icon, name and status of the chosen model."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.domain.lifecycle import State
from app.ui import text
from app.ui.icons import Icons
from app.ui.model_row import ModelRow
from app.ui.theme import SPACE, Theme
from app.ui.widgets.action_button import ActionButton

BIG, SMALL = 36, 16


class ModelHeader(QWidget):
    """The head of the details: what the model is, in two lines, and how far a load has come."""

    def __init__(
        self, copy_address: QAction, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._row: ModelRow | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._format = QLabel()
        self._name = QLabel()
        self._name.setProperty("role", "title")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._name.setWordWrap(True)
        self._state = QLabel()
        self._status = QLabel()
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress of the load"))
        keeps_place = self._progress.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(keeps_place)
        self._arrange(ActionButton(copy_address, "link"))
        theme.changed.connect(self._draw_icons)

    def show_row(self, row: ModelRow, now: float) -> None:
        """Show another model, or another state of the same; ``now`` in seconds since the epoch."""
        self._row = row
        self._name.setText(row.model.name)
        self._status.setText(_headline(row, now))
        self._progress.setVisible(row.state in (State.STARTING, State.LOADING))
        progress = row.running.progress if row.running else None
        # A bar without a range shows that something is under way.
        self._progress.setRange(0, 0 if progress is None else 100)
        self._progress.setValue(int((progress or 0) * 100))
        self._draw_icons()

    def _draw_icons(self) -> None:
        if self._row is not None:
            self._format.setPixmap(self._icons.format_icon(self._row.format).pixmap(BIG))
            self._state.setPixmap(self._icons.status_icon(self._row).pixmap(SMALL))

    def _arrange(self, copy_address: QPushButton) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SPACE)
        layout.setVerticalSpacing(4)
        layout.addWidget(self._format, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._name, 0, 1, 1, 3)
        layout.addWidget(self._state, 1, 1)
        layout.addWidget(self._status, 1, 2)
        layout.addWidget(copy_address, 1, 3)
        layout.addWidget(self._progress, 2, 0, 1, 4)
        layout.setColumnStretch(2, 1)


def _headline(row: ModelRow, now: float) -> str:
    """The status; the banner below says what failed or what is in the way."""
    if row.state is State.FAILED:
        return text.translate("ModelHeader", "Failed")
    if row.problem and not row.is_loaded:
        return text.translate("ModelHeader", "Cannot load")
    return text.status_text(row, now)
