"""Asks the Hugging Face Hub for repositories: search, and the page of one. No file is fetched here.

Through Qt and not ``huggingface_hub``: a search is cancelled at the next key, which a blocking call
in a thread cannot be, and the tray need not import what takes 0.5 s and 11 MB.
"""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar
from urllib.parse import quote, urlencode, urlsplit

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from app import __version__
from app.domain.errors import AppError, HubError
from app.domain.hub.answers import read_page, read_repository
from app.domain.hub.refusals import HEADERS, refusal, unreachable
from app.domain.hub.repository import HubPage, HubQuery, HubRepository
from app.infra.local_http import break_off, local_manager, status_of
from app.services.hub_interfaces import HubAccess

_T = TypeVar("_T")
_TIMEOUT = 8000
"""ms of silence. The Hub answers within one second as a rule."""
_LARGEST = 32 * 1024 * 1024
"""Bytes of an answer; ten thousand files take three."""
_FIELDS = (
    "cardData",
    "downloads",
    "gated",
    "gguf",
    "lastModified",
    "likes",
    "pipeline_tag",
    "safetensors",
    "tags",
)
"""What is asked for of each repository (``ExpandModelProperty_T`` of huggingface_hub 2.4)."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class HttpHubClient(QObject):
    """Implements ``HubClient``; costs nothing until it is first asked."""

    def __init__(self, parent: QObject | None = None, *, timeout: int = _TIMEOUT) -> None:
        """``timeout`` in milliseconds."""
        super().__init__(parent)
        self._timeout = timeout
        self._managers: dict[bool, QNetworkAccessManager] = {}

    def search(self, query: HubQuery, access: HubAccess) -> "Future[HubPage]":
        return self._ask(f"/api/models?{_search(query)}", access, "", _page)

    def repository(self, name: str, access: HubAccess) -> "Future[HubRepository]":
        path = f"/api/models/{quote(name)}?blobs=true"
        return self._ask(
            path, access, name, lambda reply: read_repository(_body(reply), access.endpoint)
        )

    def _ask(
        self,
        path: str,
        access: HubAccess,
        repository: str,
        read: Callable[[QNetworkReply], _T],
    ) -> "Future[_T]":
        reply = self._manager(access.endpoint).get(_request(path, access, self._timeout))
        answer: Future[_T] = Future()

        def finish() -> None:
            reply.deleteLater()
            if not answer.set_running_or_notify_cancel():
                return
            try:
                _check(reply, repository, access)
                answer.set_result(read(reply))
            except AppError as error:
                answer.set_exception(error)

        reply.finished.connect(finish)
        reply.downloadProgress.connect(
            lambda received, _: break_off(reply) if received > _LARGEST else None
        )
        answer.add_done_callback(lambda done: break_off(reply) if done.cancelled() else None)
        return answer

    def _manager(self, endpoint: str) -> QNetworkAccessManager:
        """Around every proxy for a Hub on this computer, through the system's for any other."""
        is_local = urlsplit(endpoint).hostname in _LOOPBACK
        if is_local not in self._managers:
            make = local_manager if is_local else QNetworkAccessManager
            self._managers[is_local] = make(self)
        return self._managers[is_local]


def _request(path: str, access: HubAccess, timeout: int) -> QNetworkRequest:
    request = QNetworkRequest(QUrl(access.endpoint + path))
    request.setTransferTimeout(timeout)
    # A repository that was renamed answers with its new address; the token goes to no other host.
    request.setAttribute(
        QNetworkRequest.Attribute.RedirectPolicyAttribute,
        QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy,
    )
    request.setRawHeader(b"User-Agent", f"modeltray/{__version__}".encode())
    if access.token:
        request.setRawHeader(b"Authorization", f"Bearer {access.token}".encode())
    return request


def _search(query: HubQuery) -> str:
    fields = [
        ("search", query.text.strip()),
        ("filter", query.format),
        ("cursor", query.cursor),
    ]
    return urlencode(
        [
            *((name, value) for name, value in fields if value),
            ("sort", "downloads"),
            ("direction", "-1"),
            ("limit", str(query.limit)),
            *(("expand[]", name) for name in _FIELDS),
        ]
    )


def _page(reply: QNetworkReply) -> HubPage:
    return read_page(_body(reply), _header(reply, "Link"))


def _header(reply: QNetworkReply, name: str) -> str:
    return bytes(reply.rawHeader(name).data()).decode("latin-1")


def _body(reply: QNetworkReply) -> bytes:
    return bytes(reply.readAll().data())


def _check(reply: QNetworkReply, repository: str, access: HubAccess) -> None:
    """
    Raises:
        AppError: there is no answer, or it is a refusal.
    """
    status = status_of(reply)
    if status is None or reply.error() in _BROKEN:
        raise unreachable(access.endpoint, reply.errorString())
    if status != 200:
        headers = {name: _header(reply, name) for name in HEADERS}
        raise refusal(status, headers, repository, access.endpoint, has_token=bool(access.token))
    if reply.error() is not QNetworkReply.NetworkError.NoError:
        raise HubError(f"The answer of {access.endpoint} broke off.", hint="Try again.")


_BROKEN = frozenset(
    {
        QNetworkReply.NetworkError.OperationCanceledError,
        QNetworkReply.NetworkError.TimeoutError,
        QNetworkReply.NetworkError.RemoteHostClosedError,
    }
)
