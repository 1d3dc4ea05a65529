"""Waiting for a load, not waiting for it, and going away in between."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor

from app.domain.lifecycle import State
from app.domain.snapshot import Failure
from tests.api.conftest import Api
from tests.fakes.waiting import wait_until


def test_load_without_waiting_answers_while_the_model_loads(api: Api) -> None:
    api.door.held.add("tinyllama-gguf")
    reply = api.post("/runtime/load/tinyllama-gguf?wait=false").json()
    assert (reply["status"], reply["port"], reply["runtime"]) == ("loading", 8080, "llama.cpp")


def test_load_without_waiting_still_tells_an_immediate_failure(api: Api) -> None:
    answer = api.post("/runtime/load/nothing?wait=false")
    assert (answer.status_code, answer.json()["error"]["type"]) == (404, "model_not_found")


def test_load_without_waiting_of_a_ready_model_answers_ready(api: Api) -> None:
    api.post("/runtime/load/phi-2")
    assert api.post("/runtime/load/phi-2?wait=false").json()["status"] == "ready"


def test_load_without_waiting_after_a_failure_waits_for_the_new_start(api: Api) -> None:
    api.door.held.add("phi-2")
    api.post("/runtime/load/phi-2?wait=false")
    api.door.finish("phi-2", Failure("load_failed", "It crashed."))
    assert api.post("/runtime/load/phi-2?wait=false").json()["status"] == "loading"


def test_a_load_that_fails_later_reaches_the_one_who_waits(api: Api) -> None:
    api.door.held.add("phi-2")
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(api.post, "/runtime/load/phi-2")
        wait_until(lambda: api.door.snapshot().running_model("phi-2") is not None)
        api.door.finish("phi-2", Failure("load_failed", "phi-2 crashed.", "Read its log."))
        reply = answer.result(timeout=10)
    assert reply.status_code == 502
    assert reply.json()["error"] == {
        "code": 502,
        "type": "load_failed",
        "message": "phi-2 crashed.",
        "hint": "Read its log.",
    }


def test_fifty_wait_for_one_load_while_others_are_answered(api: Api) -> None:
    api.door.held.add("phi-2")
    with ThreadPoolExecutor(50) as pool:
        answers = [pool.submit(api.post, "/runtime/load/phi-2") for _ in range(50)]
        wait_until(lambda: len(api.door.calls) == 50)
        assert api.get("/health").status_code == 200
        api.door.finish("phi-2")
        replies = [answer.result(timeout=20).json() for answer in answers]
    assert {reply["status"] for reply in replies} == {"ready"}
    assert {reply["pid"] for reply in replies} == {12346}


def test_a_client_that_goes_away_does_not_stop_the_load(api: Api) -> None:
    api.door.held.add("phi-2")
    client = socket.create_connection(("127.0.0.1", api.port))
    head = f"POST /runtime/load/phi-2 HTTP/1.1\r\nHost: localhost:{api.port}\r\n\r\n"
    client.sendall(head.encode("ascii"))
    wait_until(lambda: api.door.snapshot().running_model("phi-2") is not None)
    client.close()
    assert api.get("/health").status_code == 200
    api.door.finish("phi-2")
    assert api.get("/runtime/status").json()["models"][0]["status"] == "ready"


def test_stopping_the_server_ends_a_wait_but_not_the_load(api: Api) -> None:
    api.door.held.add("phi-2")
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(api.post, "/runtime/load/phi-2")
        wait_until(lambda: api.door.snapshot().running_model("phi-2") is not None)
        api.server.stop()
        reply = answer.result(timeout=10)
    assert (reply.status_code, reply.json()["error"]["type"]) == (503, "shutting_down")
    assert not [thread for thread in threading.enumerate() if thread.name == "api"]
    api.door.finish("phi-2")
    entry = api.door.snapshot().running_model("phi-2")
    assert entry is not None
    assert entry.state is State.READY
