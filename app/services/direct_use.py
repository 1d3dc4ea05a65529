"""Whether models are asked at their own ports, where nobody tells of it."""

from collections.abc import Callable, Iterable
from functools import partial

from app.domain.model import ModelId
from app.domain.snapshot import RunningModel

Written = Callable[[int, Callable[[int | None], None]], None]
"""Tells, later, how many tokens the model on a port has written since it was loaded; ``None`` where
that cannot be known."""
_Launch = tuple[ModelId, int]


class DirectUse:
    """Sees it by what they have written since the last look.

    Args:
        touch: called with a model that was asked something.
    """

    def __init__(self, written: Written, touch: Callable[[ModelId], None]) -> None:
        self._written = written
        self._touch = touch
        self._counts: dict[_Launch, int] = {}

    def look(self, entries: Iterable[RunningModel]) -> None:
        """Ask these models; others are forgotten."""
        ports = {(entry.model, entry.launch): entry.port for entry in entries if entry.port}
        self._counts = {key: count for key, count in self._counts.items() if key in ports}
        for key, port in ports.items():
            self._written(port, partial(self._note, key))

    def _note(self, launch: _Launch, count: int | None) -> None:
        if count is None:
            return
        before, self._counts[launch] = self._counts.get(launch), count
        if before not in (None, count):
            self._touch(launch[0])
