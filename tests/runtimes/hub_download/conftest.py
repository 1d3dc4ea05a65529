from collections.abc import Iterator

import pytest

from tests.fakes.hub_server import HubServer, Repository, hub_server

MODEL = bytes(range(256)) * 2000
"""512,000 bytes of which no two neighbouring parts look alike."""


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with hub_server() as server:
        yield server


@pytest.fixture
def repository(hub: HubServer) -> Repository:
    """A large file with its SHA-256, a small one with the name git has for it, an empty one."""
    files = {"model.gguf": MODEL, "config.json": b'{"a": 1}', "sub/empty.txt": b""}
    return hub.add(Repository("pub/Some-Model", files))
