"""What a runner tells the program that started it: one line of standard output at a time.

State lines have the format that llama-server itself uses towards its router, so that one parser
reads both (llama.cpp, tools/server/server-models.cpp).
"""

import json
import sys
import threading
from collections.abc import Mapping
from typing import Any

_STATE_PREFIX = "cmd_child_to_router:state:"
_one_line_at_a_time = threading.Lock()


def report_loading(value: float, stage: str = "text_model") -> None:
    """Say how far the load has come; ``value`` is 0 to 1."""
    payload = {"stages": [stage], "current": stage, "value": round(value, 4)}
    _say(_STATE_PREFIX + _json({"state": "loading", "payload": payload}))


def report_ready(payload: Mapping[str, Any]) -> None:
    """Say that the model answers; ``payload`` is its entry of ``/v1/models``."""
    _say(_STATE_PREFIX + _json({"state": "ready", "payload": payload}))


def report_failure(kind: str, message: str, hint: str = "") -> None:
    """Say why the runner gives up: machine-readable kind, what happened, what to do next."""
    _say("error: " + _json({"type": kind, "message": message, "hint": hint}))


def _json(value: Mapping[str, Any]) -> str:
    # ASCII, because a Windows pipe may have any code page.
    return json.dumps(value, separators=(",", ":"))


def _say(line: str) -> None:
    with _one_line_at_a_time:
        # In one piece: an unbuffered print writes the end of the line by itself, and threads of
        # the engine's own, which write to the same pipe, come between.
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
