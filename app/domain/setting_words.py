"""A setting as a person types it: pure functions between values and words."""

from dataclasses import Field
from typing import Any

YES, NO = "yes", "no"


class Unusable(ValueError):
    """The words stand for no value that the setting can have."""


def words_of(value: Any) -> str:
    """What to show in a field; the parts of a tuple stand on lines of their own."""
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, bool):
        return YES if value else NO
    return f"{value:g}" if isinstance(value, float) else str(value)


def value_of(field: "Field[Any]", words: str) -> Any:
    """The value that the words stand for, in the type of the setting.

    Raises:
        Unusable: they stand for none, or for one that the setting cannot have.
    """
    try:
        value = _converted(field.default, words)
    except ValueError:
        raise Unusable(words) from None
    if not field.metadata["is_valid"](value):
        raise Unusable(words)
    return value


def _converted(default: Any, words: str) -> Any:
    if isinstance(default, tuple):
        return tuple(dict.fromkeys(line.strip() for line in words.splitlines() if line.strip()))
    if isinstance(default, bool):
        return words == YES
    if isinstance(default, float):
        return float(words.replace(",", "."))
    return int(words) if isinstance(default, int) else words.strip()
