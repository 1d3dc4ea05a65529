"""Looks for duplicates in a thread of its own, with progress and an end at any time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.duplicates import suspects
from app.domain.model import Model
from app.services.interfaces import DuplicateFinder

_STEPS = 1000


class DuplicateSearch(QObject):
    """One search. Lives on the main thread; deleting it needs no cancelling first.

    Signals:
        progressed(int): thousandths of the bytes to compare.
        found(tuple[Duplicate, ...]): the end, with what was found until then.
    """

    progressed = Signal(int)
    found = Signal(tuple)
    _ended = Signal(tuple)

    def __init__(self, finder: DuplicateFinder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._finder = finder
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="duplicates")
        self._watch = _Watch(self.progressed.emit)
        self._ended.connect(self.found, Qt.ConnectionType.QueuedConnection)

    def start(self, models: Sequence[Model]) -> None:
        groups = suspects(models)
        search = self._pool.submit(lambda: self._finder(groups, self._watch))
        search.add_done_callback(lambda done: self._ended.emit(done.result()))
        self._pool.shutdown(wait=False)

    def cancel(self) -> None:
        """End soon; ``found`` comes with what there is."""
        self._watch.cancelled = True


class _Watch:
    """Implements ``Watcher``; tells each thousandth once."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        self.cancelled = False
        self._tell = tell
        self._told = -1

    def advanced(self, done: int, total: int) -> None:
        step = done * _STEPS // total if total else _STEPS
        if step != self._told:
            self._told = step
            self._tell(step)
