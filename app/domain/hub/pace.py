"""How fast a download is, when it will be over, and when a broken one is tried again."""

from collections import deque

_WINDOW = 5.0
"""Seconds that the speed is the mean of: long enough to read, short enough to follow."""
_DELAYS = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0)
"""Seconds before the attempts after the first; the last one counts for all that follow."""
ATTEMPTS = 12
"""Attempts without one new byte, some seven minutes, after which a person is asked."""


class Speedometer:
    """Bytes per second over the last moments. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, now: float, done: int) -> None:
        """``done`` bytes are there now; fewer than before when something was fetched in vain."""
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()
        self._seen.append((now, done))
        while len(self._seen) > 2 and self._seen[1][0] <= now - _WINDOW:
            self._seen.popleft()

    @property
    def speed(self) -> float | None:
        if len(self._seen) < 2:
            return None
        (start, first), (end, last) = self._seen[0], self._seen[-1]
        return (last - first) / (end - start) if end > start else None


def seconds_left(missing: int, speed: float | None) -> float | None:
    """At that speed; ``None`` where it is not known or next to nothing."""
    return missing / speed if speed is not None and speed >= 1 else None


def delay(attempt: int, told: float | None) -> float | None:
    """Seconds before the next attempt; ``None`` when there should be none.

    Args:
        attempt: how many have failed in a row without a new byte.
        told: what the Hub asked for.
    """
    if attempt >= ATTEMPTS:
        return None
    return max(_DELAYS[min(attempt - 1, len(_DELAYS) - 1)] if attempt else _DELAYS[0], told or 0.0)
