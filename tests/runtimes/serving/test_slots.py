"""Several clients at once: each in a slot of its own, and none in another's way."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from runtimes.serving.engine import GenerationFailed, GenerationRequest, Steps
from tests.fakes.scripted_engine import ScriptedEngine, card
from tests.fakes.serving_front import ServedFront, served
from tests.fakes.waiting import wait_until


@dataclass
class BreakingEngine(ScriptedEngine):
    """Fails on prompts that end in ``!``, after one token."""

    def generate(self, request: GenerationRequest) -> Steps:
        for place, step in enumerate(super().generate(request)):
            if request.prompt[-1] == ord("!") and place == 2:
                raise GenerationFailed("There is not enough memory for the model.")
            yield step


@pytest.fixture
def two() -> Iterator[tuple[ScriptedEngine, ServedFront]]:
    """An engine that makes two answers at once, a token for each release of ``steps``."""
    engine = BreakingEngine(card=card(parallel=2), steps=threading.Semaphore(0))
    engine.may_load.set()
    with served(engine) as front:
        assert front.ready.wait(10)
        yield engine, front


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def ask(
    pool: ThreadPoolExecutor, front: ServedFront, prompt: str, count: int = 5
) -> "Future[dict[str, Any]]":
    body = {"prompt": prompt, "n_predict": count}
    return pool.submit(lambda: front.client.post("/completion", json=body).json())


def states(front: ServedFront) -> list[bool]:
    return [slot["is_processing"] for slot in front.client.get("/slots").json()]


def has_metric(front: ServedFront, line: str) -> bool:
    return f"llamacpp:{line}\n" in front.client.get("/metrics").text


def begin_second(
    front: ServedFront, steps: threading.Semaphore, pool: ThreadPoolExecutor, count: int = 5
) -> "Future[dict[str, Any]]":
    """It is taken up between two steps of the first."""
    second = ask(pool, front, "b", count)
    wait_until(lambda: has_metric(front, "requests_deferred 1"))
    steps.release(1)
    wait_until(lambda: states(front) == [True, True])
    return second


def test_two_are_answered_at_once_and_a_third_waits(
    two: tuple[ScriptedEngine, ServedFront], pool: ThreadPoolExecutor
) -> None:
    engine, front = two
    assert engine.steps
    assert states(front) == [False, False]
    first = ask(pool, front, "a")
    wait_until(lambda: states(front) == [True, False])
    second = begin_second(front, engine.steps, pool)
    assert front.client.get("/slots?fail_on_no_slot=1").status_code == 503
    third = ask(pool, front, "c")
    wait_until(lambda: has_metric(front, "requests_deferred 1"))
    assert has_metric(front, "requests_processing 2")
    engine.steps.release(100)
    answers = [one.result(20) for one in (first, second, third)]
    assert [one["content"] for one in answers] == ["Hello"] * 3
    assert [one["id_slot"] for one in answers[:2]] == [0, 1]
    wait_until(lambda: states(front) == [False, False])


def test_each_step_gives_each_client_a_token(
    two: tuple[ScriptedEngine, ServedFront], pool: ThreadPoolExecutor
) -> None:
    engine, front = two
    assert engine.steps
    engine.answer = "x" * 100
    first = ask(pool, front, "a", 50)
    wait_until(lambda: states(front) == [True, False])
    second = begin_second(front, engine.steps, pool, 50)
    engine.steps.release(20)

    def decoded() -> list[int]:
        slots = front.client.get("/slots").json()
        return [slot["next_token"][0]["n_decoded"] for slot in slots]

    wait_until(lambda: sum(decoded()) == 21)
    assert abs(decoded()[0] - decoded()[1]) <= 3  # the first was ahead by a token and a prompt
    engine.steps.release(100)
    assert [len(one.result(20)["content"]) for one in (first, second)] == [50, 50]


def test_one_that_fails_harms_no_other(
    two: tuple[ScriptedEngine, ServedFront], pool: ThreadPoolExecutor
) -> None:
    engine, front = two
    assert engine.steps
    whole = ask(pool, front, "a")
    wait_until(lambda: states(front) == [True, False])
    broken = ask(pool, front, "b!")
    engine.steps.release(100)
    assert broken.result(20)["error"]["message"] == "There is not enough memory for the model."
    assert whole.result(20)["content"] == "Hello"
    assert ask(pool, front, "c").result(20)["content"] == "Hello"
