"""The last lines a child wrote, bounded in bytes."""

from collections import deque
from collections.abc import Sequence
from itertools import islice

LIMIT = 4 * 1024 * 1024
_LINE_OVERHEAD = 64
"""Roughly what a short Python string costs beside its characters."""


class OutputRing:
    """Keeps the newest lines; forgets the oldest once they take more than ``limit`` bytes."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._lines: deque[str] = deque()
        self._size = 0

    def add(self, lines: Sequence[str]) -> None:
        self._lines.extend(lines)
        self._size += sum(map(_cost, lines))
        while self._size > self._limit:
            self._size -= _cost(self._lines.popleft())

    def tail(self, count: int) -> tuple[str, ...]:
        """The last ``count`` lines, oldest first."""
        return tuple(islice(self._lines, max(0, len(self._lines) - count), None))


def _cost(line: str) -> int:
    return len(line) + _LINE_OVERHEAD
