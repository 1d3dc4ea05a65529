"""What the lines of a child say about its load. Pure functions over one line."""

import json
import re
from dataclasses import dataclass

# llama.cpp's log has a thread of its own: its time stamp may stand before a line that the server or
# the runner printed between the stamp and the text it belongs to (seen in b11549).
_STRAY_STAMP = re.compile(r"\d[\d.]* (?:[DIWE] )?(?=cmd_child_to_router:|error: \{)")
_STATE_PREFIX = "cmd_child_to_router:state:"
# CSI and OSC sequences, then any other two-character escape (ECMA-48, section 5.3).
_ESCAPE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]|\x1b"
)
# Written by llama.cpp once the layers have their places.
_OFFLOADED = re.compile(r"offloaded (\d{1,6})/\d{1,6} layers to GPU")


@dataclass(frozen=True, slots=True)
class ChildMessage:
    """A state line, in the format that llama-server and our own runners share.

    Attributes:
        state: ``loading``, ``ready``, ...
        progress: 0 to 1, where the line tells.
    """

    state: str
    progress: float | None = None


def parse(line: str) -> ChildMessage | None:
    """The state that the line reports; ``None`` for any other line, broken ones included."""
    line = without_stray_stamp(line)
    if not line.startswith(_STATE_PREFIX):
        return None
    try:
        body = json.loads(line.removeprefix(_STATE_PREFIX))
    except (ValueError, RecursionError):
        return None
    if not isinstance(body, dict) or not isinstance(body.get("state"), str):
        return None
    return ChildMessage(body["state"], _progress(body.get("payload")))


def _progress(payload: object) -> float | None:
    value = payload.get("value") if isinstance(payload, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return None
    return float(value)


def without_stray_stamp(line: str) -> str:
    """A line of the runner's own without a time stamp that is not its own."""
    stamp = _STRAY_STAMP.match(line)
    return line[stamp.end() :] if stamp else line


def offloaded_layers(line: str) -> int | None:
    """How many layers went to the GPU, from "offloaded 33/33 layers to GPU"."""
    found = _OFFLOADED.search(line)
    return int(found[1]) if found else None


def without_escapes(text: str) -> str:
    """The text without colours, cursor moves and titles, for people to read."""
    return _ESCAPE.sub("", text) if "\x1b" in text else text
