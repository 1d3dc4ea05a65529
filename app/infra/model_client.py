"""Talks to loaded models over HTTP: streamed chat answers, and the list of names."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from app.domain.chat import (
    AnswerEnd,
    AnswerReader,
    Message,
    Piece,
    Timings,
    Trouble,
    error_message,
    model_names,
    request_body,
)
from app.domain.usage import complete_tokens, unfinished_tokens
from app.infra.local_http import OK, break_off, local_manager, local_request, status_of
from app.services.interfaces import AnswerListener

_NAMES_TIMEOUT = 5000
"""Milliseconds; an answer may take its time, a list of names may not."""


class HttpModelClient(QObject):
    """Implements ``ModelClient``; costs nothing until it is first asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made: QNetworkAccessManager | None = None

    def ask(
        self, port: int, model: str, messages: Sequence[Message], listener: AnswerListener
    ) -> "HttpAnswer":
        request = local_request(port, "/v1/chat/completions")
        request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/json")
        reply = self._manager.post(request, request_body(model, messages))
        return HttpAnswer(reply, listener, parent=self)

    def names(self, port: int, tell: Callable[[tuple[str, ...] | None], None]) -> None:
        self._get(port, "/v1/models", lambda page: tell(tuple(model_names(page)) or None))

    def tokens_written(self, port: int, tell: Callable[[int | None], None]) -> None:
        def add_unfinished(metrics: bytes) -> None:
            complete = complete_tokens(metrics)

            def finish(slots: bytes) -> None:
                unfinished = unfinished_tokens(slots)
                known = [count for count in (complete, unfinished) if count is not None]
                tell(sum(known) if known else None)

            self._get(port, "/slots", finish)

        self._get(port, "/metrics", add_unfinished)

    def _get(self, port: int, path: str, tell: Callable[[bytes], None]) -> None:
        """Tell the page; an empty one where there is none."""
        request = local_request(port, path)
        request.setTransferTimeout(_NAMES_TIMEOUT)
        reply = self._manager.get(request)

        def finish() -> None:
            reply.deleteLater()
            tell(bytes(reply.readAll().data()) if status_of(reply) == OK else b"")

        reply.finished.connect(finish)

    @property
    def _manager(self) -> QNetworkAccessManager:
        if self._made is None:
            self._made = local_manager(self)
        return self._made


class HttpAnswer(QObject):
    """One streamed answer."""

    def __init__(
        self, reply: QNetworkReply, listener: AnswerListener, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reply = reply
        self._listener = listener
        self._reader = AnswerReader()
        self._asked_at = time.monotonic()
        self._first_at: float | None = None
        self._pieces = 0
        self._timings: Timings | None = None
        self._problem = ""
        self._over = False
        reply.readyRead.connect(self._on_ready_read)
        reply.finished.connect(self._on_finished)

    def stop(self) -> None:
        if not self._over:
            self._over = True
            break_off(self._reply)
            self._leave()

    def _on_ready_read(self) -> None:
        if self._over or status_of(self._reply) != OK:
            return  # the body of a refusal is read when all of it is there
        events = self._reader.read(bytes(self._reply.readAll().data()))
        for event in events:
            if isinstance(event, Timings):
                self._timings = event
            elif isinstance(event, Trouble):
                self._problem = event.message or "The model broke off its answer."
        if pieces := [event for event in events if isinstance(event, Piece)]:
            self._first_at = self._first_at or time.monotonic()
            self._pieces += len(pieces)
            self._listener.answer_grew(pieces)

    def _on_finished(self) -> None:
        if self._over:
            return
        self._on_ready_read()
        self._over = True
        self._listener.answer_ended(self._end())
        self._leave()

    def _end(self) -> AnswerEnd:
        first = self._first_at
        return AnswerEnd(
            tokens=self._timings.tokens if self._timings else self._pieces,
            tokens_per_second=self._timings.tokens_per_second if self._timings else self._speed(),
            first_token=first - self._asked_at if first else None,
            problem=self._problem or _failure(self._reply),
        )

    def _speed(self) -> float | None:
        """A runner without timings sends one token a piece."""
        seconds = time.monotonic() - (self._first_at or 0)
        return (self._pieces - 1) / seconds if self._pieces > 1 and seconds > 0 else None

    def _leave(self) -> None:
        self._reply.deleteLater()
        self.deleteLater()


def _failure(reply: QNetworkReply) -> str:
    status = status_of(reply)
    if status is None:
        return "The model cannot be reached. Its log may say why; restart it."
    if status != OK:
        told = error_message(bytes(reply.readAll().data()))
        return told or f"The model refused to answer (HTTP {status}). Its log may say why."
    if reply.error() is not QNetworkReply.NetworkError.NoError:
        return "The model stopped in the middle of its answer. Its log may say why."
    return ""
