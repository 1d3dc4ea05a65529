"""Stop strings in text that comes in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtimes.serving.stop_strings import StopFilter


@pytest.mark.parametrize(
    ("stops", "pieces", "sent", "found"),
    [
        (["END"], ["ab", "cEN", "Dx"], "abc", "END"),
        (["END"], ["abE", "N"], "abEN", ""),
        (["END"], ["EEND"], "E", "END"),
        (["\n\n"], ["a\n", "b\n", "\nc"], "a\nb", "\n\n"),
        (["bc", "abcd"], ["xabc"], "xa", "bc"),
        (["é"], ["caf", "é!"], "caf", "é"),
        ([], ["all", " of it"], "all of it", ""),
        ([""], ["all"], "all", ""),
    ],
)
def test_text_ends_before_the_first_stop_string(
    stops: list[str], pieces: list[str], sent: str, found: str
) -> None:
    words = StopFilter(stops)
    text = ""
    for piece in pieces:
        text += words.feed(piece)
        if words.found:
            break
    assert text + words.flush() == sent
    assert words.found == found


def test_what_may_become_a_stop_string_is_held_back() -> None:
    words = StopFilter(["<stop>"])
    assert words.feed("a<st") == "a"
    assert words.feed("ay") == "<stay"


@given(st.lists(st.text("ab", max_size=3), max_size=12), st.text("ab", min_size=1, max_size=4))
def test_pieces_give_what_the_whole_text_would(pieces: list[str], stop: str) -> None:
    words, sent = StopFilter([stop]), ""
    for piece in pieces:
        sent += words.feed(piece)
        if words.found:
            break
    assert sent + words.flush() == "".join(pieces).split(stop)[0]
