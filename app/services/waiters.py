"""Everybody who waits for the same answer."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from app.domain.errors import AppError

_T = TypeVar("_T")


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
