"""What a person looks for among the models, and in which order they want to see it."""

import re
from collections.abc import Callable, Sequence
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
        """Whether format and state are right; ``known_words`` is what the words occur in."""
        is_format = not self.format or row.format == self.format
        return is_format and (self.standing is None or _stands(row, self.standing))


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and whether from the end; the name decides between equals."""

    column: Column = Column.NAME
    descending: bool = False


def in_order(named: Sequence[ModelRow], order: Order) -> list[ModelRow]:
    """Another order of rows that stand by their names."""
    if order.column is Column.NAME:
        return list(reversed(named) if order.descending else named)
    return sorted(named, key=_KEYS[order.column], reverse=order.descending)


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
_NUMBER = re.compile(r"(\d{1,99})")  # Python refuses to read numbers of thousands of digits


def name_key(row: ModelRow) -> list[str | int]:
    """To sort by name: numbers count as numbers, 7B before 13B."""
    parts: list[str | int] = list(_NUMBER.split(row.model.name.casefold()))
    parts[1::2] = map(int, parts[1::2])  # every second part is one
    return parts


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


def known_words(row: ModelRow) -> str:
    """All that a word may occur in, in lower case."""
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
    return " ".join(parts).casefold()
