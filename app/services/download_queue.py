"""Runs the downloads whose turn it is, a few at a time, each in a child process of its own."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import AppError
from app.domain.hub.child_events import Finished, Progress, Setback
from app.domain.hub.download import DownloadOrder, DownloadState
from app.domain.hub.pace import Speedometer, delay, seconds_left
from app.domain.launch import ToolCommand
from app.services.download_list import DownloadList, Entry
from app.services.download_records import AT_REST, with_progress
from app.services.download_run import DownloadRun
from app.services.hub_interfaces import ToolFactory

_log = logging.getLogger("app.downloads")


class DownloadQueue(QObject):
    """Implements ``RunListener``. Tries again by itself what another attempt may cure.

    Signals:
        completed(Download): its files are in their folder.
        failed(Download): it goes on no more without a person.
    """

    completed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        list_: DownloadList,
        *,
        staging: Callable[[DownloadOrder], str],
        children: ToolFactory,
        command: Callable[[], ToolCommand],
        token: "Callable[[str], Future[str]]",
        at_once: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        """
        Args:
            staging: the folder that a download is put together in.
            command, token, at_once: as in ``Downloads``.
        """
        super().__init__(parent)
        self._list = list_
        self._staging = staging
        self._children = children
        self._command = command
        self._token = token
        self._at_once = at_once
        self._closed = False

    @property
    def has_runs(self) -> bool:
        """Whether any process is left."""
        return any(entry.run is not None for entry in self._list)

    def put(self, entry: Entry) -> None:
        """Let it wait for its turn, however often it has failed before."""
        entry.attempt = 0
        self._list.show(entry, state=DownloadState.QUEUED, **{**AT_REST, "problem": "", "link": ""})
        self._list.changed_for_good()

    def start_next(self) -> None:
        """Start as many as may run."""
        if self._closed:
            return
        busy = sum(entry.is_busy for entry in self._list)
        waiting = [
            entry
            for entry in self._list
            if entry.download.state is DownloadState.QUEUED and not entry.is_busy
        ]
        for entry in waiting[: max(0, self._at_once() - busy)]:
            entry.is_starting = True
            self._token(entry.download.order.endpoint).add_done_callback(partial(self._run, entry))

    def break_off(self, entry: Entry, tell: Callable[[], None] = lambda: None) -> None:
        """End its attempt now; ``tell`` is called once no process is left."""
        if entry.run is None:
            tell()
            return

        def gone() -> None:
            entry.run = None
            tell()
            self.start_next()

        entry.run.break_off(gone)

    def close(self, tell: Callable[[], None]) -> None:
        """Start nothing more and end what runs; ``tell`` is called for each that is gone."""
        self._closed = True
        for entry in self._list:
            self.break_off(entry, tell)

    def run_progressed(self, id_: str, progress: Progress) -> None:
        entry = self._list.get(id_)
        if entry is None or entry.download.state is not DownloadState.RUNNING:
            return
        if not progress.checking:
            entry.meter.note(time.monotonic(), progress.done)
        if progress.done > entry.was and not progress.checking:
            entry.attempt = 0
        left = entry.download.order.size - progress.done
        self._list.show(
            entry,
            done=progress.done,
            files=with_progress(entry.download.files, progress),
            speed=entry.meter.speed,
            seconds_left=seconds_left(left, entry.meter.speed),
            checking=progress.checking,
        )

    def run_ended(self, id_: str, end: Finished | Setback) -> None:
        entry = self._list.get(id_)
        if entry is None:
            return
        entry.run = None
        if isinstance(end, Finished):
            self._finish(entry)
        else:
            self._set_back(entry, end)
        self.start_next()

    def _finish(self, entry: Entry) -> None:
        size = entry.download.order.size
        files = tuple(replace(file, done=file.size) for file in entry.download.files)
        self._list.show(entry, state=DownloadState.DONE, done=size, files=files, **AT_REST)
        self._list.changed_for_good()
        self.completed.emit(entry.download)

    def _set_back(self, entry: Entry, setback: Setback) -> None:
        entry.attempt += 1
        order = entry.download.order
        pause = delay(entry.attempt, setback.after) if setback.again else None
        _log.warning("%s: %s", order.repository, setback.sentence)
        told: dict[str, Any] = {**AT_REST, "problem": setback.sentence, "link": setback.link}
        if pause is None:
            self._list.show(entry, state=DownloadState.FAILED, **told)
            self._list.changed_for_good()
            self.failed.emit(entry.download)
            return
        at = time.time() + pause
        self._list.show(entry, state=DownloadState.WAITING, **{**told, "retry_at": at})
        QTimer.singleShot(int(pause * 1000), self, lambda: self._try_again(entry, at))

    def _try_again(self, entry: Entry, at: float) -> None:
        if entry.download.state is DownloadState.WAITING and entry.download.retry_at == at:
            self._list.show(entry, state=DownloadState.QUEUED, retry_at=None)
            self.start_next()

    def _run(self, entry: Entry, token: "Future[str]") -> None:
        entry.is_starting = False
        if self._closed or entry.download.state is not DownloadState.QUEUED:
            return
        entry.was, entry.meter = entry.download.done, Speedometer()
        order = entry.download.order
        try:
            entry.run = DownloadRun(
                order,
                self._staging(order),
                token.result(),
                self,
                command=self._command(),
                children=self._children,
                parent=self,
            )
        except AppError as error:
            self._set_back(entry, Setback(error.sentence))
            return
        self._list.show(entry, state=DownloadState.RUNNING, problem="", link="")
        entry.run.start()
