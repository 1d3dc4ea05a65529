"""Verbs on their way from the API's thread."""

from concurrent.futures import Future
from threading import Thread

import pytest
from pytestqt.qtbot import QtBot

from app.domain.activity import ClientRequest
from app.domain.errors import ShuttingDown
from app.domain.model import ModelId, ValidationReport
from app.door import ControlDoor
from app.services.main_thread import MainThread
from tests.fakes.fake_control import FakeControl


class ControlThatCloses(FakeControl):
    """Has cancelled what waited for the pool, as at the end of the program."""

    def validate(self, model_id: str, *, hashes: bool = False) -> "Future[ValidationReport]":
        future: Future[ValidationReport] = Future()
        future.cancel()
        future.set_running_or_notify_cancel()
        return future


def test_a_verb_that_is_cancelled_at_the_end_is_answered(qtbot: QtBot) -> None:
    door = ControlDoor(ControlThatCloses(), MainThread())
    answer = door.validate("phi-2")
    qtbot.waitUntil(answer.done)
    with pytest.raises(ShuttingDown):
        answer.result()


def test_a_request_of_a_client_is_counted_on_the_main_thread(qtbot: QtBot) -> None:
    control = FakeControl()
    door = ControlDoor(control, MainThread())
    request = ClientRequest("Zed", ModelId("phi-2"), 200, at=1.0)
    thread = Thread(target=lambda: door.record_request(request))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(control.activity.clients) == 1)


def test_what_happened_is_told_from_another_thread(qtbot: QtBot) -> None:
    control = FakeControl()
    control.activity.record(ClientRequest("Zed", ModelId("phi-2"), 200, at=1.0))
    door = ControlDoor(control, MainThread())  # what it has posted goes with it
    told = door.activity()
    qtbot.waitUntil(told.done)
    assert [use.client for use in told.result().clients] == ["Zed"]
