"""What the front answers before its model can."""

import pytest

from runtimes.serving.engine import CannotLoad
from tests.fakes.scripted_engine import ScriptedEngine
from tests.fakes.serving_front import served


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/health"),
        ("GET", "/v1/models"),
        ("GET", "/props"),
        ("POST", "/v1/chat/completions"),
        ("GET", "/no/such/page"),
    ],
)
def test_every_route_says_loading_until_the_model_is_there(method: str, path: str) -> None:
    engine = ScriptedEngine()
    with served(engine) as front:
        reply = front.client.request(method, path)
        engine.may_load.set()
    assert reply.status_code == 503
    assert reply.json() == {
        "error": {"message": "Loading model", "type": "unavailable_error", "code": 503}
    }
    assert reply.headers["retry-after"] == "1"


def test_health_turns_from_503_to_200() -> None:
    engine = ScriptedEngine()
    with served(engine) as front:
        assert front.client.get("/health").status_code == 503
        engine.may_load.set()
        assert front.ready.wait(10)
        assert front.client.get("/health").json() == {"status": "ok"}
        assert front.progress == [0.5]


def test_a_failed_load_is_told_once_with_its_words() -> None:
    engine = ScriptedEngine(failure=CannotLoad("damaged_file", "It is damaged.", "Again."))
    engine.may_load.set()
    with served(engine) as front:
        assert front.client.get("/health").status_code == 503
    assert [(error.kind, error.message) for error in front.failures] == [
        ("damaged_file", "It is damaged.")
    ]


def test_options_is_answered_while_loading() -> None:
    engine = ScriptedEngine()
    with served(engine) as front:
        assert front.client.options("/v1/chat/completions").status_code == 200
        engine.may_load.set()
