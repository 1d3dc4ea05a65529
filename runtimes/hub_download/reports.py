"""What is told to the program that ordered the download: one line of JSON at a time."""

import json
import time
from collections.abc import Mapping
from typing import Any

from runtimes.hub_download.failures import Failure

_INTERVAL = 0.25
"""Seconds between two reports of progress: more often, nobody could read it."""


class Progress:
    """Says how far it is, now and then."""

    def __init__(self) -> None:
        self._last = 0.0

    def is_due(self) -> bool:
        """Whether so much time has passed that it should be said again."""
        return time.monotonic() - self._last >= _INTERVAL

    def say(self, done: int, file: str, file_done: int, *, checking: bool = False) -> None:
        """``done`` bytes of all files are on the disk, ``file_done`` of them of ``file``."""
        self._last = time.monotonic()
        event = {"done": done, "file": file, "file_done": file_done, "checking": checking}
        _say({"event": "progress", **event})


def say_finished() -> None:
    _say({"event": "finished"})


def say_failed(failure: Failure) -> None:
    why = {"message": failure.message, "hint": failure.hint, "link": failure.link}
    _say({"event": "failed", **why, "again": failure.again, "after": failure.after})


def _say(event: Mapping[str, Any]) -> None:
    # ASCII, because a Windows pipe may have any code page.
    print(json.dumps(event, separators=(",", ":")), flush=True)
