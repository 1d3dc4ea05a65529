"""Reads the arguments that Gemma writes: JSON without quotes around keys, and strings between
``<escape>`` (FunctionGemma) or ``<|"|>`` (Gemma 4). Pure."""

import json
import re
from typing import Any

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text><escape>.*?<escape>|<\|"\|>.*?<\|"\|>|"(?:\\.|[^"\\])*")
      | (?P<mark>[{}\[\],:])
      | (?P<word>[^{}\[\],:\s][^{}\[\],:]*)
    )\s*""",
    re.DOTALL | re.VERBOSE,
)
_DEPTH_LIMIT = 60


class _Malformed(Exception):
    pass


def read_gemma_object(text: str) -> dict[str, Any] | None:
    """The object, or ``None`` for other text."""
    reader = _Reader(text)
    try:
        value = reader.value(0)
        return value if isinstance(value, dict) and reader.at == len(text) else None
    except _Malformed:
        return None


class _Reader:
    def __init__(self, text: str) -> None:
        self._text, self.at = text, 0

    def value(self, depth: int) -> Any:
        kind, token = self._take()
        if kind == "text":
            return _string(token)
        if kind == "word":
            return _word(token)
        if depth > _DEPTH_LIMIT or token not in "{[":
            raise _Malformed
        return self._object(depth) if token == "{" else self._list(depth)

    def _object(self, depth: int) -> dict[str, Any]:
        read: dict[str, Any] = {}
        while not self._ends("}"):
            kind, key = self._take()
            if self._take()[1] != ":":
                raise _Malformed
            read[_string(key) if kind == "text" else key] = self.value(depth + 1)
        return read

    def _list(self, depth: int) -> list[Any]:
        read: list[Any] = []
        while not self._ends("]"):
            read.append(self.value(depth + 1))
        return read

    def _ends(self, closing: str) -> bool:
        """Step over a comma or the closing mark; whether it was the latter."""
        before = self.at
        _kind, token = self._take()
        if token not in (",", closing):
            self.at = before
        return token == closing

    def _take(self) -> tuple[str, str]:
        found = _TOKEN.match(self._text, self.at)
        if not found or not found.lastgroup:
            raise _Malformed
        self.at = found.end()
        return found.lastgroup, found[found.lastgroup].strip()


def _string(token: str) -> str:
    for mark in ("<escape>", '<|"|>'):
        if token.startswith(mark):
            return token[len(mark) : -len(mark)]
    read: str = json.loads(token, strict=False)
    return read


def _word(token: str) -> Any:
    try:
        return json.loads(token)
    except ValueError:
        return token
