"""Verbs on their way from the API's thread."""

from concurrent.futures import Future
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import ShuttingDown
from app.domain.model import ValidationReport
from app.door import ControlDoor
from app.services.control import AppControl
from app.services.main_thread import MainThread


class ControlThatCloses:
    """Has cancelled what waited for the pool, as at the end of the program."""

    def validate(self, _model: str) -> "Future[ValidationReport]":
        future: Future[ValidationReport] = Future()
        future.cancel()
        future.set_running_or_notify_cancel()
        return future


def test_a_verb_that_is_cancelled_at_the_end_is_answered(qtbot: QtBot) -> None:
    door = ControlDoor(cast("AppControl", ControlThatCloses()), MainThread())
    answer = door.validate("phi-2")
    qtbot.waitUntil(answer.done)
    with pytest.raises(ShuttingDown):
        answer.result()
