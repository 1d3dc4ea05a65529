"""Which models are unloaded that nobody needs: for being idle, or to make room for another."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.model import ModelId


@dataclass(frozen=True, slots=True)
class Resident:
    """A loaded model that may be unloaded.

    Attributes:
        idle_since: seconds since the epoch.
        size: bytes of memory that come free.
    """

    model: ModelId
    idle_since: float
    size: int


def idle(residents: Sequence[Resident], now: float, limit: float) -> tuple[ModelId, ...]:
    """Those that nobody has asked anything for ``limit`` seconds."""
    return tuple(each.model for each in residents if now - each.idle_since >= limit)


def to_make_room(residents: Sequence[Resident], missing: int) -> tuple[ModelId, ...]:
    """Those that were idle for longest, until ``missing`` bytes come free; all, where even that is
    too little: what is loaded next needs every bit of it."""
    going: list[ModelId] = []
    for resident in sorted(residents, key=lambda each: each.idle_since):
        if missing <= 0:
            break
        going.append(resident.model)
        missing -= resident.size
    return tuple(going)
