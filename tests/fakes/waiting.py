"""Waits for a condition."""

import time
from collections.abc import Callable

_PAUSE_SECONDS = 0.01


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Return as soon as the condition holds; fail when it never does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the condition never held"
        time.sleep(_PAUSE_SECONDS)
