"""The only way from another thread into the main thread."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from app.domain.errors import ShuttingDown

_T = TypeVar("_T")
_EVENT_TYPE = QEvent.Type(QEvent.registerEventType())


class _CallEvent(QEvent):
    def __init__(self, call: Callable[[], None], cancel: Callable[[], None]) -> None:
        super().__init__(_EVENT_TYPE)
        self.call = call
        self.cancel = cancel


class MainThread(QObject):
    """Runs functions on the thread that made this object. ``submit`` may be called from any."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False

    def submit(self, function: Callable[[], _T]) -> "Future[_T]":
        """Run ``function`` on the main thread; the future holds its result or exception.

        Raises (in the future):
            ShuttingDown: the program no longer takes calls.
        """
        future: Future[_T] = Future()

        def call() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(function())
            except BaseException as error:
                future.set_exception(error)

        QCoreApplication.postEvent(self, _CallEvent(call, lambda: _refuse(future)))
        return future

    def close(self) -> None:
        """Refuse everything from now on, calls already posted included."""
        self._closed = True

    def customEvent(self, event: QEvent) -> None:
        if isinstance(event, _CallEvent):
            (event.cancel if self._closed else event.call)()


def _refuse(future: "Future[_T]") -> None:
    if future.set_running_or_notify_cancel():
        future.set_exception(ShuttingDown("ModelTray is shutting down."))
