"""Everybody who waits for the same answer."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

from app.domain.errors import AppError, ShuttingDown

_T = TypeVar("_T")
_U = TypeVar("_U")


class Waiters(Generic[_T]):
    """Hands out futures and answers them all at once. A future may be cancelled meanwhile."""

    def __init__(self) -> None:
        self._futures: list[Future[_T]] = []

    def add(self) -> "Future[_T]":
        future: Future[_T] = Future()
        self._futures.append(future)
        return future

    def answer(self, value: _T) -> None:
        for future in self._take():
            future.set_result(value)

    def fail(self, error: AppError) -> None:
        for future in self._take():
            future.set_exception(error)

    def _take(self) -> "list[Future[_T]]":
        futures, self._futures = self._futures, []
        return [future for future in futures if future.set_running_or_notify_cancel()]


def answered(verb: "Callable[[], Future[_T]]") -> "Future[_T]":
    """The verb's future; an ``AppError`` that it raises is put there too, so that whoever
    called looks in one place."""
    try:
        return verb()
    except AppError as error:
        return _failed_future(error)


def pass_on(done: "Future[_T]", answer: "Future[_T]") -> None:
    """Give ``answer``, unless it was cancelled, the result or the error of one that is done."""
    if not answer.set_running_or_notify_cancel():
        return
    if error := _error(done):
        answer.set_exception(error)
    else:
        answer.set_result(done.result())


def _error(done: "Future[Any]") -> BaseException | None:
    """Why it failed; what was cancelled had not begun when the program closed."""
    return ShuttingDown("ModelTray is shutting down.") if done.cancelled() else done.exception()


def _failed_future(error: AppError) -> "Future[_T]":
    """A future that holds the error already."""
    future: Future[_T] = Future()
    future.set_exception(error)
    return future


def done_future(value: _T) -> "Future[_T]":
    """A future that holds the value already."""
    future: Future[_T] = Future()
    future.set_result(value)
    return future


def chained(first: "Future[_T]", step: "Callable[[_T], Future[_U]]") -> "Future[_U]":
    """The answer of ``step`` to what ``first`` brings. To cancel it cancels what is under way."""
    answer: Future[_U] = Future()
    under_way: list[Future[Any]] = [first]

    def go_on(done: "Future[_T]") -> None:
        if answer.cancelled():
            return
        if (error := _error(done)) is not None:
            answer.set_exception(error)
            return
        second = answered(lambda: step(done.result()))
        under_way.append(second)
        second.add_done_callback(lambda last: pass_on(last, answer))

    answer.add_done_callback(lambda done: under_way[-1].cancel() if done.cancelled() else None)
    first.add_done_callback(go_on)
    return answer
