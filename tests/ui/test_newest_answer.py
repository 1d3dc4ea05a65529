"""Only the newest question is answered, on the main thread, whatever order the answers come in."""

import threading
from concurrent.futures import Future

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.domain.errors import AppError
from app.ui.newest_answer import NewestAnswer


class Heard:
    def __init__(self) -> None:
        self.answers: list[str] = []
        self.errors: list[str] = []
        self.threads: set[int] = set()
        self.newest = NewestAnswer[str](self._answer, lambda error: self.errors.append(str(error)))

    def _answer(self, answer: str) -> None:
        self.answers.append(answer)
        self.threads.add(threading.get_ident())


@pytest.fixture
def heard(qtbot: QtBot) -> Heard:
    return Heard()


def answer_in_a_thread(future: "Future[str]", answer: str) -> None:
    future.set_running_or_notify_cancel()
    thread = threading.Thread(target=future.set_result, args=(answer,))
    thread.start()
    thread.join()


def test_an_older_question_is_hung_up_on(heard: Heard, qtbot: QtBot) -> None:
    first, second = Future[str](), Future[str]()
    heard.newest.follow(first)
    heard.newest.follow(second)
    assert first.cancelled()
    answer_in_a_thread(second, "two")
    qtbot.waitUntil(lambda: heard.answers == ["two"])
    assert heard.threads == {threading.get_ident()}


def test_one_that_could_not_be_hung_up_on_is_not_heard(heard: Heard, qtbot: QtBot) -> None:
    first, second = Future[str](), Future[str]()
    first.set_running_or_notify_cancel()
    heard.newest.follow(first)
    heard.newest.follow(second)
    first.set_result("one")
    answer_in_a_thread(second, "two")
    qtbot.waitUntil(lambda: heard.answers == ["two"])


def test_an_answer_on_its_way_is_forgotten(heard: Heard, qtbot: QtBot) -> None:
    first, second = Future[str](), Future[str]()
    heard.newest.follow(first)
    answer_in_a_thread(first, "one")
    heard.newest.forget()
    heard.newest.follow(second)
    answer_in_a_thread(second, "two")
    qtbot.waitUntil(lambda: heard.answers != [])
    assert heard.answers == ["two"]


def test_errors_are_told(heard: Heard, qtbot: QtBot) -> None:
    question = Future[str]()
    heard.newest.follow(question)
    question.set_exception(AppError("There is no network."))
    qtbot.waitUntil(lambda: heard.errors == ["There is no network."])


def test_one_that_is_gone_hears_nothing_and_breaks_nothing(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    heard, question = Heard(), Future[str]()
    heard.newest.follow(question)
    delete(heard.newest)
    question.set_result("one")
    assert heard.answers == []
    assert caplog.records == []
