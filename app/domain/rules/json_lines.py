"""On which line of a JSON text a value stands, so that a person finds what is wrong there."""

import json
import re
from collections.abc import Sequence

_BLANK = re.compile(r"\s*")
_DECODER = json.JSONDecoder()


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line, from 1, where the value at ``path`` begins, or the innermost one there is.

    Args:
        text: valid JSON.
        path: keys and indexes from the outermost in.
    """
    position = _skip(text, 0)
    for step in path:
        inner = (
            _member(text, position, step) if isinstance(step, str) else _item(text, position, step)
        )
        if inner is None:
            break
        position = inner
    return text.count("\n", 0, position) + 1


def _member(text: str, position: int, key: str) -> int | None:
    if not text.startswith("{", position):
        return None
    position = _skip(text, position + 1)
    while not text.startswith("}", position):
        name, position = _DECODER.raw_decode(text, position)
        position = _skip(text, _skip(text, position) + 1)
        if name == key:
            return position
        position = _after_value(text, position)
    return None


def _item(text: str, position: int, index: int) -> int | None:
    if not text.startswith("[", position):
        return None
    position = _skip(text, position + 1)
    while not text.startswith("]", position):
        if index == 0:
            return position
        index -= 1
        position = _after_value(text, position)
    return None


def _after_value(text: str, position: int) -> int:
    """Past the value and the comma that may follow it."""
    _, position = _DECODER.raw_decode(text, position)
    position = _skip(text, position)
    return _skip(text, position + 1) if text.startswith(",", position) else position


def _skip(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found else position
