"""How many tokens an answer says it read and wrote, found in its first and last bytes."""

import re
from typing import NamedTuple

_KEPT = 8 * 1024
"""Bytes at each end: the counts stand at the end of a chat and at the start of embeddings."""

# A quote inside a text of the answer is escaped, so what follows no backslash is a field.
_READ = re.compile(rb'(?<!\\)"(?:prompt_tokens|input_tokens|tokens_evaluated)"\s*:\s*(\d{1,9})')
_WRITTEN = re.compile(
    rb'(?<!\\)"(?:completion_tokens|output_tokens|tokens_predicted)"\s*:\s*(\d{1,9})'
)
_CACHED = re.compile(rb'(?<!\\)"cache_read_input_tokens"\s*:\s*(\d{1,9})')
_TIMED = (
    re.compile(rb'(?<!\\)"prompt_n"\s*:\s*(\d{1,9})'),
    re.compile(rb'(?<!\\)"predicted_n"\s*:\s*(\d{1,9})'),
)
"""llama-server's timings, which a stream has without being asked for its usage."""


class TokenCounts(NamedTuple):
    """0 where the answer does not tell."""

    read: int
    written: int


class Ends:
    """Keeps both ends of what passes by."""

    def __init__(self) -> None:
        self._first = b""
        self._last: list[bytes] = []
        self._length = 0

    def add(self, data: bytes) -> None:
        if len(self._first) < _KEPT:
            self._first += data[: _KEPT - len(self._first)]
        self._last.append(data[-_KEPT:])
        self._length += min(len(data), _KEPT)
        if self._length > 2 * _KEPT:
            tail = b"".join(self._last)[-_KEPT:]
            self._last, self._length = [tail], len(tail)

    def counts(self) -> TokenCounts:
        """What the answer says, its last word first."""
        ends = self._first + b"\n" + b"".join(self._last)
        read = _last(_READ, ends) or _last(_TIMED[0], ends)
        return TokenCounts(
            read + _last(_CACHED, ends), _last(_WRITTEN, ends) or _last(_TIMED[1], ends)
        )


def _last(pattern: re.Pattern[bytes], data: bytes) -> int:
    found = pattern.findall(data)
    return int(found[-1]) if found else 0
