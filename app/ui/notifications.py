"""What a person is told about: by a notification while no window of ours is in front, else by a
screen reader alone, for the window shows it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from app.domain.hub.download import Download
from app.domain.snapshot import RunningModel
from app.services.control import AppControl
from app.ui.hub_words import download_title
from app.ui.model_page import ModelPage
from app.ui.sentences import translated

Show = Callable[[str, str, QSystemTrayIcon.MessageIcon, Callable[[], None]], None]


class Notifications(QObject):
    """Tells when a model is ready or has failed, and when a download is over.

    Args:
        show: called with title, sentence, kind, and what a click on it does.
        announce: called with title and sentence instead, while it is quiet.
        is_quiet: true while the person looks at our windows anyway.
        on_show_model: shows a page of a model.
        on_show_downloads: shows the downloads.
    """

    def __init__(
        self,
        control: AppControl,
        *,
        show: Show,
        announce: Callable[[str], None],
        is_quiet: Callable[[], bool],
        on_show_model: Callable[[str, ModelPage], None],
        on_show_downloads: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._show = show
        self._announce = announce
        self._is_quiet = is_quiet
        self._show_model = on_show_model
        self._show_downloads = on_show_downloads
        control.model_ready.connect(self._on_model_ready)
        control.model_failed.connect(self._on_model_failed)
        control.hub.model_arrived.connect(self._on_model_arrived)
        control.hub.download_failed.connect(self._on_download_failed)

    def _on_model_ready(self, entry: RunningModel) -> None:
        place = self.tr("It answers on port {port}.").format(port=entry.port)
        title = self.tr("{name} is ready").format(name=self._name(entry))
        self._tell(
            title,
            f"{place} {translated(entry.notice)}".strip(),
            QSystemTrayIcon.MessageIcon.Information,
            partial(self._show_model, entry.model, ModelPage.TRY),
        )

    def _on_model_failed(self, entry: RunningModel) -> None:
        sentence = translated(entry.failure.sentence) if entry.failure else ""
        title = self.tr("{name} has failed").format(name=self._name(entry))
        look = partial(self._show_model, entry.model, ModelPage.OVERVIEW)
        self._tell(title, sentence, QSystemTrayIcon.MessageIcon.Warning, look)

    def _on_model_arrived(self, download: Download) -> None:
        title = self.tr("{name} is here").format(name=download_title(download))
        sentence = self.tr("It is among your models, and can be loaded.")
        kind = QSystemTrayIcon.MessageIcon.Information
        self._tell(title, sentence, kind, self._show_downloads)

    def _on_download_failed(self, download: Download) -> None:
        title = self.tr("The download of {name} has failed").format(name=download_title(download))
        kind = QSystemTrayIcon.MessageIcon.Warning
        self._tell(title, translated(download.problem), kind, self._show_downloads)

    def _tell(
        self,
        title: str,
        sentence: str,
        kind: QSystemTrayIcon.MessageIcon,
        look: Callable[[], None],
    ) -> None:
        if self._is_quiet():
            self._announce(f"{title}. {sentence}")
        else:
            self._show(title, sentence, kind, look)

    def _name(self, entry: RunningModel) -> str:
        model = self._control.snapshot.model(entry.model)
        return model.name if model else entry.model
