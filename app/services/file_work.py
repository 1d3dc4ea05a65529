"""Work that reads many files, in a thread of its own, with progress and an end at any time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.services.interfaces import Watcher

_STEPS = 1000


class FileWork(QObject):
    """One piece of work. Lives on the main thread; deleting it needs no cancelling first.

    Signals:
        progressed(int): thousandths of the bytes to read.
        ended(object): the result, of what was done until then.
    """

    progressed = Signal(int)
    ended = Signal(object)
    _returned = Signal(object)

    def __init__(self, work: Callable[[Watcher], object], parent: QObject | None = None) -> None:
        """``work`` runs in the thread, and must not raise."""
        super().__init__(parent)
        self._work = work
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="file-work")
        self._watch = _Watch(self.progressed.emit)
        self._returned.connect(self.ended, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin in the next turn of the event loop, when whoever wants to know has connected."""
        QTimer.singleShot(0, self, self._start)

    def _start(self) -> None:
        work = self._pool.submit(lambda: self._work(self._watch))
        work.add_done_callback(lambda done: self._returned.emit(done.result()))
        self._pool.shutdown(wait=False)

    def cancel(self) -> None:
        """End soon; ``ended`` comes with what there is."""
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
