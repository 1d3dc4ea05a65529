"""What a person looks for, as a filter over the models."""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import cast

from PySide6.QtCore import QObject, QSortFilterProxyModel

from app.domain.lifecycle import State
from app.ui.item_models.models import Index, Role
from app.ui.model_row import ModelRow


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

    def fits(self, row: ModelRow, searchable: str) -> bool:
        """Whether the model is wanted; ``searchable`` is all that words may occur in."""
        return (
            (not self.format or row.format == self.format)
            and (self.standing is None or _stands(row, self.standing))
            and all(word.casefold() in searchable.casefold() for word in self.words)
        )


class ModelSearch(QSortFilterProxyModel):
    """Sorts and filters a ``ModelTable``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = Wanted()
        self.setSortRole(Role.SORT)

    def search(self, wanted: Wanted) -> None:
        """Keep the models that are wanted."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if self._wanted == Wanted():
            return True
        index = self.sourceModel().index(source_row, 0, source_parent)
        row = cast(ModelRow, index.data(Role.OBJECT))
        return self._wanted.fits(row, str(index.data(Role.SEARCH)))


def _stands(row: ModelRow, standing: Standing) -> bool:
    match standing:
        case Standing.LOADED:
            return row.is_loaded
        case Standing.NOT_LOADED:
            return not row.is_loaded
        case Standing.TROUBLED:
            return row.state is State.FAILED or bool(row.problem)
