"""Start and stop of the API's thread, its port, and what its import costs."""

import socket
import subprocess
import sys
import threading

import pytest

from app.api.server import ApiServer, bind_loopback
from app.domain.snapshot import AppSnapshot
from tests.api.conftest import Api
from tests.fakes.fake_door import FakeDoor
from tests.fakes.sending import sends_at_once


@pytest.mark.parametrize("module", ["fastapi", "starlette", "uvicorn", "pydantic", "asyncio"])
def test_importing_the_server_does_not_import_the_web(module: str) -> None:
    code = f"import sys, app.api.server; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_small_answers_are_sent_at_once() -> None:
    assert sends_at_once(bind_loopback(0))


def test_port_that_is_taken_is_named() -> None:
    with bind_loopback(0) as holder:
        holder.listen()
        port = holder.getsockname()[1]
        assert _failure(port) == f"The control API cannot listen on port {port}."


def test_port_is_free_again_after_a_stop(api: Api) -> None:
    api.get("/health")
    api.server.stop()
    with bind_loopback(api.port) as again:
        again.listen()


def test_server_listens_on_loopback_only(api: Api) -> None:
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", api.port), timeout=5)


def test_two_servers_do_not_share_a_port(api: Api) -> None:
    assert str(api.port) in _failure(api.port)
    assert api.get("/health").status_code == 200


def test_publishing_and_stopping_are_fine_at_any_time() -> None:
    server = ApiServer(FakeDoor(), port=0, version="1")
    server.publish(AppSnapshot())
    server.stop()
    called: list[object] = []
    server.start(called.append, called.append)
    server.stop()
    server.publish(AppSnapshot())
    assert called == []
    assert not [thread for thread in threading.enumerate() if thread.name == "api"]


def test_failure_while_starting_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "app.api.serving", None)
    assert _failure(0) == "The control API could not start; the log file says why."


def test_documentation_needs_no_internet(api: Api) -> None:
    page = api.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "POST /runtime/load/{model}" in page.text
    assert "ctx_size" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "<script" not in page.text


def test_openapi_describes_every_route(api: Api) -> None:
    paths = api.get("/openapi.json").json()["paths"]
    assert sorted(paths) == [
        "/api/show",
        "/api/tags",
        "/api/v0/models",
        "/api/v0/models/{model}",
        "/api/version",
        "/apply-template",
        "/detokenize",
        "/health",
        "/hub/downloads",
        "/hub/downloads/{download}",
        "/hub/downloads/{download}/pause",
        "/hub/downloads/{download}/resume",
        "/hub/models/{repository}",
        "/hub/search",
        "/hub/suggestions",
        "/hub/token",
        "/infill",
        "/models/load",
        "/models/sse",
        "/models/unload",
        "/registry/models",
        "/registry/models/{model}",
        "/registry/rescan",
        "/registry/stores",
        "/registry/validate/{model}",
        "/runtime/activity",
        "/runtime/events",
        "/runtime/load/{model}",
        "/runtime/logs/{model}",
        "/runtime/restart/{model}",
        "/runtime/status",
        "/runtime/unload-all",
        "/runtime/unload/{model}",
        "/tokenize",
        "/v1/chat/completions",
        "/v1/completions",
        "/v1/embeddings",
        "/v1/messages",
        "/v1/messages/count_tokens",
        "/v1/models",
        "/v1/models/{model}",
        "/v1/rerank",
        "/v1/responses",
    ]
    for methods in paths.values():
        for operation in methods.values():
            assert operation["summary"]
            assert "422" not in operation["responses"]


def _failure(port: int) -> str:
    """Why a server could not start on that port."""
    reasons: list[str] = []
    called = threading.Event()

    def on_failed(reason: str) -> None:
        reasons.append(reason)
        called.set()

    server = ApiServer(FakeDoor(), port=port, version="1")
    server.start(lambda _: called.set(), on_failed)
    assert called.wait(20)
    server.stop()
    return reasons[0]
