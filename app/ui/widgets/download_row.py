"""One download: how far it is, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.domain.hub.download import IS_UNDER_WAY, MAY_RESUME, Download, DownloadState
from app.services.control import AppControl
from app.ui import hub_words
from app.ui.download_actions import DownloadActions
from app.ui.theme import SPACE
from app.ui.verbs import Verbs

_STEPS = 1000


class DownloadRow(QWidget):
    """Shows one download; follows it by ``show_download``."""

    def __init__(
        self,
        control: AppControl,
        verbs: Verbs,
        download: Download,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        actions = DownloadActions(control, verbs, self.window)
        self._download = download
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._status = QLabel()
        self._status.setProperty("role", "muted")
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setMaximum(_STEPS)
        self._bar.setTextVisible(False)
        self._help = self._button(self.tr("Open its page"), actions.open_link)
        self._load = self._button(self.tr("Load"), actions.load)
        self._pause = self._button(self.tr("Pause"), actions.pause)
        self._resume = self._button(self.tr("Resume"), actions.resume)
        self._cancel = self._button(self.tr("Cancel"), actions.cancel)
        self._build()

    @property
    def id(self) -> str:
        return self._download.id

    def show_download(self, download: Download, now: float) -> None:
        """``now`` in seconds since the epoch."""
        self._download = download
        title = hub_words.download_title(download)
        status = hub_words.download_text(download, now)
        is_done = download.state is DownloadState.DONE
        self._title.setText(title)
        self._status.setText(status)
        self._bar.setValue(int(download.progress * _STEPS))
        self._bar.setAccessibleName(f"{title}: {status}")
        self._bar.setHidden(is_done)
        self._help.setVisible(bool(download.link))
        self._load.setVisible(is_done and download.model is not None)
        self._pause.setVisible(download.state in IS_UNDER_WAY)
        self._resume.setVisible(download.state in MAY_RESUME)
        self._cancel.setText(self.tr("Remove from list") if is_done else self.tr("Cancel"))
        for button in self._buttons:
            button.setAccessibleName(f"{button.text()}: {title}")

    def showEvent(self, event: QShowEvent) -> None:
        """Both words have the same room, so that bars of equal downloads are of equal length."""
        super().showEvent(event)
        width = max(each.sizeHint().width() for each in (self._pause, self._resume))
        for each in (self._pause, self._resume):
            each.setMinimumWidth(width)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self._help, self._load, self._pause, self._resume, self._cancel)

    def _button(self, words: str, act: Callable[[Download], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act(self._download))
        return button

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in self._buttons:
            buttons.addWidget(button)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        layout.setVerticalSpacing(2)
        layout.addWidget(self._title, 0, 0)
        layout.addWidget(self._status, 1, 0)
        layout.addWidget(self._bar, 2, 0)
        layout.addLayout(buttons, 0, 1, 3, 1)
        layout.setColumnStretch(0, 1)
