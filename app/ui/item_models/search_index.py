"""The models as they are looked through with every letter that is typed."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from app.ui.item_models.search import Order, Wanted, in_order, known_words, name_key
from app.ui.model_row import ModelRow


class SearchIndex:
    """Knows of each row the place of its name and the words it is found by.

    Both are worked out once: they take longer than to look through a thousand rows.
    """

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._by_name: list[_Entry] = []

    def set_rows(self, rows: Iterable[ModelRow]) -> None:
        """Look through other rows. One that is as it was is not read again."""
        before = self._entries
        self._entries = {row.id: _entry(row, before.get(row.id)) for row in rows}
        self._by_name = sorted(self._entries.values(), key=attrgetter("name"))

    def arranged(self, wanted: Wanted, order: Order) -> list[ModelRow]:
        """The rows that are wanted, in order."""
        return in_order([entry.row for entry in self._found(wanted)], order)

    def _found(self, wanted: Wanted) -> "Iterator[_Entry]":
        words = [word.casefold() for word in wanted.words]
        for entry in self._by_name:
            if wanted.fits(entry.row) and all(word in entry.words for word in words):
                yield entry


class _Entry:
    __slots__ = ("_words", "name", "row")

    def __init__(self, row: ModelRow) -> None:
        self.row = row
        self.name = name_key(row)
        self._words = ""

    @property
    def words(self) -> str:
        self._words = self._words or known_words(self.row)
        return self._words


def _entry(row: ModelRow, before: _Entry | None) -> _Entry:
    return before if before is not None and before.row == row else _Entry(row)
