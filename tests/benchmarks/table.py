"""One row for each thing that was measured."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement in ``unit``; ``budget`` in the same unit."""

    name: str
    samples: Sequence[float]
    unit: str
    budget: float

    @property
    def median(self) -> float:
        return statistics.median(self.samples)

    def __str__(self) -> str:
        verdict = "ok" if self.median <= self.budget else "OVER"
        spread = f"{min(self.samples):.3g} to {max(self.samples):.3g}"
        return (
            f"{self.name:<48} {self.median:>9.3g} {self.unit:<3} "
            f"{self.budget:>7.3g} {verdict:<5} {spread} (n={len(self.samples)})"
        )


def print_rows(title: str, rows: Sequence[Row]) -> None:
    print(f"\n{title}")
    print(f"{'':<48} {'median':>9}     {'budget':>7}       range")
    for row in rows:
        print(row, flush=True)
