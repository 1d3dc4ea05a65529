"""What a person is told about while the window is not in front."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from app.domain.hub.download import Download
from app.domain.snapshot import RunningModel
from app.services.control import AppControl
from app.ui.hub_words import download_title
from app.ui.sentences import translated

Show = Callable[[str, str, QSystemTrayIcon.MessageIcon], None]


class Notifications(QObject):
    """Tells when a model is ready or has failed, and when a download is over.

    Args:
        show: called with title, sentence and kind.
        is_quiet: true while the person looks at the window anyway.
    """

    def __init__(
        self,
        control: AppControl,
        *,
        show: Show,
        is_quiet: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._show = show
        self._is_quiet = is_quiet
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
        )

    def _on_model_failed(self, entry: RunningModel) -> None:
        sentence = translated(entry.failure.sentence) if entry.failure else ""
        title = self.tr("{name} has failed").format(name=self._name(entry))
        self._tell(title, sentence, QSystemTrayIcon.MessageIcon.Warning)

    def _on_model_arrived(self, download: Download) -> None:
        title = self.tr("{name} is here").format(name=download_title(download))
        sentence = self.tr("It is among your models, and can be loaded.")
        self._tell(title, sentence, QSystemTrayIcon.MessageIcon.Information)

    def _on_download_failed(self, download: Download) -> None:
        title = self.tr("The download of {name} has failed").format(name=download_title(download))
        self._tell(title, translated(download.problem), QSystemTrayIcon.MessageIcon.Warning)

    def _tell(self, title: str, sentence: str, kind: QSystemTrayIcon.MessageIcon) -> None:
        if not self._is_quiet():
            self._show(title, sentence, kind)

    def _name(self, entry: RunningModel) -> str:
        model = self._control.snapshot.model(entry.model)
        return model.name if model else entry.model
