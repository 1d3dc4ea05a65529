"""The same weights, several times on the disks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.model import FileRole, Model

_SMALLEST = 10_000_000
"""Bytes; what is smaller is not worth a person's time."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One file of weights; ``store`` is the key of its store, empty for ordinary folders."""

    path: Path
    model: str
    store: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Files of the same content, ``size`` bytes each; two or more."""

    size: int
    copies: tuple[Copy, ...]

    @property
    def could_be_won(self) -> int:
        """Bytes that come free when all but one go."""
        return self.size * (len(self.copies) - 1)


@dataclass(frozen=True, slots=True)
class Suspects:
    """Files of the same size, which may have the same content."""

    size: int
    copies: tuple[Copy, ...]


def suspects(models: Iterable[Model], smallest: int = _SMALLEST) -> tuple[Suspects, ...]:
    """Files of weights that have the size of another, the largest first."""
    found: dict[int, dict[Path, Copy]] = defaultdict(dict)
    for size, copy in _weights(models):
        if size >= smallest:
            found[size].setdefault(copy.path, copy)
    groups = (Suspects(size, tuple(by_path.values())) for size, by_path in found.items())
    several = (group for group in groups if len(group.copies) > 1)
    return tuple(sorted(several, key=lambda group: -group.size))


def bytes_to_win(duplicates: Sequence[Duplicate]) -> int:
    return sum(duplicate.could_be_won for duplicate in duplicates)


def _weights(models: Iterable[Model]) -> Iterator[tuple[int, Copy]]:
    for model in models:
        for variant in model.variants:
            for file in variant.files:
                if file.role is FileRole.WEIGHTS:
                    yield file.size, Copy(file.path, model.name, model.store)
