"""What was looked at in a model's files, point by point."""

from concurrent.futures import Future

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.domain import hashes
from app.domain.errors import AppError, ShuttingDown
from app.domain.model import Check, ValidationReport, Variant
from app.services.control import AppControl
from app.ui.icons import Icons
from app.ui.model_row import ModelRow
from app.ui.sentences import translated
from app.ui.theme import SPACE, Theme
from app.ui.widgets.hash_comparison import HashComparison

_PAUSE = 400
"""Milliseconds that a person stays with a model before its files are read for them."""
_ICON = 16


class ChecksView(QWidget):
    """Reads the files by itself once somebody looks, and again when they have changed."""

    _answered = Signal(str, object)

    def __init__(
        self, control: AppControl, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._icons = icons
        self._row: ModelRow | None = None
        self._read: tuple[str, Variant] | None = None
        self._checks: tuple[Check, ...] = ()
        self._heading = QLabel(self.tr("What was checked"))
        self._status = QLabel()
        self._status.setProperty("role", "muted")
        self._status.setWordWrap(True)
        self._lines = QGridLayout()
        self._comparison = HashComparison(control)
        self._comparison.compared.connect(self._show_compared)
        self._build()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        # The answer comes in a pool thread.
        self._answered.connect(self._show_answer, Qt.ConnectionType.QueuedConnection)
        theme.changed.connect(self._draw)

    def show_row(self, row: ModelRow) -> None:
        """Tell of this model from now on."""
        self._row = row
        if self._read is not None and self._read != (row.id, row.variant):
            self._read = None
            self._show((), "")
        self._ask_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()

    def _ask_soon(self) -> None:
        row = self._row
        if row is not None and row.variant.files and self._read is None and self.isVisible():
            self._pause.start()

    def _ask(self) -> None:
        row = self._row
        if row is None:
            return
        self._read = (row.id, row.variant)
        self._show((), self.tr("Reading the files…"))
        answer = self._control.validate(row.id)
        answer.add_done_callback(lambda done: self._pass_on(row.id, done))

    def _pass_on(self, model_id: str, done: "Future[ValidationReport]") -> None:
        if not done.cancelled():
            self._answered.emit(model_id, done)

    def _show_answer(self, model_id: str, done: "Future[ValidationReport]") -> None:
        if self._read is None or self._read[0] != model_id:
            return
        error = done.exception()
        if error is None:
            self._show(done.result().checks, "")
        elif not isinstance(error, ShuttingDown):
            self._show(
                (), translated(error.sentence) if isinstance(error, AppError) else str(error)
            )

    def _show(self, checks: tuple[Check, ...], status: str) -> None:
        self._checks = checks
        is_known = any(check.name == hashes.NAME for check in checks)
        self._comparison.offer(self._row.id if is_known and self._row else "")
        self._status.setText(status)
        self._status.setVisible(bool(status))
        self._heading.setVisible(bool(status or checks))
        self._draw()

    def _show_compared(self, compared: Check) -> None:
        others = (check for check in self._checks if check.name != hashes.NAME)
        self._checks = (*others, compared)
        self._draw()

    def _draw(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, check in enumerate(self._checks):
            self._draw_line(number, check)

    def _draw_line(self, number: int, check: Check) -> None:
        icon, words = QLabel(), QLabel(translated(check.sentence))
        look = ("status-ready", "good") if check.ok else ("status-warning", "busy")
        icon.setPixmap(self._icons.icon(*look).pixmap(_ICON))
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        verdict = self.tr("Good") if check.ok else self.tr("Take note")
        words.setAccessibleName(f"{verdict}: {words.text()}")
        self._lines.addWidget(icon, number, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addWidget(words, number, 1)

    def _build(self) -> None:
        self._heading.setProperty("role", "heading")
        self._heading.hide()
        self._lines.setHorizontalSpacing(SPACE)
        self._lines.setVerticalSpacing(SPACE)
        self._lines.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._heading)
        layout.addWidget(self._status)
        layout.addLayout(self._lines)
        layout.addWidget(self._comparison)
