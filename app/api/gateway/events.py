"""What the gateway itself says inside a stream of server-sent events."""

import json
from typing import Any

from app.api.errors import ApiError

KEEP_ALIVE = b":\n\n"
"""A comment. Not ``: ping``: Continue takes that for the end of a stream."""
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"x-accel-buffering", b"no"),
]


def error_event(error: ApiError, path: str) -> bytes:
    """The failure in the form that clients of that endpoint read."""
    content = error.content()
    if path == "/v1/messages":
        return _event({"type": "error", **content}, name="error")
    if path.endswith("/responses"):
        return _event({"type": "response.failed", "response": _failed(error)}, "response.failed")
    return _event(content)


def refusal_event(body: bytes, path: str) -> bytes:
    """A model's refusal, which came after the stream had begun, as it worded it."""
    try:
        content = json.loads(body)
    except ValueError:
        content = None
    if not isinstance(content, dict) or "error" not in content:
        content = {"error": {"code": 502, "message": body[:200].decode("utf-8", "replace")}}
    return _event(content, "error" if path == "/v1/messages" else "")


def _failed(error: ApiError) -> dict[str, Any]:
    return {
        "id": "",
        "object": "response",
        "status": "failed",
        "output": [],
        "error": {"code": "server_error", "message": error.message},
    }


def _event(content: dict[str, Any], name: str = "") -> bytes:
    line = f"event: {name}\n" if name else ""
    return f"{line}data: {json.dumps(content, ensure_ascii=False)}\n\n".encode("utf-8", "replace")
