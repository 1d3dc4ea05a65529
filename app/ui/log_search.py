"""Where words stand in a log: pure functions over its text, in any case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """``number`` of the match a person looks at, from 1, or 0 where they look at none."""

    number: int
    of: int


def count_matches(text: str, words: str, line: int, column: int) -> Count:
    """How many matches there are, and which one ends at the cursor.

    Args:
        line, column: where the cursor stands, from 0; the column as Qt counts, in UTF-16 units.
    """
    if not words:
        return Count(0, 0)
    needle, lines = words.lower(), text.lower().split("\n")
    total = sum(each.count(needle) for each in lines)
    if not total or line >= len(lines):
        return Count(0, total)
    before = sum(each.count(needle) for each in lines[:line])
    here = _until(lines[line], column)
    return Count(before + here.count(needle) if here.endswith(needle) else 0, total)


def _until(line: str, column: int) -> str:
    """The line up to a column in UTF-16 units."""
    return line.encode("utf-16-le", "surrogatepass")[: 2 * column].decode("utf-16-le", "ignore")
