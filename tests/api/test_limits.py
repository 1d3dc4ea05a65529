"""Big bodies, slow clients and crowds harm nobody else."""

import contextlib
import json
import socket
from collections.abc import Iterator

import pytest

import app.api.connection
import app.api.guards
from tests.api.conftest import Api

SHORT = 0.3


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time limits, short enough for a test."""
    monkeypatch.setattr(app.api.connection, "HEADER_SECONDS", SHORT)
    monkeypatch.setattr(app.api.guards, "BODY_SECONDS", SHORT)


def test_body_of_a_gigabyte_is_refused_by_its_announcement(api: Api) -> None:
    reply = _exchange(api, "POST /runtime/load/phi-2", "Content-Length: 1073741824")
    assert reply.startswith(b"HTTP/1.1 413 ")
    assert b'"body_too_large"' in reply
    assert api.door.calls == []


def test_chunked_body_without_end_is_refused_when_it_is_too_long(api: Api) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(10_000):
            yield b"x" * 1024

    assert api.post("/runtime/load/phi-2", data=chunks()).status_code == 413
    assert api.door.calls == []


def test_body_that_never_comes_is_not_waited_for(impatient: None, api: Api) -> None:
    reply = _exchange(api, "POST /runtime/load/phi-2", "Content-Length: 100")
    assert reply.startswith(b"HTTP/1.1 408 ")
    assert api.door.calls == []


@pytest.mark.parametrize(
    "body", ["[" * 30_000, "\xff\xfe", '{"a": NaN, "a": 1e999}', '{"threads": "abc"}']
)
def test_what_a_body_says_is_not_read(api: Api, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = api.post("/runtime/load/phi-2", data=body.encode("latin-1"), headers=headers)
    assert answer.json()["status"] == "ready"


def test_header_that_is_too_long_is_refused(api: Api) -> None:
    for size in (17_000, 300_000):
        reply = _exchange(api, "GET /health", f"X-Long: {'a' * size}")
        assert reply.startswith(b"HTTP/1.1 431 ")
        assert b'"header_too_long"' in reply


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET /health HTTP/1.1\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: 127.0.0.1:1\r\nHost: evil\r\n\r\n",
        b"POST /registry/rescan HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    ],
)
def test_what_is_not_http_is_answered_in_the_one_shape(api: Api, request_bytes: bytes) -> None:
    reply = _raw(api, request_bytes)
    assert reply.startswith(b"HTTP/1.1 400 ")
    content = json.loads(reply.partition(b"\r\n\r\n")[2])
    assert content["error"]["type"] == "bad_request"
    assert api.door.calls == []


def test_websocket_is_refused(api: Api) -> None:
    reply = _exchange(api, "GET /runtime/events", "Connection: Upgrade\r\nUpgrade: websocket")
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert b'"no_websocket"' in reply


@pytest.mark.parametrize("sent", [b"", b"GET /health HT", b"GET /health HTTP/1.1\r\nHost: a\r\n"])
def test_half_a_header_is_not_kept_open(impatient: None, api: Api, sent: bytes) -> None:
    with _connect(api) as client:
        client.sendall(sent)
        assert client.recv(1000) == b""


def test_half_a_second_header_is_not_kept_open(impatient: None, api: Api) -> None:
    with _connect(api) as client:
        client.sendall(_head(api, "GET /health") + b"GET /hea")
        assert b"200 OK" in _until_closed(client)


def test_dripping_a_header_does_not_extend_the_time(impatient: None, api: Api) -> None:
    with _connect(api) as client:
        client.settimeout(SHORT / 10)
        assert any(_is_closed_after(client, b"G") for _ in range(200))


def test_two_hundred_silent_connections_do_not_keep_a_person_out(api: Api) -> None:
    silent = [_connect(api) for _ in range(200)]
    try:
        for client in silent:
            client.sendall(b"GET /health HTTP/1.1\r\n")
        assert api.get("/health").status_code == 200
    finally:
        for client in silent:
            client.close()


def test_crowd_of_busy_connections_gets_a_sentence(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.api.connection, "MAX_CONNECTIONS", 2)
    streams = [api.get("/runtime/events", stream=True) for _ in range(2)]
    reply = _exchange(api, "GET /health")
    assert reply.startswith(b"HTTP/1.1 503 ")
    assert b'"too_many_connections"' in reply
    for stream in streams:
        stream.close()


def _head(api: Api, request: str, *lines: str) -> bytes:
    head = [f"{request} HTTP/1.1", f"Host: localhost:{api.port}", *lines]
    return "".join(f"{line}\r\n" for line in [*head, ""]).encode("ascii")


def _connect(api: Api) -> socket.socket:
    return socket.create_connection(("127.0.0.1", api.port), timeout=10)


def _exchange(api: Api, request: str, *lines: str) -> bytes:
    return _raw(api, _head(api, request, *lines))


def _raw(api: Api, request: bytes) -> bytes:
    with _connect(api) as client:
        client.sendall(request)
        return _until_closed(client)


def _until_closed(client: socket.socket) -> bytes:
    """Everything that was answered; a reset is how a close ends that left bytes unread."""
    received = b""
    with contextlib.suppress(ConnectionResetError):
        while more := client.recv(65536):
            received += more
    return received


def _is_closed_after(client: socket.socket, sent: bytes) -> bool:
    """Send, and see for as long as the socket's time-out says whether the other side closes."""
    try:
        client.sendall(sent)
        return client.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True
