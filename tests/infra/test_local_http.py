"""Requests to servers on this computer."""

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkReply
from pytestqt.qtbot import QtBot

from app.infra.local_http import break_off, local_manager, local_request, status_of
from tests.fakes.processes import free_port


def test_a_request_that_has_just_failed_is_broken_off_without_a_warning(qtbot: QtBot) -> None:
    owner = QObject()
    reply = local_manager(owner).get(local_request(free_port(), "/health"))
    reply.errorOccurred.connect(lambda: break_off(reply))
    qtbot.waitUntil(reply.isFinished)
    assert reply.error() is QNetworkReply.NetworkError.ConnectionRefusedError
    assert status_of(reply) is None


def test_a_request_under_way_is_broken_off(qtbot: QtBot) -> None:
    owner = QObject()
    reply = local_manager(owner).get(local_request(free_port(), "/health"))
    break_off(reply)
    qtbot.waitUntil(reply.isFinished)
    assert reply.error() is QNetworkReply.NetworkError.OperationCanceledError
