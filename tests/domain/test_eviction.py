"""Who goes, and who goes first."""

import pytest

from app.domain.eviction import Resident, idle, to_make_room
from app.domain.model import ModelId

OLD = Resident(ModelId("old"), 10.0, 3)
MIDDLE = Resident(ModelId("middle"), 20.0, 5)
NEW = Resident(ModelId("new"), 30.0, 7)
ALL = (NEW, OLD, MIDDLE)


@pytest.mark.parametrize(
    ("now", "going"),
    [(39.9, ["old"]), (40.0, ["old", "middle"]), (50.0, ["new", "old", "middle"]), (10.0, [])],
)
def test_idle_for_long_enough(now: float, going: list[str]) -> None:
    assert list(idle(ALL, now, 20.0)) == going


@pytest.mark.parametrize(
    ("missing", "going"),
    [
        (0, []),
        (-5, []),
        (1, ["old"]),
        (3, ["old"]),
        (4, ["old", "middle"]),
        (9, ["old", "middle", "new"]),
        (10**12, ["old", "middle", "new"]),
    ],
)
def test_no_more_go_than_must(missing: int, going: list[str]) -> None:
    assert list(to_make_room(ALL, missing)) == going
