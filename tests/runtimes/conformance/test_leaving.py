"""Clients that go away: what was begun for them ends, and nothing is left of them."""

import json
import socket
from typing import Any

import httpx2
import psutil
import pytest

from tests.fakes.waiting import wait_until
from tests.runtimes.conformance.candidates import CONTEXT
from tests.runtimes.conformance.test_pages import metrics_of
from tests.runtimes.conformance.wire import CHAT, MESSAGES, SHORT, ask

pytestmark = pytest.mark.engine

CLIENTS = 100
ENDLESS = {"n_predict": -1, "max_tokens": CONTEXT, "ignore_eos": True}


def begin(client: httpx2.Client, path: str, **body: Any) -> socket.socket:
    """A request of a client that does not wait for the end."""
    raw = json.dumps(body).encode("utf-8")
    host, port = client.base_url.host, client.base_url.port
    assert port
    connection = socket.create_connection((host, port), timeout=30)
    head = f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {len(raw)}\r\n\r\n"
    connection.sendall(head.encode("ascii") + raw)
    return connection


def is_idle(client: httpx2.Client) -> bool:
    return not any(slot["is_processing"] for slot in client.get("/slots").json())


@pytest.mark.parametrize("path", ["/completion", CHAT])
def test_an_answer_ends_with_its_client(client: httpx2.Client, path: str) -> None:
    """One that is streamed: without a stream llama.cpp looks once a second who is still there."""
    before = metrics_of(client)["tokens_predicted_total"]
    body = {"prompt": "a", "messages": MESSAGES, "stream": True, **ENDLESS}
    with begin(client, path, **body) as connection:
        assert connection.recv(64).startswith(b"HTTP/1.1 200")
    wait_until(lambda: is_idle(client))
    assert metrics_of(client)["tokens_predicted_total"] - before < CONTEXT - 100
    assert ask(client, "/completion", prompt="a", **SHORT)["tokens_predicted"] == 4


def test_a_hundred_clients_hang_up(client: httpx2.Client) -> None:
    """In the middle of their answers, or while they wait for them."""
    process = _process_at(client.base_url.port)
    before = _connections(process)
    for number in range(CLIENTS):
        with begin(client, "/completion", prompt="a", stream=True, **ENDLESS) as connection:
            if number % 10 == 0:
                connection.recv(64)
    wait_until(lambda: _connections(process) <= before)
    wait_until(lambda: is_idle(client))
    assert ask(client, "/completion", prompt="a", **SHORT)["tokens_predicted"] == 4


def test_half_a_request_harms_nobody(client: httpx2.Client) -> None:
    host, port = client.base_url.host, client.base_url.port
    assert port
    with socket.create_connection((host, port), timeout=30) as connection:
        connection.sendall(b"POST /completion HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    with socket.create_connection((host, port), timeout=30) as connection:
        connection.sendall(b"nonsense\r\n\r\n")
        connection.recv(64)
    assert ask(client, "/completion", prompt="a", **SHORT)["tokens_predicted"] == 4


def _process_at(port: int | None) -> psutil.Process:
    """The child that listens there."""
    children = psutil.Process().children(recursive=True)
    return next(child for child in children if port in _ports(child))


def _ports(process: psutil.Process) -> set[int]:
    found = process.net_connections("tcp4")
    return {one.laddr.port for one in found if one.status == psutil.CONN_LISTEN}


def _connections(process: psutil.Process) -> int:
    return len(process.net_connections("tcp4"))
