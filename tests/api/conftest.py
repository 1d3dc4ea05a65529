"""A real server on a free port, with a fake program behind it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from app.api.server import ApiServer
from tests.fakes.fake_door import FakeDoor, gguf_model, safetensors_model

START_SECONDS = 30


@dataclass(frozen=True)
class Api:
    """A running API; paths are sent as they are written."""

    door: FakeDoor
    server: ApiServer
    port: int

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.send("GET", path, **more)

    def post(self, path: str, **more: Any) -> requests.Response:
        return self.send("POST", path, **more)

    def send(self, method: str, path: str, **more: Any) -> requests.Response:
        more.setdefault("timeout", 20)
        return requests.request(method, f"http://127.0.0.1:{self.port}{path}", **more)


@pytest.fixture
def start_api() -> Iterator[Callable[..., Api]]:
    """Starts a server with the arguments given; all are stopped at the end."""
    servers: list[ApiServer] = []

    def start(door: FakeDoor | None = None, token: str = "") -> Api:
        door = door or FakeDoor(gguf_model(), safetensors_model())
        server = ApiServer(door, port=0, version="1.2.3", token=token)
        servers.append(server)
        door.changed = server.publish
        return Api(door, server, _started_port(server))

    yield start
    for server in servers:
        server.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "api"]


@pytest.fixture
def api(start_api: Callable[..., Api]) -> Api:
    """The models of the documented examples behind an API without a token."""
    return start_api()


def _started_port(server: ApiServer) -> int:
    ports: list[int] = []
    failures: list[str] = []
    called = threading.Event()

    def on_started(port: int) -> None:
        ports.append(port)
        called.set()

    def on_failed(reason: str) -> None:
        failures.append(reason)
        called.set()

    server.start(on_started, on_failed)
    assert called.wait(START_SECONDS)
    assert not failures
    return ports[0]
