"""The downloads as they are shown, and as they outlive the program."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import DownloadConflict, DownloadNotFound
from app.domain.hub.download import Download, DownloadOrder, DownloadState
from app.domain.hub.pace import Speedometer
from app.services.download_records import restored, saved_form, unread_files
from app.services.download_run import DownloadRun
from app.services.hub_interfaces import DownloadsStore


@dataclass(slots=True)
class Entry:
    """
    Attributes:
        attempt: how many have failed in a row without a new byte.
        was: bytes that were there when the running attempt began.
        is_starting: its turn has come, and only the token is waited for.
    """

    download: Download
    run: DownloadRun | None = None
    attempt: int = 0
    was: int = 0
    is_starting: bool = False
    meter: Speedometer = field(default_factory=Speedometer)

    @property
    def is_busy(self) -> bool:
        """A process of this or of an earlier attempt is there, or will be at once."""
        return self.run is not None or self.is_starting

    @property
    def is_over(self) -> bool:
        return self.download.state is DownloadState.DONE


class DownloadList(QObject):
    """In the order in which they were asked for.

    Signals:
        changed(): ``all`` has another value.
        not_saved(str): what is under way would not survive the end of the program; says why.
    """

    changed = Signal()
    not_saved = Signal(str)

    def __init__(self, store: DownloadsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._entries: dict[str, Entry] = {}

    @property
    def all(self) -> tuple[Download, ...]:
        return tuple(entry.download for entry in self._entries.values())

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries.values()))

    def get(self, id_: str) -> Entry | None:
        return self._entries.get(id_)

    def find(self, id_: str) -> Entry:
        """
        Raises:
            DownloadNotFound
        """
        if (entry := self._entries.get(id_)) is not None:
            return entry
        raise DownloadNotFound(
            f"There is no download {id_[:80]!a}.", hint="GET /hub/downloads lists them."
        )

    def load(self) -> None:
        """Take over what an earlier run of the program left."""
        for saved in self._store.load():
            self._entries.setdefault(saved.order.id, Entry(restored(saved)))
        if self._entries:
            self.changed.emit()

    def add(self, order: DownloadOrder) -> None:
        """
        Raises:
            DownloadConflict: another download goes to the same folder.
        """
        self._check_folder(order)
        self._entries[order.id] = Entry(Download(order, files=unread_files(order)))
        self.changed_for_good()

    def remove(self, entry: Entry) -> None:
        del self._entries[entry.download.order.id]
        self.changed_for_good()

    def show(self, entry: Entry, **changes: Any) -> None:
        """Give the entry's ``Download`` other values, until the program ends."""
        entry.download = replace(entry.download, **changes)
        self.changed.emit()

    def changed_for_good(self) -> None:
        """Something is different that is to outlive the program."""
        self.changed.emit()
        self.save()

    def save(self) -> None:
        try:
            self._store.save([saved_form(e.download) for e in self if not e.is_over])
        except OSError as error:
            self.not_saved.emit(
                f"The list of downloads cannot be saved ({error.strerror}). What is under way now "
                "will not go on by itself after the next start."
            )

    def _check_folder(self, order: DownloadOrder) -> None:
        for entry in self:
            other = entry.download.order
            if other.folder == order.folder and other.id != order.id and not entry.is_over:
                raise DownloadConflict(
                    f"Another download goes to {order.folder}.",
                    hint=f"Wait until {other.label} of {other.repository} is here, or cancel it.",
                )
