"""The downloads, one below the other."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.hub.download import Download, DownloadState
from app.domain.snapshot import AppSnapshot
from app.services.control import AppControl
from app.ui.theme import SPACE
from app.ui.verbs import Verbs
from app.ui.widgets.download_row import DownloadRow
from app.ui.widgets.scroll_page import ScrollPage

_TALLEST = 190
"""Pixels; more scroll."""


class DownloadsView(QWidget):
    """Hidden while there are none."""

    def __init__(self, control: AppControl, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self._verbs = verbs
        self._rows: dict[str, DownloadRow] = {}
        self._downloads: tuple[Download, ...] = ()
        self._countdown = QTimer(self, interval=1000)
        self._countdown.timeout.connect(self._refresh)
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, SPACE, 0)
        self._lines.setSpacing(SPACE)
        self._lines.addStretch()
        page = ScrollPage(self._list)
        page.setMaximumHeight(_TALLEST)
        heading = QLabel(self.tr("Downloads"))
        heading.setProperty("role", "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading)
        layout.addWidget(page)

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        self._downloads = snapshot.downloads
        present = {download.id for download in self._downloads}
        for gone in [id_ for id_ in self._rows if id_ not in present]:
            row = self._rows.pop(gone)
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        for download in self._downloads:
            if download.id not in self._rows:
                row = self._rows[download.id] = DownloadRow(self._control, self._verbs, download)
                self._lines.insertWidget(self._lines.count() - 1, row)
        self.setVisible(bool(present))
        self._refresh()

    def _refresh(self) -> None:
        now = time.time()
        for download in self._downloads:
            self._rows[download.id].show_download(download, now)
        waits = any(d.state is DownloadState.WAITING for d in self._downloads)
        (self._countdown.start if waits else self._countdown.stop)()
