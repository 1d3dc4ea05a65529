"""Waits for a condition."""

import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds; for what a busy machine may need."""

_PAUSE = 0.01  # s; keeps the processor free


def wait_until(
    condition: Callable[[], bool], *, timeout: float = PATIENCE, what: str = ""
) -> float:
    """Seconds it took; fails the test when the time is over."""
    start = time.monotonic()
    while not condition():
        waited = time.monotonic() - start
        assert waited < timeout, f"not within {timeout:g} s: {what or condition}"
        time.sleep(_PAUSE)
    return time.monotonic() - start
