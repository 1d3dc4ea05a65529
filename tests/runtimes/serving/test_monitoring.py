"""``/slots`` and ``/metrics``."""

import threading

import pytest

from tests.fakes.scripted_engine import ScriptedEngine, card
from tests.fakes.serving_front import ServedFront, served
from tests.fakes.waiting import wait_until


def metrics(front: ServedFront) -> dict[str, float]:
    reply = front.client.get("/metrics")
    assert reply.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert reply.headers["process-start-time-unix"] == "1"
    lines = [line for line in reply.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.split() for line in lines)}


def test_tokens_are_counted(front: ServedFront) -> None:
    before = metrics(front)
    front.client.post("/completion", json={"prompt": "abc", "n_predict": 2})
    after = metrics(front)
    grown = {name: after[name] - before[name] for name in after}
    assert grown["llamacpp:prompt_tokens_total"] == 4
    assert grown["llamacpp:tokens_predicted_total"] == 2
    assert after["llamacpp:n_tokens_max"] >= 6
    assert after["llamacpp:requests_processing"] == 0


def test_an_idle_slot(front: ServedFront) -> None:
    assert front.client.get("/slots?fail_on_no_slot=1").json() == [
        {"id": 0, "n_ctx": 300, "speculative": False, "is_processing": False}
    ]
    assert front.client.get("/lora-adapters").json() == []


@pytest.fixture
def slow() -> ScriptedEngine:
    engine = ScriptedEngine(card=card(), steps=threading.Semaphore(2))
    engine.may_load.set()
    return engine


def test_a_busy_slot(slow: ScriptedEngine) -> None:
    assert slow.steps
    with served(slow) as front:
        assert front.ready.wait(10)
        thread = threading.Thread(
            target=front.client.post,
            args=("/completion",),
            kwargs={"json": {"prompt": "abc", "n_predict": 5}},
        )
        thread.start()
        try:
            wait_until(lambda: slow.generated == 2)
            (slot,) = front.client.get("/slots").json()
            assert (slot["is_processing"], slot["n_prompt_tokens"]) == (True, 4)
            assert slot["params"]["n_predict"] == 5
            assert slot["next_token"][0]["n_remain"] >= 3
            assert front.client.get("/slots?fail_on_no_slot=1").status_code == 503
            assert metrics(front)["llamacpp:requests_processing"] == 1
        finally:
            slow.steps.release(10)
            thread.join()
