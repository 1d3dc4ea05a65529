"""The front outlives its clients and its own mistakes."""

import socket
import threading

import psutil
import pytest

from runtimes.serving import event_stream
from tests.fakes.scripted_engine import ScriptedEngine
from tests.fakes.serving_front import ServedFront
from tests.fakes.waiting import wait_until


def test_a_mistake_of_ours_is_a_500_without_a_trace(
    front: ServedFront, engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_flags: object) -> list[int]:
        raise KeyError("secret detail")

    monkeypatch.setattr(engine, "tokenize", broken)
    reply = front.client.post("/tokenize", json={"content": "a"})
    assert reply.status_code == 500
    assert reply.json()["error"] == {
        "code": 500,
        "message": "The server failed at /tokenize (KeyError).",
        "type": "server_error",
    }
    monkeypatch.undo()
    assert front.client.post("/tokenize", json={"content": "a"}).is_success


def test_a_mistake_of_the_engine_is_told_and_the_next_request_works(
    front: ServedFront, engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_request: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(engine, "generate", broken)
    reply = front.client.post("/completion", json={"prompt": "a"})
    assert reply.status_code == 500
    assert "ZeroDivisionError" in reply.json()["error"]["message"]
    assert "secret" not in reply.text
    monkeypatch.undo()
    assert front.client.post("/completion", json={"prompt": "a"}).is_success


def test_a_silent_stream_is_kept_alive(
    front: ServedFront, engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_stream, "KEEP_ALIVE_SECONDS", 0.02)
    engine.steps = threading.Semaphore(0)
    body = {"prompt": "a", "stream": True, "n_predict": 2}
    with front.client.stream("POST", "/completion", json=body) as reply:
        text = ""
        for part in reply.iter_text():
            text += part
            if text.count(":\n\n") >= 2:
                engine.steps.release(2)
    comments, data = text.split("data: ", 1)
    assert set(comments.split("\n\n")) == {":", ""}
    assert '"content":"H"' in data


def test_clients_that_hang_up_leave_nothing_behind(
    front: ServedFront, engine: ScriptedEngine
) -> None:
    host, port = front.url.removeprefix("http://").split(":")
    body = b'{"prompt": "a", "stream": true}'
    head = f"POST /completion HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(body)}\r\n\r\n"
    process = psutil.Process()
    before = len(process.net_connections())
    for _ in range(100):
        with socket.create_connection((host, int(port)), timeout=10) as client:
            client.sendall(head.encode() + body)
            client.recv(10)
    wait_until(lambda: len(process.net_connections()) <= before)
    assert front.client.post("/completion", json={"prompt": "a"}).json()["content"] == "Hello"
