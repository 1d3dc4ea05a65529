"""Which models the tray menu offers to load, and in which folders: pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.ui.item_models.search import Column, Order, in_order, name_key
from app.ui.model_row import ModelRow
from app.ui.recent_models import MOST

LONGEST_LIST = 12
"""Models that stand in the menu itself; more than these go into folders."""
LONGEST_FOLDER = 25
"""More than these are split by their names."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A submenu. ``first`` and ``last`` are names where it holds a part of a format only."""

    format: str
    rows: tuple[ModelRow, ...]
    parts: tuple["Folder", ...] = ()

    @property
    def first(self) -> str:
        return self.rows[0].model.name

    @property
    def last(self) -> str:
        return self.rows[-1].model.name


@dataclass(frozen=True, slots=True)
class Offer:
    """``recent`` first, then ``rows`` or, where they are too many, ``folders``."""

    recent: tuple[ModelRow, ...] = ()
    rows: tuple[ModelRow, ...] = ()
    folders: tuple[Folder, ...] = ()


def offer(rows: Sequence[ModelRow], recent: Sequence[str]) -> Offer:
    """What is offered of the models that are not loaded; ``recent`` are ids, the newest first."""
    known = {row.id: row for row in rows}
    first = tuple(known[model_id] for model_id in recent if model_id in known)[:MOST]
    if len(rows) <= LONGEST_LIST:
        used = {row.id for row in first}
        others = [row for row in rows if row.id not in used]
        return Offer(first, tuple(_by_format(others)))
    return Offer(first, folders=tuple(_folders(rows)))


def _folders(rows: Sequence[ModelRow]) -> Iterator[Folder]:
    """A folder holds every model of its format, the recent ones too: that is where to look."""
    for name, group in groupby(_by_format(rows), key=lambda row: row.format):
        members = tuple(group)
        parts = _parts(name, members) if len(members) > LONGEST_FOLDER else ()
        yield Folder(name, members, parts)


def _by_format(rows: Iterable[ModelRow]) -> list[ModelRow]:
    return in_order(sorted(rows, key=name_key), Order(Column.FORMAT))


def _parts(name: str, rows: tuple[ModelRow, ...]) -> tuple[Folder, ...]:
    starts = range(0, len(rows), LONGEST_FOLDER)
    return tuple(Folder(name, rows[start : start + LONGEST_FOLDER]) for start in starts)
