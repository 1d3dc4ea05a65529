"""A setting as a person types it: pure functions between values and words."""

from dataclasses import Field
from typing import Any

from app.domain.errors import ConfigError


def words_of(value: Any) -> str:
    """What to show in a field; the parts of a tuple stand on lines of their own."""
    if isinstance(value, tuple):
        return "\n".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def value_of(field: "Field[Any]", words: str) -> Any:
    """The value that the words stand for, in the type of the setting.

    Raises:
        ConfigError: they stand for none, or for one that the setting cannot have.
    """
    try:
        value = _converted(field.default, words)
    except ValueError:
        raise _unusable(field, words) from None
    if not field.metadata["is_valid"](value):
        raise _unusable(field, words)
    return value


def _unusable(field: "Field[Any]", words: str) -> ConfigError:
    return ConfigError(
        f"“{words}” cannot be used for “{field.metadata['label']}”.",
        hint=f"The usual value is {words_of(field.default)}.",
    )


def _converted(default: Any, words: str) -> Any:
    if isinstance(default, tuple):
        return tuple(dict.fromkeys(line.strip() for line in words.splitlines() if line.strip()))
    if isinstance(default, float):
        return float(words.replace(",", "."))
    return int(words) if isinstance(default, int) else words.strip()
