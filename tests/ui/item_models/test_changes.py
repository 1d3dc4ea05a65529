"""The steps between two lists lead there, and say no more than needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.item_models.changes import Change, Insert, Move, Remove, changes

IDS = st.lists(st.sampled_from("abcdefghij"), unique=True)


def _applied(old: list[str], new: list[str]) -> list[str]:
    result = list(old)
    for change in changes(old, new):
        match change:
            case Remove(first, last):
                del result[first : last + 1]
            case Move(start, end):
                result.insert(end, result.pop(start))
            case Insert(first, last):
                result[first:first] = new[first : last + 1]
    return result


@given(IDS, IDS)
def test_the_steps_lead_to_the_new_list(old: list[str], new: list[str]) -> None:
    assert _applied(old, new) == new


@pytest.mark.parametrize(
    ("old", "new", "steps"),
    [
        ("", "", []),
        ("abc", "abc", []),
        ("", "abc", [Insert(0, 2)]),
        ("abc", "", [Remove(0, 2)]),
        ("abcd", "ad", [Remove(1, 2)]),
        ("abcde", "bd", [Remove(4, 4), Remove(2, 2), Remove(0, 0)]),
        ("ad", "abcd", [Insert(1, 2)]),
        ("abc", "cab", [Move(2, 0)]),
    ],
)
def test_neighbours_come_and_go_together(old: str, new: str, steps: list[Change]) -> None:
    assert list(changes(old, new)) == steps
