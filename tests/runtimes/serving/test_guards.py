"""Who may come in."""

from collections.abc import Iterator, Mapping

import pytest

from runtimes.serving import guards
from runtimes.serving.guards import Door, is_local_origin, is_loopback
from tests.fakes.scripted_engine import ScriptedEngine
from tests.fakes.serving_front import ServedFront, served


@pytest.fixture
def locked() -> Iterator[ServedFront]:
    engine = ScriptedEngine()
    engine.may_load.set()
    with served(engine, Door(api_keys=("one", "clé"))) as front:
        assert front.ready.wait(10)
        yield front


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil", "", "0.0.0.0", "["]
)
def test_a_foreign_host_is_403(front: ServedFront, host: str) -> None:
    reply = front.client.get("/health", headers={"Host": host})
    assert reply.status_code == 403
    assert reply.json()["error"]["type"] == "permission_error"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST"])
def test_local_names_are_served(front: ServedFront, host: str) -> None:
    assert front.client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("origin", "is_allowed"),
    [
        ("http://localhost:3000", True),
        ("http://127.0.0.1", True),
        ("http://[::1]:80", True),
        ("http://evil.example", False),
        ("http://localhost.evil.example", False),
        ("null", False),
        ("http://[", False),
    ],
)
def test_only_local_pages_may_read(front: ServedFront, origin: str, is_allowed: bool) -> None:
    assert is_local_origin(origin) is is_allowed
    for method in ("GET", "OPTIONS"):
        reply = front.client.request(method, "/props", headers={"Origin": origin})
        assert ("access-control-allow-origin" in reply.headers) is is_allowed


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://evil.example", 403),
        ("HTTP://evil.example:8080", 403),
        ("null", 403),
        ("http://localhost:3000", 200),
        ("vscode-webview://1a2b", 200),
    ],
)
def test_a_page_from_elsewhere_sets_nothing_to_work(
    front: ServedFront, origin: str, status: int
) -> None:
    headers = {"Origin": origin, "Content-Type": "text/plain"}
    reply = front.client.post("/tokenize", content=b'{"content": "a"}', headers=headers)
    assert reply.status_code == status


def test_a_page_with_the_key_is_let_in(locked: ServedFront) -> None:
    headers = {"Origin": "https://chat.example", "Authorization": "Bearer one"}
    assert locked.client.get("/props", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer two"}, 401),
        ({"Authorization": "Bearer one"}, 200),
        ({"X-Api-Key": "one"}, 200),
        ({"X-Api-Key": "onee"}, 401),
    ],
)
def test_a_key_opens(locked: ServedFront, headers: Mapping[str, str], status: int) -> None:
    reply = locked.client.get("/props", headers=headers)
    assert reply.status_code == status
    if status == 401:
        assert reply.json()["error"] == {
            "message": "Invalid API Key",
            "type": "authentication_error",
            "code": 401,
        }


def test_health_needs_no_key(locked: ServedFront) -> None:
    for path in ("/health", "/v1/health"):
        assert locked.client.get(path).status_code == 200


def test_any_bearer_will_do_without_a_key(front: ServedFront) -> None:
    headers = {"Authorization": "Bearer undefined"}
    assert front.client.get("/props", headers=headers).status_code == 200


def test_a_body_over_the_limit_is_413(front: ServedFront, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "BODY_LIMIT", 1024**2)
    chunks = (b" " * 100_000 for _ in range(20))
    for content in (b" " * 2 * 1024**2, chunks):
        reply = front.client.post("/tokenize", content=content)
        assert reply.status_code == 413
        assert reply.json()["error"]["message"] == "The body is longer than 1 MiB."


def test_the_server_names_itself(front: ServedFront) -> None:
    assert front.client.get("/health").headers["server"] == "modeltray"


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("x", False)],
)
def test_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
