"""What can be done with downloads: ask for one, pause it, go on, give it up."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from app.domain.errors import AppError, DownloadConflict
from app.domain.hub.download import (
    IS_UNDER_WAY,
    MAY_RESUME,
    Download,
    DownloadOrder,
    DownloadState,
)
from app.domain.launch import ToolCommand
from app.services.download_list import DownloadList, Entry
from app.services.download_queue import DownloadQueue
from app.services.hub_interfaces import DownloadFiles, DownloadsStore, ToolFactory
from app.services.main_thread import MainThread
from app.services.waiters import Waiters, answered, done_future

_log = logging.getLogger("app.downloads")


class Downloads(QObject):
    """Lives on the main thread.

    Signals:
        changed(): ``all`` has another value.
        completed(Download): its files are in their folder.
        failed(Download): it goes on no more without a person.
        not_saved(str): what is under way would not survive the end of the program; says why.
    """

    changed = Signal()
    completed = Signal(object)
    failed = Signal(object)
    not_saved = Signal(str)

    def __init__(
        self,
        files: DownloadFiles,
        store: DownloadsStore,
        main_thread: MainThread,
        *,
        children: ToolFactory,
        command: Callable[[], ToolCommand],
        token: "Callable[[str], Future[str]]",
        at_once: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        """
        Args:
            command: what runs a download; may raise ``RuleError``.
            token: the access token for the Hub with an address.
            at_once: how many may run.
        """
        super().__init__(parent)
        self._files = files
        self._main_thread = main_thread
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="downloads")
        self._list = DownloadList(store, self)
        self._list.changed.connect(self.changed)
        self._list.not_saved.connect(self.not_saved)
        self._queue = DownloadQueue(
            self._list,
            staging=lambda order: str(files.staging(order)),
            children=children,
            command=command,
            token=token,
            at_once=at_once,
            parent=self,
        )
        self._queue.completed.connect(self.completed)
        self._queue.failed.connect(self.failed)
        self._closed = False
        self._gone: Waiters[None] = Waiters()

    @property
    def all(self) -> tuple[Download, ...]:
        """In the order in which they were asked for."""
        return self._list.all

    def of(self, id_: str) -> Download:
        """
        Raises:
            DownloadNotFound
        """
        return self._list.find(id_).download

    def start(self) -> None:
        """Go on with what an earlier run of the program left."""
        self._list.load()
        self._queue.start_next()

    def add(self, order: DownloadOrder) -> Download:
        """Put it into the queue. One that is there already goes on instead.

        Raises:
            DownloadConflict: another download goes to the same folder.
        """
        known = self._list.get(order.id)
        if known is None or known.is_over:
            self._list.add(order)
        elif known.download.state in MAY_RESUME:
            self._queue.put(known)
        self._queue.start_next()
        return self._list.find(order.id).download

    def pause(self, id_: str) -> None:
        """Stop it and keep what is there; what is paused or has failed stays so.

        Raises:
            DownloadNotFound
            DownloadConflict: it is over.
        """
        entry = self._list.find(id_)
        if entry.is_over:
            raise DownloadConflict(f"{entry.download.order.repository} is here already.")
        if entry.download.state in IS_UNDER_WAY:
            self._list.show(entry, state=DownloadState.PAUSED, problem="", link="")
            self._queue.break_off(entry)
            self._list.changed_for_good()

    def resume(self, id_: str) -> None:
        """Go on with one that is paused, has failed or waits; for others, nothing changes.

        Raises:
            DownloadNotFound
        """
        entry = self._list.find(id_)
        if entry.download.state in MAY_RESUME:
            self._queue.put(entry)
            self._queue.start_next()

    def cancel(self, id_: str) -> "Future[None]":
        """Stop it and delete what was fetched; done when that is gone.

        One that is over leaves the list, and its files stay.

        Raises (in the future):
            DownloadNotFound
        """
        return answered(lambda: self._cancel(self._list.find(id_)))

    def set_model(self, id_: str, model: str) -> None:
        """Remember which model came of a download."""
        if (entry := self._list.get(id_)) and entry.download.model != model:
            self._list.show(entry, model=model)

    def renew(self) -> None:
        """Look again how many may run."""
        self._queue.start_next()

    def close(self) -> "Future[None]":
        """Stop everything and keep what is there, for the next start; done when no process is
        left."""
        if not self._closed:
            self._closed = True
            self._list.save()
            self._pool.shutdown(wait=False)
            self._queue.close(self._tell_closed)
        self._tell_closed()
        return self._gone.add() if self._queue.has_runs else done_future(None)

    def _tell_closed(self) -> None:
        if not self._queue.has_runs:
            self._gone.answer(None)

    def _cancel(self, entry: Entry) -> "Future[None]":
        answer: Future[None] = Future()
        order = entry.download.order
        self._list.remove(entry)

        def remove() -> None:
            if entry.is_over or self._closed:
                _answer(answer, None)
            else:
                removal = self._pool.submit(self._files.remove, order)
                removal.add_done_callback(
                    lambda done: self._main_thread.submit(lambda: _removed(done, order, answer))
                )

        self._queue.break_off(entry, remove)
        return answer


def _removed(done: "Future[None]", order: DownloadOrder, answer: "Future[None]") -> None:
    error = done.exception()
    if error is not None:
        _log.warning("What was fetched of %s could not be deleted: %s", order.repository, error)
    _answer(answer, error)


def _answer(answer: "Future[None]", error: BaseException | None) -> None:
    if not answer.set_running_or_notify_cancel():
        return
    if error is None:
        answer.set_result(None)
        return
    answer.set_exception(
        AppError(f"What was fetched could not be deleted: {error}.", hint="Delete it by hand.")
    )
