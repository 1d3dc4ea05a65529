"""What the download child says, line by line. Pure functions over one line."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` bytes of all files are on the disk, ``file_done`` of them of ``file``."""

    done: int
    file: str
    file_done: int
    checking: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """Every file is right, and lies in its folder."""


@dataclass(frozen=True, slots=True)
class Setback:
    """Why the child gave up.

    Attributes:
        again: it may work by itself a little later.
        after: seconds to wait at least, where the Hub said so.
        link: a page that helps.
    """

    sentence: str
    again: bool = False
    after: float | None = None
    link: str = ""


ChildEvent = Progress | Finished | Setback


def parse(line: str) -> ChildEvent | None:
    """The event; ``None`` for any other line."""
    if not line.startswith("{"):
        return None
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match event:
        case {"event": "progress", "done": int(done), "file": str(file), "file_done": int(part)}:
            return Progress(done, file, part, event.get("checking") is True)
        case {"event": "finished"}:
            return Finished()
        case {"event": "failed", "message": str(message)}:
            return _setback(message, event)
    return None


def _setback(message: str, event: dict[str, Any]) -> Setback:
    hint, link, after = event.get("hint"), event.get("link"), event.get("after")
    seconds = float(after) if isinstance(after, int | float) and 0 <= after <= 86_400 else None
    return Setback(
        f"{message} {hint if isinstance(hint, str) else ''}".strip(),
        event.get("again") is True,
        seconds,
        link if isinstance(link, str) else "",
    )
