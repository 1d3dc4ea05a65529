"""The queue of downloads. A few run at a time, each in a child process of its own."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import AppError, DownloadConflict, DownloadNotFound
from app.domain.hub.child_events import Finished, Progress, Setback
from app.domain.hub.download import (
    IS_UNDER_WAY,
    MAY_RESUME,
    Download,
    DownloadOrder,
    DownloadState,
)
from app.domain.hub.pace import Speedometer, delay, seconds_left
from app.domain.launch import ToolCommand
from app.services.download_records import (
    AT_REST,
    restored,
    saved_form,
    unread_files,
    with_progress,
)
from app.services.download_run import DownloadRun
from app.services.hub_interfaces import DownloadFiles, DownloadsStore, ToolFactory
from app.services.main_thread import MainThread
from app.services.waiters import Waiters, answered, done_future

_log = logging.getLogger("app.downloads")


@dataclass(slots=True)
class _Entry:
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
    def is_free(self) -> bool:
        """No process of an earlier attempt is left."""
        return self.run is None and not self.is_starting


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
        self._store = store
        self._main_thread = main_thread
        self._children = children
        self._command = command
        self._token = token
        self._at_once = at_once
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="downloads")
        self._entries: dict[str, _Entry] = {}
        self._closed = False
        self._gone: Waiters[None] = Waiters()

    @property
    def all(self) -> tuple[Download, ...]:
        """In the order in which they were asked for."""
        return tuple(entry.download for entry in self._entries.values())

    def of(self, id_: str) -> Download:
        """
        Raises:
            DownloadNotFound
        """
        return self._entry(id_).download

    def start(self) -> None:
        """Go on with what an earlier run of the program left."""
        for saved in self._store.load():
            self._entries.setdefault(saved.order.id, _Entry(restored(saved)))
        if self._entries:
            self.changed.emit()
            self._start_next()

    def add(self, order: DownloadOrder) -> Download:
        """Put it into the queue. One that is there already goes on instead.

        Raises:
            DownloadConflict: another download goes to the same folder.
        """
        known = self._entries.get(order.id)
        if known is None or known.download.state is DownloadState.DONE:
            self._check_folder(order)
            self._entries[order.id] = _Entry(Download(order, files=unread_files(order)))
            self._changed_for_good()
        elif known.download.state in MAY_RESUME:
            self._queue(known)
        self._start_next()
        return self._entries[order.id].download

    def pause(self, id_: str) -> None:
        """Stop it and keep what is there; what is paused or has failed stays so.

        Raises:
            DownloadNotFound
            DownloadConflict: it is over.
        """
        entry = self._entry(id_)
        if entry.download.state is DownloadState.DONE:
            raise DownloadConflict(f"{entry.download.order.repository} is here already.")
        if entry.download.state in IS_UNDER_WAY:
            self._show(entry, state=DownloadState.PAUSED, problem="", link="")
            self._break_off(entry)
            self._changed_for_good()

    def resume(self, id_: str) -> None:
        """Go on with one that is paused, has failed or waits; for others, nothing changes.

        Raises:
            DownloadNotFound
        """
        entry = self._entry(id_)
        if entry.download.state in MAY_RESUME:
            self._queue(entry)
            self._start_next()

    def cancel(self, id_: str) -> "Future[None]":
        """Stop it and delete what was fetched; done when that is gone.

        One that is over leaves the list, and its files stay.

        Raises (in the future):
            DownloadNotFound
        """
        return answered(lambda: self._cancel(self._entry(id_)))

    def set_model(self, id_: str, model: str) -> None:
        """Remember which model came of a download."""
        if (entry := self._entries.get(id_)) and entry.download.model != model:
            self._show(entry, model=model)

    def renew(self) -> None:
        """Look again how many may run."""
        self._start_next()

    def close(self) -> "Future[None]":
        """Stop everything and keep what is there, for the next start; done when no process is
        left."""
        if not self._closed:
            self._closed = True
            self._save()
            self._pool.shutdown(wait=False)
            for entry in self._entries.values():
                self._break_off(entry, self._tell_closed)
        self._tell_closed()
        return self._gone.add() if self._runs() else done_future(None)

    def _runs(self) -> bool:
        return any(entry.run is not None for entry in self._entries.values())

    def _tell_closed(self) -> None:
        if not self._runs():
            self._gone.answer(None)

    def run_progressed(self, id_: str, progress: Progress) -> None:
        entry = self._entries.get(id_)
        if entry is None or entry.download.state is not DownloadState.RUNNING:
            return
        if not progress.checking:
            entry.meter.note(time.monotonic(), progress.done)
        if progress.done > entry.was and not progress.checking:
            entry.attempt = 0
        left = entry.download.order.size - progress.done
        self._show(
            entry,
            done=progress.done,
            files=with_progress(entry.download.files, progress),
            speed=entry.meter.speed,
            seconds_left=seconds_left(left, entry.meter.speed),
            checking=progress.checking,
        )

    def run_ended(self, id_: str, end: Finished | Setback) -> None:
        entry = self._entries.get(id_)
        if entry is None:
            return
        entry.run = None
        if isinstance(end, Finished):
            self._finish(entry)
        else:
            self._set_back(entry, end)
        self._start_next()

    def _finish(self, entry: _Entry) -> None:
        size = entry.download.order.size
        files = tuple(replace(file, done=file.size) for file in entry.download.files)
        self._show(entry, state=DownloadState.DONE, done=size, files=files, **AT_REST)
        self._changed_for_good()
        self.completed.emit(entry.download)

    def _set_back(self, entry: _Entry, setback: Setback) -> None:
        entry.attempt += 1
        order = entry.download.order
        pause = delay(entry.attempt, setback.after) if setback.again else None
        _log.warning("%s: %s", order.repository, setback.sentence)
        told: dict[str, Any] = {**AT_REST, "problem": setback.sentence, "link": setback.link}
        if pause is None:
            self._show(entry, state=DownloadState.FAILED, **told)
            self._changed_for_good()
            self.failed.emit(entry.download)
            return
        at = time.time() + pause
        self._show(entry, state=DownloadState.WAITING, **{**told, "retry_at": at})
        QTimer.singleShot(int(pause * 1000), self, lambda: self._try_again(entry, at))

    def _try_again(self, entry: _Entry, at: float) -> None:
        if entry.download.state is DownloadState.WAITING and entry.download.retry_at == at:
            self._show(entry, state=DownloadState.QUEUED, retry_at=None)
            self._start_next()

    def _queue(self, entry: _Entry) -> None:
        entry.attempt = 0
        self._show(entry, state=DownloadState.QUEUED, **{**AT_REST, "problem": "", "link": ""})
        self._changed_for_good()

    def _start_next(self) -> None:
        if self._closed:
            return
        busy = sum(e.run is not None or e.is_starting for e in self._entries.values())
        waiting = [
            entry
            for entry in self._entries.values()
            if entry.download.state is DownloadState.QUEUED and entry.is_free
        ]
        for entry in waiting[: max(0, self._at_once() - busy)]:
            entry.is_starting = True
            self._token(entry.download.order.endpoint).add_done_callback(partial(self._run, entry))

    def _run(self, entry: _Entry, token: "Future[str]") -> None:
        entry.is_starting = False
        if self._closed or entry.download.state is not DownloadState.QUEUED:
            return
        entry.was, entry.meter = entry.download.done, Speedometer()
        order = entry.download.order
        try:
            entry.run = DownloadRun(
                order,
                str(self._files.staging(order)),
                token.result(),
                self,
                command=self._command(),
                children=self._children,
                parent=self,
            )
        except AppError as error:
            self._set_back(entry, Setback(error.sentence))
            return
        self._show(entry, state=DownloadState.RUNNING, problem="", link="")
        entry.run.start()

    def _break_off(self, entry: _Entry, tell: Callable[[], None] = lambda: None) -> None:
        """``tell`` is called once no process is left."""
        if entry.run is None:
            tell()
            return

        def gone() -> None:
            entry.run = None
            tell()
            self._start_next()

        entry.run.break_off(gone)

    def _cancel(self, entry: _Entry) -> "Future[None]":
        answer: Future[None] = Future()
        order = entry.download.order
        is_over = entry.download.state is DownloadState.DONE
        del self._entries[order.id]
        self._changed_for_good()

        def remove() -> None:
            if is_over or self._closed:
                _answer(answer, None)
            else:
                removal = self._pool.submit(self._files.remove, order)
                removal.add_done_callback(
                    lambda done: self._main_thread.submit(lambda: _removed(done, order, answer))
                )

        self._break_off(entry, remove)
        return answer

    def _check_folder(self, order: DownloadOrder) -> None:
        for entry in self._entries.values():
            other = entry.download.order
            is_over = entry.download.state is DownloadState.DONE
            if other.folder == order.folder and other.id != order.id and not is_over:
                raise DownloadConflict(
                    f"Another download goes to {order.folder}.",
                    hint=f"Wait until {other.label} of {other.repository} is here, or cancel it.",
                )

    def _entry(self, id_: str) -> _Entry:
        if (entry := self._entries.get(id_)) is not None:
            return entry
        raise DownloadNotFound(
            f"There is no download {id_[:80]!a}.", hint="GET /hub/downloads lists them."
        )

    def _show(self, entry: _Entry, **changes: Any) -> None:
        entry.download = replace(entry.download, **changes)
        self.changed.emit()

    def _changed_for_good(self) -> None:
        self.changed.emit()
        self._save()

    def _save(self) -> None:
        downloads = (entry.download for entry in self._entries.values())
        try:
            self._store.save(
                [saved_form(each) for each in downloads if each.state is not DownloadState.DONE]
            )
        except OSError as error:
            self.not_saved.emit(
                f"The list of downloads cannot be saved ({error.strerror}). What is under way now "
                "will not go on by itself after the next start."
            )


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
