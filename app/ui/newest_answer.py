"""Takes the answer to the newest of several questions; older ones are hung up on."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.domain.errors import AppError

_T = TypeVar("_T")


class NewestAnswer(QObject, Generic[_T]):
    """Calls one of two functions on the main thread, whichever thread the future ended in."""

    _done = Signal(object)

    def __init__(
        self,
        on_answer: Callable[[_T], None],
        on_error: Callable[[AppError], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_answer = on_answer
        self._on_error = on_error
        self._newest: Future[_T] | None = None
        self._done.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def follow(self, answer: "Future[_T]") -> None:
        """Wait for this one from now on."""
        self.forget()
        self._newest = answer
        answer.add_done_callback(self._tell)

    def forget(self) -> None:
        """Wait for nothing any more."""
        before, self._newest = self._newest, None
        if before is not None:
            before.cancel()

    def _tell(self, answer: "Future[Any]") -> None:
        if self._newest is answer and isValid(self):
            self._done.emit(answer)

    def _take(self, answer: "Future[_T]") -> None:
        if answer is not self._newest or answer.cancelled():
            return
        self._newest = None
        error = answer.exception()
        if error is None:
            self._on_answer(answer.result())
        elif isinstance(error, AppError):
            self._on_error(error)
