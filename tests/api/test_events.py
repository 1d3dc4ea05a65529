"""The event stream: first the whole status, then each change; bounded, and over at the end."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import fastapi.routing
import pytest
import requests

from app.domain.hub.download import DownloadState
from tests.api.conftest import Api
from tests.fakes.waiting import wait_until
from tests.ui.hub_samples import download


def test_first_event_is_the_whole_status_and_then_each_change(api: Api) -> None:
    api.post("/runtime/load/phi-2")
    with _events(api) as events:
        assert [entry["model"] for entry in next(events)] == ["phi-2"]
        api.door.held.add("tinyllama-gguf")
        api.post("/runtime/load/tinyllama-gguf?wait=false")
        assert {e["model"]: e["status"] for e in next(events)}["tinyllama-gguf"] == "loading"
        api.door.finish("tinyllama-gguf")
        assert {e["model"]: e["status"] for e in next(events)}["tinyllama-gguf"] == "ready"


def test_event_carries_what_the_status_call_shows(api: Api) -> None:
    api.post("/runtime/load/phi-2")
    with _events(api) as events:
        assert next(events) == api.get("/runtime/status").json()["models"]


def test_first_event_does_not_wait_for_an_announcement(api: Api) -> None:
    api.door.changed = lambda snapshot: None
    api.post("/runtime/load/phi-2")
    with _events(api) as events:
        assert [entry["status"] for entry in next(events)] == ["ready"]


def test_what_did_not_change_is_not_sent_again(api: Api) -> None:
    api.post("/runtime/load/phi-2")
    with _events(api) as events:
        next(events)
        for _ in range(5):
            api.server.publish(api.door.snapshot())
        api.post("/runtime/unload/phi-2")
        assert next(events) == []


def test_silence_is_filled_with_comments(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fastapi.routing, "_PING_INTERVAL", 0.05)
    with api.get("/runtime/events", stream=True) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.iter_lines()
        assert any(line.startswith(b":") for line in lines)


def test_downloads_have_events_of_their_own(api: Api) -> None:
    running = download(DownloadState.RUNNING, done=1_250_000_000)
    with _events(api) as statuses, _events(api, b"downloads") as events:
        next(statuses)
        for shown in (running, replace(running, state=DownloadState.PAUSED)):
            api.door.picture(replace(api.door.snapshot(), downloads=(shown,)))
            (event,) = next(events)
            assert (event["status"], event["progress"]) == (shown.state, 0.5)
        assert [event] == api.get("/hub/downloads").json()["downloads"]
        api.post("/runtime/load/phi-2")
        assert [entry["model"] for entry in next(statuses)] == ["phi-2"]


def test_slow_client_blocks_nobody_and_sees_the_newest(api: Api) -> None:
    with socket.create_connection(("127.0.0.1", api.port), timeout=10) as slow:
        slow.sendall(
            f"GET /runtime/events HTTP/1.1\r\nHost: localhost:{api.port}\r\n\r\n".encode("ascii")
        )
        api.post("/runtime/load/phi-2")
        (entry,) = api.door.snapshot().running
        for number in range(500):
            api.door.show(replace(entry, notice=f"{number} " + "x" * 20_000))
        api.door.show(replace(entry, notice="the last"))
        assert api.get("/health").status_code == 200
        received = b""
        while b"the last" not in received:
            more = slow.recv(1 << 20)
            assert more
            received += more
    assert received.count(b"event: status") < 500


def test_streams_end_when_the_server_stops(api: Api) -> None:
    with _events(api) as events:
        next(events)
        threading.Thread(target=api.server.stop).start()
        assert list(events) == []


def test_client_that_leaves_is_forgotten(api: Api) -> None:
    for _ in range(20):
        with _events(api) as events:
            next(events)
    before = threading.active_count()
    api.post("/runtime/load/phi-2")
    wait_until(lambda: threading.active_count() <= before)
    assert api.get("/health").status_code == 200


_FIELDS = {b"status": "models", b"downloads": "downloads"}


@contextmanager
def _events(api: Api, wanted: bytes = b"status") -> Iterator[Iterator[list[dict[str, Any]]]]:
    """What the events of one name bring."""
    with api.get("/runtime/events", stream=True) as answer:
        yield _entries(answer, wanted)


def _entries(answer: requests.Response, wanted: bytes) -> Iterator[list[dict[str, Any]]]:
    name = b""
    for line in answer.iter_lines(chunk_size=1):
        field, _, value = line.partition(b": ")
        if field == b"event":
            name = value
            assert name in _FIELDS
        elif field == b"data" and name == wanted:
            yield json.loads(value)[_FIELDS[name]]
