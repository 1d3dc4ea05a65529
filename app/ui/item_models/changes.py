"""The steps that turn one list of ids into another, as an item model has to announce them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remove:
    """Rows ``first`` to ``last`` go."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Move:
    """Row ``old`` moves up to ``new``."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Insert:
    """New rows come and are then ``first`` to ``last``."""

    first: int
    last: int


Change = Remove | Move | Insert


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Each change holds for the list as the changes before it left it. Ids are unique."""
    wanted = set(new)
    yield from _removals(old, wanted)
    kept = [entry for entry in old if entry in wanted]
    yield from _arrivals(kept, new)


def _removals(old: Sequence[str], wanted: set[str]) -> Iterator[Remove]:
    """From the end, so that the numbers before stay true."""
    last = len(old) - 1
    while last >= 0:
        first = last
        while first >= 0 and old[first] not in wanted:
            first -= 1
        if first < last:
            yield Remove(first + 1, last)
        last = first - 1


def _arrivals(kept: list[str], new: Sequence[str]) -> Iterator[Move | Insert]:
    known = set(kept)
    at = 0
    while at < len(new):
        end = at
        while end < len(new) and new[end] not in known:
            end += 1
        if end > at:
            yield Insert(at, end - 1)
            kept[at:at] = new[at:end]
        elif kept[at] != new[at]:
            old = kept.index(new[at], at)
            yield Move(old, at)
            kept.insert(at, kept.pop(old))
        at = max(end, at + 1)
