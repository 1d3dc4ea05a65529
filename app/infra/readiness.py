"""Asks a child over HTTP until it is ready, and makes sure that it is our child that answers."""

import json
from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QNetworkReply

from app.domain.launch import LaunchSpec
from app.infra.local_http import OK, break_off, local_manager, local_request, status_of
from app.infra.ports import listens_on
from app.services.interfaces import ProbeListener

_FIRST_PAUSE = 25  # ms; a small model is there in a tenth of a second
_LONGEST_PAUSE = 100  # ms; who waits for a model notices more, and a request costs under one
_TRANSFER_TIMEOUT = 2000


class ReadinessProbe(QObject):
    """Polls ``health_path`` with growing pauses.

    A 200 counts only when the child (or a descendant) holds the listening socket, and when
    ``/props``, where there is such a page, shows the alias that this launch was given.
    """

    def __init__(
        self,
        spec: LaunchSpec,
        pid: int,
        listener: ProbeListener,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._spec = spec
        self._pid = pid
        self._listener = listener
        self._pause = _FIRST_PAUSE
        self._reply: QNetworkReply | None = None
        self._manager = local_manager(self)
        self._manager.setTransferTimeout(_TRANSFER_TIMEOUT)
        self._timer = QTimer(self, singleShot=True, interval=_FIRST_PAUSE)
        self._timer.timeout.connect(self._ask_health)
        self._timer.start()

    def cancel(self) -> None:
        self._timer.stop()
        reply, self._reply = self._reply, None
        if reply is not None:
            break_off(reply)
        self.deleteLater()

    def _ask_health(self) -> None:
        self._reply = self._get(self._spec.health_path)
        self._reply.finished.connect(self._on_health)

    def _on_health(self) -> None:
        reply, self._reply = self._reply, None
        if reply is None:
            return
        status = status_of(reply)
        reply.deleteLater()
        if status != OK:
            self._ask_again()
        elif listens_on(self._pid, self._spec.port) is False:
            self._listener.probe_found_stranger()
        else:
            self._reply = self._get("/props")
            self._reply.finished.connect(self._on_props)

    def _on_props(self) -> None:
        reply, self._reply = self._reply, None
        if reply is None:
            return
        page = _props(reply)
        reply.deleteLater()
        if page.get("model_alias") in (None, self._spec.alias):
            self._listener.probe_ready(_context(page))
        else:
            self._listener.probe_found_stranger()

    def _ask_again(self) -> None:
        self._timer.start(self._pause)
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)

    def _get(self, path: str) -> QNetworkReply:
        return self._manager.get(local_request(self._spec.port, path))


def _props(reply: QNetworkReply) -> Mapping[str, object]:
    """llama-server's ``/props``; empty where the engine has no such page."""
    if status_of(reply) != OK:
        return {}
    try:
        page = json.loads(bytes(reply.readAll().data()))
    except (ValueError, RecursionError):
        return {}
    is_props = isinstance(page, dict) and isinstance(page.get("model_alias"), str)
    return page if is_props else {}


def _context(page: Mapping[str, object]) -> int | None:
    usual = page.get("default_generation_settings")
    tokens = usual.get("n_ctx") if isinstance(usual, dict) else None
    return tokens if isinstance(tokens, int) and tokens > 0 else None
