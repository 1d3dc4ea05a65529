"""The socket that a runner is called on."""

from runtimes.serving.runner import listen
from tests.fakes.sending import sends_at_once


def test_small_answers_are_sent_at_once() -> None:
    assert sends_at_once(listen("127.0.0.1", 0))
