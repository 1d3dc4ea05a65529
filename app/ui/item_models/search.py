"""What a person looks for among the models, and in which order they want to see it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum, auto
from typing import Any

from app.domain.lifecycle import State
from app.ui import text
from app.ui.model_row import ModelRow


class Column(IntEnum):
    """The columns of the list, from the left."""

    NAME = 0
    FORMAT = 1
    RUNTIME = 2
    SIZE = 3
    STATUS = 4
    PORT = 5


class Standing(StrEnum):
    """What a person may want of a model's state."""

    LOADED = auto()
    NOT_LOADED = auto()
    TROUBLED = auto()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a model must be to be listed; what is empty asks for nothing.

    Attributes:
        words: each must occur in what is known of the model, in any order, whatever the case.
    """

    words: tuple[str, ...] = ()
    format: str = ""
    standing: Standing | None = None

    def fits(self, row: ModelRow) -> bool:
        return (
            (not self.format or row.format == self.format)
            and (self.standing is None or _stands(row, self.standing))
            and self._occurs_in(row)
        )

    def _occurs_in(self, row: ModelRow) -> bool:
        if not self.words:
            return True
        known = _searchable(row).casefold()
        return all(word.casefold() in known for word in self.words)


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and whether from the end; the name decides between equals."""

    column: Column = Column.NAME
    descending: bool = False


def arranged(rows: Iterable[ModelRow], wanted: Wanted, order: Order) -> list[ModelRow]:
    """The rows that are wanted, in order. A thousand take a few milliseconds."""
    found = sorted((row for row in rows if wanted.fits(row)), key=_by_name)
    if order.column is Column.NAME:
        return found[::-1] if order.descending else found
    return sorted(found, key=_KEYS[order.column], reverse=order.descending)


_RANKS = {
    state: rank
    for rank, state in enumerate(
        (
            State.READY,
            State.LOADING,
            State.STARTING,
            State.BACKOFF,
            State.STOPPING,
            State.FAILED,
            State.STOPPED,
        )
    )
}
_NO_PORT = 1 << 16


def _by_name(row: ModelRow) -> list[tuple[int, int, str]]:
    """Numbers in a name count as numbers: 7B before 13B."""
    parts = re.findall(r"\d+|\D+", row.model.name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


_KEYS: dict[Column, Callable[[ModelRow], Any]] = {
    Column.FORMAT: lambda row: text.format_text(row.format).casefold(),
    Column.RUNTIME: lambda row: row.label.casefold(),
    Column.SIZE: lambda row: row.variant.size,
    Column.STATUS: lambda row: _RANKS[row.state] + bool(row.problem),
    Column.PORT: lambda row: row.port or _NO_PORT,
}


def _stands(row: ModelRow, standing: Standing) -> bool:
    match standing:
        case Standing.LOADED:
            return row.is_loaded
        case Standing.NOT_LOADED:
            return not row.is_loaded
        case Standing.TROUBLED:
            return row.state is State.FAILED or bool(row.problem)


def _searchable(row: ModelRow) -> str:
    traits = row.variant.traits
    parts = (
        row.model.name,
        row.id,
        row.model.publisher,
        text.format_text(row.format),
        row.label,
        traits.quantization or "",
        traits.architecture or "",
    )
    return " ".join(parts)
