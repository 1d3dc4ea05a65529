"""Reads the fields of a JSON body with their types. Unknown fields are nobody's business here."""

import json
import math
from collections.abc import Mapping
from typing import Any, NoReturn

from runtimes.serving.errors import bad_request


class Body:
    """The object of one request; a field that is absent or null gives its default.

    Every reader raises ``ApiError`` (400) that names the field when its value has another type.
    """

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields

    @classmethod
    def parse(cls, raw: bytes) -> "Body":
        """Read a JSON object.

        Raises:
            ApiError: 400, for anything else.
        """
        try:
            value = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
        except RecursionError:
            raise bad_request("The JSON in the body is nested too deeply.") from None
        except ValueError as error:
            raise bad_request(f"The body is not valid JSON: {error}.") from None
        if not isinstance(value, dict):
            raise bad_request("The body must be a JSON object.")
        if rb"\ud" in raw.lower():
            _refuse_half_characters(value)
        return cls(value)

    def __contains__(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def get(self, name: str) -> Any:
        """The value as it came."""
        return self._fields.get(name)

    def text(self, name: str, default: str = "") -> str:
        value = self._fields.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else _wrong(name, "a string", value)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self._fields.get(name)
        if value is None:
            return default
        return value if isinstance(value, bool) else _wrong(name, "true or false", value)

    def number(self, name: str, default: float) -> float:
        value = self._fields.get(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            _wrong(name, "a number", value)
        return _finite(name, value)

    def integer(self, name: str, default: int) -> int:
        value = self.number(name, default)
        return int(value) if value == int(value) else _wrong(name, "a whole number", value)

    def first_integer(self, *names: str, default: int) -> int:
        """The first of several names for the same thing that is there."""
        return next((self.integer(name, default) for name in names if name in self), default)

    def texts(self, name: str) -> list[str]:
        """A list of strings; a single one counts as a list."""
        value = self._fields.get(name)
        if value is None:
            return []
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            _wrong(name, "a string or a list of strings", value)
        return list(items)

    def mapping(self, name: str) -> dict[str, Any]:
        value = self._fields.get(name)
        if value is None:
            return {}
        return value if isinstance(value, dict) else _wrong(name, "an object", value)

    def items(self, name: str) -> list[Any]:
        value = self._fields.get(name)
        if value is None:
            return []
        return value if isinstance(value, list) else _wrong(name, "a list", value)


def is_token(value: object) -> bool:
    """Whether the value may be a token id."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _finite(name: str, value: float) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    return number if math.isfinite(number) else _wrong(name, "a finite number", "a larger one")


def _wrong(name: str, wanted: str, value: object) -> NoReturn:
    raise bad_request(f"'{name}' must be {wanted}, not {_shown(value)}.")


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:60] + "..."


def _refuse_half_characters(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise bad_request("The body holds half of a surrogate pair.") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
