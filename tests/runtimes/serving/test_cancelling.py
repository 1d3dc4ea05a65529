"""A client that goes away stops its generation, and nobody else's."""

import socket
import threading
from collections.abc import Callable

import pytest

from tests.fakes.scripted_engine import ScriptedEngine
from tests.fakes.serving_front import ServedFront
from tests.fakes.waiting import wait_until


def send(front: ServedFront, body: str) -> socket.socket:
    host, port = front.url.removeprefix("http://").split(":")
    client = socket.create_connection((host, int(port)), timeout=10)
    raw = body.encode()
    head = f"POST /completion HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {len(raw)}\r\n\r\n"
    client.sendall(head.encode() + raw)
    return client


def feed_until(condition: Callable[[], bool], steps: threading.Semaphore) -> int:
    """Let one token after another be made until the condition holds; how many it took."""
    fed = 0

    def feed_one() -> bool:
        nonlocal fed
        if condition():
            return True
        steps.release()
        fed += 1
        return condition()

    wait_until(feed_one)
    return fed


@pytest.mark.parametrize("stream", ["true", "false"])
def test_generation_stops_when_the_client_goes(
    front: ServedFront, engine: ScriptedEngine, stream: str
) -> None:
    engine.answer, engine.steps = "x" * 250, threading.Semaphore(3)
    client = send(front, f'{{"prompt": "a", "stream": {stream}}}')
    wait_until(lambda: engine.generated == 3)
    client.close()
    feed_until(engine.closed.is_set, engine.steps)
    assert engine.generated < 250
    engine.steps = None
    assert front.client.post("/completion", json={"prompt": "a", "n_predict": 1}).is_success


def test_a_waiting_request_whose_client_went_is_never_begun(
    front: ServedFront, engine: ScriptedEngine
) -> None:
    engine.answer, engine.steps = "x" * 3, threading.Semaphore(0)
    first = send(front, '{"prompt": "first"}')
    wait_until(lambda: len(engine.requests) == 1)
    send(front, '{"prompt": "second"}').close()
    feed_until(engine.closed.is_set, engine.steps)
    assert b'"content":"xxx"' in first.recv(65536)
    first.close()
    engine.steps = None
    front.client.post("/completion", json={"prompt": "third", "n_predict": 1})
    asked = [engine.detokenize(request.prompt)[1:] for request in engine.requests]
    assert asked == ["first", "third"]


def test_slots_tell_whether_an_answer_is_being_made(
    front: ServedFront, engine: ScriptedEngine
) -> None:
    engine.steps = threading.Semaphore(0)
    with send(front, '{"prompt": "a"}'):
        wait_until(lambda: front.client.get("/slots").json()[0]["is_processing"])
    feed_until(engine.closed.is_set, engine.steps)
    wait_until(lambda: not front.client.get("/slots").json()[0]["is_processing"])
