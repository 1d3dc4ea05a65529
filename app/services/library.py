"""The models on the disk: looked for in a pool thread, shown from the main thread."""

import logging
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.errors import AppError, ShuttingDown
from app.domain.formats.validate import validate
from app.domain.model import Check, FormatMatch, Model, ValidationReport
from app.domain.removal import Removal
from app.domain.store import StoreInfo
from app.services.folder_watch import FolderWatch, watchable_folders
from app.services.interfaces import ModelScanner, Scan
from app.services.main_thread import MainThread
from app.services.waiters import Waiters

_log = logging.getLogger("app.library")

_T = TypeVar("_T")
_FILES_LIMIT = 100
"""Files that are watched beside the folders."""


@dataclass(frozen=True, slots=True)
class _Search:
    """What a scan found, and the paths to watch from now on."""

    scan: Scan
    watched: tuple[str, ...]


class Library(QObject):
    """Keeps the list of models up to date. Lives on the main thread.

    The first ``rescan()`` starts it; from then on changed folders and rules are followed.

    Signals:
        changed(): ``models``, ``stores`` or ``scanning`` has another value.
    """

    changed = Signal()

    def __init__(
        self,
        scanner: ModelScanner,
        main_thread: MainThread,
        *,
        watch_interval: int = 1000,
        parent: QObject | None = None,
    ) -> None:
        """``watch_interval`` in milliseconds: the pause between a change and the scan for it."""
        super().__init__(parent)
        self._scanner = scanner
        self._main_thread = main_thread
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="library")
        self._watch = FolderWatch(interval=watch_interval, parent=self)
        self._watch.changed.connect(self._scan_again)
        self._folders: tuple[Path, ...] = ()
        self._matches: tuple[FormatMatch, ...] = ()
        self._stores_off: tuple[str, ...] = ()
        self._found = Scan()
        self._waiters: Waiters[None] = Waiters()  # for the next scan
        self._scan_waiters: Waiters[None] = Waiters()  # for the one under way
        self._started = False
        self._scanning = False
        self._outdated = False
        self._closed = False

    @property
    def models(self) -> tuple[Model, ...]:
        """What the last scan found, sorted by id."""
        return self._found.models

    @property
    def stores(self) -> tuple[StoreInfo, ...]:
        """The stores of other programs, as the last scan found them."""
        return self._found.stores

    @property
    def scanning(self) -> bool:
        return self._scanning

    @property
    def watched_folders(self) -> tuple[str, ...]:
        """The folders in which a change is noticed at once, with forward slashes."""
        return self._watch.folders

    def set_folders(self, folders: Sequence[Path]) -> None:
        """Look in these folders, at any depth. One that does not exist is tolerated."""
        if tuple(folders) != self._folders:
            self._folders = tuple(folders)
            self._scan_again()

    def set_matches(self, matches: Sequence[FormatMatch]) -> None:
        """Recognise these formats beside the known ones."""
        if tuple(matches) != self._matches:
            self._matches = tuple(matches)
            self._scan_again()

    def set_stores_off(self, keys: Sequence[str]) -> None:
        """Leave the stores with these keys alone."""
        if tuple(keys) != self._stores_off:
            self._stores_off = tuple(keys)
            self._scan_again()

    def rescan(self) -> "Future[None]":
        """Look for models; done once a scan that began after this call is over."""
        future = self._waiters.add()
        if self._closed:
            self._waiters.fail(ShuttingDown("ModelTray is shutting down."))
        elif self._scanning:
            self._outdated = True
        else:
            self._start_scan()
        return future

    def validate(
        self,
        model: Model,
        engine: str | None = None,
        checks: tuple[Check, ...] = (),
        *,
        look: Callable[[Model], tuple[Check, ...]] = lambda _: (),
    ) -> "Future[ValidationReport]":
        """Read the headers of the model's main format again, in the pool.

        Args:
            checks: what else was looked at; they follow those of the files.
            look: looks at more, in the pool.
            engine: what the rules would run it with; the usual engine of its format when left out.

        Raises:
            ShuttingDown
        """
        matches, scanner = self._matches, self._scanner

        def report() -> ValidationReport:
            again = scanner.recheck(model, matches)
            return validate(again.variant, engine, (*again.checks, *look(model), *checks))

        return self._in_pool(report)

    def removal(self, model: Model) -> "Future[Removal]":
        """Find, in the pool, what would go if the model were deleted.

        Raises:
            ShuttingDown
        """
        scanner, others, folders = self._scanner, self._found.models, self._folders
        return self._in_pool(lambda: scanner.removal(model, others, folders))

    def remove(self, removal: Removal, *, for_good: bool) -> "Future[None]":
        """Take it away, in the pool, and look for models again.

        Raises:
            ShuttingDown
        """
        scanner = self._scanner
        removed = self._in_pool(lambda: scanner.remove(removal, for_good=for_good))
        removed.add_done_callback(lambda _: self._main_thread.submit(self._scan_again))
        return removed

    def shutdown(self) -> None:
        """Watch and scan no more; whoever waits is told. A scan under way ends unheard."""
        self._closed = True
        self._watch.close()
        self._pool.shutdown(wait=False, cancel_futures=True)
        for waiters in (self._scan_waiters, self._waiters):
            waiters.fail(ShuttingDown("ModelTray is shutting down."))

    def _in_pool(self, work: Callable[[], _T]) -> "Future[_T]":
        try:
            return self._pool.submit(work)
        except RuntimeError:  # the pool is closed
            raise ShuttingDown("ModelTray is shutting down.") from None

    def _scan_again(self) -> None:
        """Something is different: a scan under way may have passed it already."""
        if self._scanning:
            self._outdated = True
        elif self._started and not self._closed:
            self._start_scan()

    def _start_scan(self) -> None:
        self._started = self._scanning = True
        self._outdated = False
        self._scan_waiters, self._waiters = self._waiters, Waiters()
        scanner, folders = self._scanner, self._folders
        matches, off = self._matches, self._stores_off
        scan = self._pool.submit(lambda: _search(scanner(folders, matches, off)))
        scan.add_done_callback(self._on_pool_done)
        self.changed.emit()

    def _on_pool_done(self, scan: "Future[_Search]") -> None:
        """Comes in the pool thread."""
        if not scan.cancelled():
            self._main_thread.submit(lambda: self._on_scanned(scan))

    def _on_scanned(self, scan: "Future[_Search]") -> None:
        if self._closed:
            return
        error = scan.exception()
        if error is None:
            self._found = scan.result().scan
            self._outdated |= self._watch.watch(scan.result().watched)
        self._scanning = self._outdated
        self.changed.emit()  # the list is up to date before whoever waits for it is told
        _answer(self._scan_waiters, error)
        if self._outdated:
            self._start_scan()


def _answer(waiters: Waiters[None], error: BaseException | None) -> None:
    if error is None:
        waiters.answer(None)
        return
    _log.error("The search for models failed", exc_info=error)
    known = error if isinstance(error, AppError) else None
    waiters.fail(known or AppError(f"The search for models failed: {error}."))


def _search(scan: Scan) -> _Search:
    return _Search(scan, (*watchable_folders(scan.watched), *_unfinished_files(scan.models)))


def _unfinished_files(models: tuple[Model, ...]) -> list[str]:
    """Files of models with a problem: they may still be being copied, which no folder tells."""
    broken = (variant for model in models for variant in model.variants if variant.problem)
    files = (str(file.path) for variant in broken for file in variant.files)
    return [file for file in files if os.path.exists(file)][:_FILES_LIMIT]  # noqa: PTH110
