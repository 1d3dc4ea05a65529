"""Reports for which every byte of a model is read: duplicates, and hashes."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject

from app.domain.duplicates import suspects
from app.domain.hashes import NAME, compared_check, known_check
from app.domain.model import Check, Model
from app.services.file_work import FileWork
from app.services.interfaces import DuplicateFinder, HashReader, Watcher


class FileReports(QObject):
    """Begins the work and ends all of it with the program."""

    def __init__(
        self, find_duplicates: DuplicateFinder, hashes: HashReader, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._find_duplicates = find_duplicates
        self._hashes = hashes
        self._works: list[FileWork] = []

    def duplicates(self, models: Sequence[Model]) -> FileWork:
        """Files with the same content; the result is a tuple of ``Duplicate``."""
        groups = suspects(models)
        return self._begin(lambda watcher: self._find_duplicates(groups, watcher))

    def hashes(self, model: Model) -> FileWork:
        """The files against the hashes that are known; the result is a ``Check``."""
        return self._begin(partial(self._compare, model))

    def compared(self, model: Model) -> "Future[Check]":
        """The same for somebody who only waits for the end."""
        answer: Future[Check] = Future()
        work = self.hashes(model)
        work.ended.connect(lambda check: None if answer.cancelled() else answer.set_result(check))
        answer.add_done_callback(lambda done: work.cancel() if done.cancelled() else None)
        return answer

    def known(self, model: Model) -> tuple[Check, ...]:
        """That hashes are known, where they are. Reads some files; for a pool thread."""
        known = self._hashes.known(model)
        return (known_check(known),) if known else ()

    def cancel_all(self) -> None:
        for work in self._works:
            work.cancel()

    def _compare(self, model: Model, watcher: Watcher) -> Check:
        known = self._hashes.known(model)
        if not known:
            return Check(NAME, True, "No hash of its files is known, so none could be compared.")
        return compared_check(self._hashes.compare(known, watcher))

    def _begin(self, work: Callable[[Watcher], object]) -> FileWork:
        begun = FileWork(work, self)
        self._works.append(begun)
        begun.ended.connect(lambda _: self._forget(begun))
        begun.start()
        return begun

    def _forget(self, work: FileWork) -> None:
        self._works.remove(work)
        work.deleteLater()
