"""Requests as editors and their agents write them, field for field, in ``requests/``."""

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.runtimes.conformance.wire import DONE, Event, read_event

pytestmark = pytest.mark.engine

FILES = sorted((Path(__file__).parent / "requests").glob("*.json"))
LIMITS = ("max_tokens", "max_completion_tokens", "max_output_tokens", "n_predict")
FEW = 4
"""Random weights would use up whatever an editor allows."""


def read(file: Path) -> tuple[str, dict[str, str], dict[str, Any]]:
    """Path, headers and body of a request, that asks for few tokens."""
    asked = json.loads(file.read_text(encoding="utf-8"))
    body = asked["body"]
    named = [name for name in LIMITS if body.get(name) is not None]
    limit = named[0] if named else LIMITS[2] if "responses" in asked["path"] else LIMITS[0]
    body[limit] = min(FEW, body.get(limit) or FEW) if body.get(limit) != 0 else 0
    return asked["path"], asked["headers"], body


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_is_answered(client: httpx2.Client, file: Path) -> None:
    path, headers, body = read(file)
    reply = client.post(path, json=body, headers=headers)
    assert reply.status_code == 200, reply.text
    if not body.get("stream"):
        assert reply.json()
        return
    blocks = reply.text.split("\n\n")
    assert blocks.pop() == ""
    _check_end([read_event(block) for block in blocks], path)


def _check_end(events: list[Event], path: str) -> None:
    """How each API says that all has been said."""
    last = events[-1]
    if "responses" in path:
        assert last.name == "response.completed"
    elif "messages" in path:
        assert last.name == "message_stop"
    elif path == "/completion":
        assert last.data["stop"] is True
    else:
        assert last.data == DONE


def test_there_are_requests() -> None:
    assert len(FILES) >= 15
