import pytest

from app.ui.log_search import Count, count_matches

TEXT = "Load model\nload tensors, load again\n😀 LOAD\n"


@pytest.mark.parametrize(
    ("words", "line", "column", "count"),
    [
        ("", 0, 0, Count(0, 0)),
        ("nothing", 1, 3, Count(0, 0)),
        ("load", 0, 0, Count(0, 4)),
        ("LOAD", 0, 4, Count(1, 4)),
        ("load", 1, 4, Count(2, 4)),
        ("load", 1, 18, Count(3, 4)),
        ("load", 1, 17, Count(0, 4)),
        ("load", 2, 7, Count(4, 4)),
        ("load", 99, 0, Count(0, 4)),
        (".", 0, 0, Count(0, 0)),
    ],
)
def test_matches_are_counted_up_to_the_cursor(
    words: str, line: int, column: int, count: Count
) -> None:
    assert count_matches(TEXT, words, line, column) == count
