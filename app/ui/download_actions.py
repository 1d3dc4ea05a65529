"""What a person does with a download, from tray or window."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.domain.hub.download import Download, DownloadState
from app.services.control import AppControl
from app.ui import dialogs, hub_words, text
from app.ui.verbs import Verbs

translate = QCoreApplication.translate


class DownloadActions:
    """Sends the verbs, and asks before fetched bytes are thrown away.

    Args:
        window: where a question is asked.
    """

    def __init__(
        self, control: AppControl, verbs: Verbs, window: Callable[[], QWidget | None]
    ) -> None:
        self._control = control
        self._verbs = verbs
        self._window = window

    def load(self, download: Download) -> None:
        if download.model is not None:
            self._verbs.load(download.model)

    def pause(self, download: Download) -> None:
        self._verbs.follow(self._control.hub.pause(download.id))

    def resume(self, download: Download) -> None:
        self._verbs.follow(self._control.hub.resume(download.id))

    def open_link(self, download: Download) -> None:
        QDesktopServices.openUrl(QUrl(download.link))

    def cancel(self, download: Download) -> None:
        """Cancel it, after a question where something has been fetched. One that is done only
        leaves the list."""
        if download.state is DownloadState.DONE or not download.done:
            self._cancel(download)
            return
        words = translate(
            "DownloadActions", "{size} that were fetched will be deleted. A pause keeps them."
        )
        question = translate("DownloadActions", "Cancel the download of {name}?")
        dialogs.ask(
            self._window(),
            question=question.format(name=hub_words.download_title(download)),
            details=words.format(size=text.size_text(download.done)),
            accept=translate("DownloadActions", "Cancel the download"),
            on_accept=lambda: self._cancel(download),
        )

    def _cancel(self, download: Download) -> None:
        self._verbs.follow(self._control.hub.cancel(download.id))
