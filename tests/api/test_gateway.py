"""The one door to all models, in front of a model that answers as the test wants."""

import json
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
import requests

import app.api.gateway.answer
from app.api.gateway.paths import FORWARDED
from app.api.policy import MAX_FORWARDED_BYTES
from app.domain.errors import ModelNotLoaded
from app.domain.snapshot import Failure
from tests.api.conftest import Api
from tests.fakes.chat_server import ChatServer, chat_server
from tests.fakes.fake_door import FakeDoor, gguf_model, safetensors_model
from tests.fakes.processes import free_port
from tests.fakes.waiting import wait_until

CHAT = "/v1/chat/completions"


@pytest.fixture
def model() -> Iterator[ChatServer]:
    with chat_server() as server:
        yield server


@pytest.fixture
def api(start_api: Callable[..., Api], model: ChatServer) -> Api:
    """Two models, of which phi-2 answers as ``model`` does."""
    door = FakeDoor(gguf_model(), safetensors_model(publisher="microsoft"))
    door.ports["phi-2"] = model.port
    return start_api(door)


@pytest.fixture
def lively(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sign of life comes soon enough for a test."""
    monkeypatch.setattr(app.api.gateway.answer, "KEEP_ALIVE_SECONDS", 0.05)


def ask(api: Api, path: str = CHAT, **body: Any) -> requests.Response:
    return api.post(path, json={"model": "phi-2", **body}, stream=True)


def in_background(work: Callable[[], requests.Response]) -> "Future[requests.Response]":
    pool = ThreadPoolExecutor(1)
    future = pool.submit(work)
    pool.shutdown(wait=False)
    return future


def test_every_path_of_a_model_goes_to_its_port(api: Api, model: ChatServer) -> None:
    for path, target in FORWARDED.items():
        assert ask(api, f"{path}?beta=true", max_tokens=3).ok
        assert model.asked.pop() == (f"{target}?beta=true", {"model": "phi-2", "max_tokens": 3})


def test_the_answer_is_passed_on_byte_for_byte(api: Api, model: ChatServer) -> None:
    model.pieces = ("größer ", "日本", '"', "\\n")
    direct = requests.post(f"http://127.0.0.1:{model.port}{CHAT}", json={}, timeout=20)
    answer = ask(api)
    assert answer.content == direct.content
    assert answer.headers["content-type"] == direct.headers["content-type"]


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_a_refusal_of_the_model_is_passed_on(api: Api, model: ChatServer, status: int) -> None:
    model.status = status
    answer = ask(api)
    assert (answer.status_code, answer.json()["error"]["message"]) == (
        status,
        "The request is too long.",
    )


@pytest.mark.parametrize(
    "name", ["phi-2", "PHI-2", "microsoft/phi-2", "microsoft%2Fphi-2", "phi-2:latest"]
)
def test_a_model_is_found_by_whatever_names_it(api: Api, name: str) -> None:
    assert api.post(CHAT, json={"model": name}).ok
    assert api.door.calls == [("admit", "phi-2")]


def test_without_a_name_the_only_loaded_model_is_meant(api: Api) -> None:
    refused = api.post(CHAT, json={"messages": []})
    assert (refused.status_code, refused.json()["error"]["type"]) == (400, "invalid_option")
    api.post("/runtime/load/phi-2")
    assert api.post(CHAT, json={"messages": []}).ok


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"", 400, "invalid_option"),
        (b"{", 400, "invalid_option"),
        (b"[" * 30_000, 400, "invalid_option"),
        (b"\xff\xfe{}", 400, "invalid_option"),
        (b'["phi-2"]', 400, "invalid_option"),
        (b'{"model": 7}', 400, "invalid_option"),
        (b'{"model": "../../etc/passwd"}', 400, "invalid_option"),
        (b'{"model": "gpt-4"}', 404, "model_not_found"),
    ],
)
def test_what_names_no_model_is_refused_in_words(
    api: Api, body: bytes, status: int, kind: str
) -> None:
    answer = api.post(CHAT, data=body)
    error = answer.json()["error"]
    assert (answer.status_code, error["type"]) == (status, kind)
    assert error["message"].isprintable()
    assert api.door.calls == []


def test_a_page_of_the_gateway_changes_nothing_on_get(api: Api) -> None:
    assert api.get(CHAT).status_code == 405
    assert api.door.calls == []


def test_a_client_that_streams_gets_signs_of_life_while_the_model_loads(
    api: Api, lively: None
) -> None:
    api.door.held.add("phi-2")
    lines = ask(api, stream=True).iter_lines()
    assert [next(lines) for _ in range(3)] == [b":", b"", b":"]
    api.door.finish("phi-2")
    rest = list(lines)
    assert b"data: [DONE]" in rest
    assert all(line in (b"", b":") or line.startswith(b"data: ") for line in rest)


def test_a_client_that_does_not_stream_waits(api: Api, lively: None) -> None:
    api.door.held.add("phi-2")
    answer = in_background(lambda: ask(api))
    wait_until(lambda: bool(api.door.calls))
    assert not answer.done()
    api.door.finish("phi-2")
    assert answer.result().ok


def test_a_load_that_fails_has_its_own_status(api: Api) -> None:
    api.door.held.add("phi-2")
    answer = in_background(lambda: ask(api, stream=True))
    wait_until(lambda: bool(api.door.calls))
    api.door.finish("phi-2", Failure("load_failed", "phi-2 is out of memory.", "Close others."))
    assert answer.result().status_code == 502
    assert answer.result().json()["error"] == {
        "code": 502,
        "type": "load_failed",
        "message": "phi-2 is out of memory. Close others.",
        "hint": "Close others.",
    }
    assert answer.result().headers["x-should-retry"] == "false"


@pytest.mark.parametrize(
    ("path", "event", "message"),
    [
        (CHAT, "", ("error", "message")),
        ("/v1/completions", "", ("error", "message")),
        ("/v1/messages", "error", ("error", "message")),
        ("/v1/responses", "response.failed", ("response", "error", "message")),
    ],
)
def test_a_load_that_fails_later_is_an_event_in_the_stream(
    api: Api, lively: None, path: str, event: str, message: tuple[str, ...]
) -> None:
    api.door.held.add("phi-2")
    answer = ask(api, path, stream=True)
    lines = answer.iter_lines()
    assert next(lines) == b":"
    api.door.finish("phi-2", Failure("load_failed", "phi-2 is out of memory."))
    named, content = error_event(list(lines))
    assert named == event
    for key in message:
        content = content[key]
    assert content.strip() == "phi-2 is out of memory."


def test_a_refusal_after_signs_of_life_is_an_event(
    api: Api, lively: None, model: ChatServer
) -> None:
    api.door.held.add("phi-2")
    model.status = 400
    lines = ask(api, stream=True).iter_lines()
    assert next(lines) == b":"
    api.door.finish("phi-2")
    assert error_event(list(lines))[1] == {"error": {"message": "The request is too long."}}


def test_a_model_that_is_not_to_be_loaded_is_told(api: Api) -> None:
    api.door.failures["admit"] = ModelNotLoaded("phi-2 is not loaded.", hint="Load it.")
    answer = ask(api)
    assert (answer.status_code, answer.json()["error"]["type"]) == (409, "model_not_loaded")


def test_a_model_that_dies_in_its_answer_is_told_in_the_stream(api: Api, model: ChatServer) -> None:
    model.is_cut = True
    _, content = error_event(list(ask(api, stream=True).iter_lines()))
    assert content["error"]["type"] == "model_unreachable"
    assert "phi-2 broke off" in content["error"]["message"]
    assert content["error"]["hint"]


def test_a_model_that_is_gone_is_told(api: Api) -> None:
    api.door.ports["phi-2"] = free_port()
    answer = ask(api)
    assert (answer.status_code, answer.json()["error"]["type"]) == (502, "model_unreachable")


def test_a_client_that_leaves_ends_the_work_of_the_model(api: Api, model: ChatServer) -> None:
    model.is_endless, model.pause = True, 0.01
    answer = ask(api, stream=True)
    next(answer.iter_lines())
    answer.close()
    assert model.hung_up.wait(20)
    wait_until(lambda: bool(api.door.requests))
    assert api.door.requests[0].status == 499


def test_a_client_that_leaves_while_the_model_loads_is_let_go(api: Api) -> None:
    api.door.held.add("phi-2")
    body = b'{"model": "phi-2"}'
    with socket.create_connection(("127.0.0.1", api.port)) as client:
        client.sendall(head(api, len(body)) + body)
        wait_until(lambda: bool(api.door.calls))
    wait_until(lambda: bool(api.door.requests))
    assert api.door.requests[0].status == 499
    api.door.finish("phi-2")


def test_a_client_that_does_not_read_holds_the_model_back(api: Api, model: ChatServer) -> None:
    model.is_endless, model.pieces = True, ("x" * 100_000,)
    answer = ask(api, stream=True)

    def stands_still() -> bool:
        before = model.said
        model.hung_up.wait(0.5)
        return bool(before) and model.said == before

    wait_until(stands_still)
    assert model.said * 100_000 < 30_000_000
    answer.close()
    assert model.hung_up.wait(20)


def test_keys_and_cookies_stay_with_us(api: Api, model: ChatServer) -> None:
    headers = {
        "Authorization": "Bearer sk-secret",
        "X-Api-Key": "sk-secret",
        "Api-Key": "sk-secret",
        "Cookie": "session=secret",
        "X-Forwarded-For": "10.0.0.1",
        "Connection": "keep-alive, X-Hop",
        "X-Hop": "1",
        "Anthropic-Version": "2023-06-01",
        "User-Agent": "Editor/1.0",
    }
    api.post(CHAT, json={"model": "phi-2"}, headers=headers)
    (seen,) = model.headers
    assert not {name for name, value in seen.items() if "secret" in value}
    assert not {"x-forwarded-for", "x-hop", "cookie"} & set(seen)
    assert (seen["anthropic-version"], seen["user-agent"]) == ("2023-06-01", "Editor/1.0")
    assert seen["host"] == f"127.0.0.1:{model.port}"


def test_long_conversations_are_passed_on_and_endless_ones_are_not(
    api: Api, model: ChatServer
) -> None:
    assert ask(api, prompt="x" * 1_000_000).ok
    assert len(model.asked[0][1]["prompt"]) == 1_000_000
    too_long = MAX_FORWARDED_BYTES + 1
    with socket.create_connection(("127.0.0.1", api.port)) as client:
        client.sendall(head(api, too_long))
        assert client.recv(1000).startswith(b"HTTP/1.1 413 ")


def test_each_request_is_told_with_its_client_and_tokens(api: Api, model: ChatServer) -> None:
    model.timings = {"prompt_n": 12, "predicted_n": 3}
    api.post(CHAT, json={"model": "phi-2"}, headers={"User-Agent": "Editor/1.0"})
    wait_until(lambda: bool(api.door.requests))
    (request,) = api.door.requests
    assert (request.client, request.model, request.status) == ("Editor/1.0", "phi-2", 200)
    assert (request.prompt_tokens, request.tokens) == (12, 3)
    assert request.seconds > 0


def test_a_connection_serves_one_request_after_the_other(api: Api) -> None:
    with requests.Session() as session:
        url = f"http://127.0.0.1:{api.port}{CHAT}"
        for _ in range(3):
            assert session.post(url, json={"model": "phi-2"}, timeout=20).ok


def head(api: Api, length: int) -> bytes:
    lines = (f"POST {CHAT} HTTP/1.1", f"Host: localhost:{api.port}", f"Content-Length: {length}")
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


def error_event(lines: list[bytes]) -> tuple[str, Any]:
    """The name and the content of the last event of a stream."""
    text = b"\n".join(lines).decode("utf-8").rstrip("\n")
    last = text.split("\n\n")[-1].splitlines()
    names = [line.removeprefix("event: ") for line in last if line.startswith("event: ")]
    (data,) = (line.removeprefix("data: ") for line in last if line.startswith("data: "))
    return "".join(names), json.loads(data)
