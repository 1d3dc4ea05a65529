"""What a person can do with the Hub: look, fetch, and see the model in the list when it is here."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ShuttingDown
from app.domain.hub.account import TokenKeeping
from app.domain.hub.choices import HubModel
from app.domain.hub.download import Download, DownloadOrder, DownloadState, download_id
from app.domain.hub.repository import HubPage, HubQuery
from app.domain.hub.suggestions import CatalogEntry, Suggestion, suggestions
from app.services.downloads import Downloads
from app.services.hub import Hub
from app.services.hub_interfaces import DownloadFiles
from app.services.library import Library
from app.services.preferences import Preferences
from app.services.waiters import answered, chained, done_future


class HubVerbs(QObject):
    """``AppControl.hub``. A verb that returns a future puts its ``AppError`` there; to cancel the
    future of a search or a page hangs up.

    Signals:
        changed(): ``downloads`` or ``token_keeping`` has another value.
        model_arrived(Download): a download is over, and its model is in the list.
        download_failed(Download): it goes on no more without a person.
        not_saved(str): the list of downloads cannot be kept; the sentence says why.
    """

    changed = Signal()
    model_arrived = Signal(object)
    download_failed = Signal(object)
    not_saved = Signal(str)

    def __init__(
        self,
        hub: Hub,
        downloads: Downloads,
        files: DownloadFiles,
        library: Library,
        preferences: Preferences,
        *,
        catalog: Sequence[CatalogEntry] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._downloads = downloads
        self._files = files
        self._library = library
        self._preferences = preferences
        self._catalog = catalog
        self._closing = False
        downloads.changed.connect(self.changed)
        downloads.failed.connect(self.download_failed)
        downloads.not_saved.connect(self.not_saved)
        downloads.completed.connect(lambda _: library.rescan())
        library.changed.connect(self._name_models)
        hub.token.changed.connect(self.changed)

    @property
    def downloads(self) -> tuple[Download, ...]:
        return self._downloads.all

    @property
    def token_keeping(self) -> TokenKeeping:
        return self._hub.token.keeping

    def start(self) -> None:
        """Go on with the downloads of an earlier run."""
        self._downloads.start()

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Models for somebody who does not know what to take, as far as they fit here.

        May be called from any thread.
        """
        return suggestions(self._catalog, self._hub.hardware())

    def search(self, query: HubQuery) -> "Future[HubPage]":
        """One page of repositories, the most downloaded first."""
        return answered(lambda: self._hub.search(query))

    def repository(self, name: str) -> "Future[HubModel]":
        """A repository, what can be had of it, and what to take on this computer."""
        return answered(lambda: self._hub.repository(name))

    def download(self, repository: str, choice: str = "") -> "Future[Download]":
        """Fetch a choice, by id or label; the recommended one where none is named.

        Done once it is in the queue. What is on its way already goes on.
        """
        return chained(
            self.repository(repository), lambda model: done_future(self._add(model, choice))
        )

    def pause(self, download: str) -> "Future[None]":
        """Stop it and keep what is there."""
        return _at_once(lambda: self._downloads.pause(download))

    def resume(self, download: str) -> "Future[None]":
        """Go on with one that is paused, waits, or has failed."""
        return _at_once(lambda: self._downloads.resume(download))

    def cancel(self, download: str) -> "Future[None]":
        """Stop it and delete what was fetched; one that is over only leaves the list."""
        return self._downloads.cancel(download)

    def set_token(self, token: str) -> "Future[TokenKeeping]":
        """Keep an access token in the system's keyring; an empty one forgets it.

        Where there is no keyring, it is kept until the program ends.
        """
        return self._hub.token.set(token)

    def renew(self) -> None:
        """The settings have changed."""
        self._downloads.renew()
        self.changed.emit()

    def close(self) -> "Future[None]":
        """Stop every download and keep what is there; done when no process is left."""
        self._closing = True
        self._hub.token.shutdown()
        return self._downloads.close()

    def _add(self, model: HubModel, name: str) -> Download:
        if self._closing:
            raise ShuttingDown("ModelTray is shutting down.")
        choice, page = model.choice(name), model.repository
        id_ = download_id(page.id, page.revision, choice.files)
        root = self._preferences.downloads_folder
        taken = {Path(d.order.folder) for d in self._downloads.all if d.id != id_}
        folder = self._files.free_folder(root, page.id, choice.label, id_, taken)
        endpoint = self._preferences.settings.hub_endpoint
        return self._downloads.add(
            DownloadOrder(
                id_,
                page.id,
                page.revision,
                choice.label,
                endpoint,
                str(root),
                str(folder),
                choice.files,
            )
        )

    def _name_models(self) -> None:
        """Find the models that came of downloads."""
        for download in self._downloads.all:
            if download.state is DownloadState.DONE and download.model is None:
                folder = Path(download.order.folder)
                found = (m for m in self._library.models if m.folder.is_relative_to(folder))
                if model := next(found, None):
                    self._downloads.set_model(download.id, model.id)
                    self.model_arrived.emit(self._downloads.of(download.id))


def _at_once(verb: Callable[[], None]) -> "Future[None]":
    def call() -> "Future[None]":
        verb()
        return done_future(None)

    return answered(call)
