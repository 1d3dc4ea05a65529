"""HTTP to the servers on this computer, through Qt and around every proxy."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkProxy, QNetworkReply, QNetworkRequest

from app.infra.ports import HOST

OK = 200


def local_manager(parent: QObject) -> QNetworkAccessManager:
    """Sends the requests of one object."""
    manager = QNetworkAccessManager(parent)
    manager.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
    return manager


def local_request(port: int, path: str) -> QNetworkRequest:
    return QNetworkRequest(QUrl(f"http://{HOST}:{port}{path}"))


def break_off(reply: QNetworkReply) -> None:
    """End a request, which may have failed a moment ago: Qt tells of an error first and finishes
    later, and warns of an inner problem when it is aborted between the two."""
    if reply.error() is QNetworkReply.NetworkError.NoError:
        reply.abort()


def status_of(reply: QNetworkReply) -> int | None:
    """The HTTP status; ``None`` when nobody answered."""
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    return status if isinstance(status, int) else None
