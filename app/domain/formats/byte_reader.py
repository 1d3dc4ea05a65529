"""Reads little-endian values from a file whose lengths cannot be trusted."""

import re
import struct
from typing import BinaryIO

_U32 = struct.Struct("<I")
_U64 = struct.Struct("<Q")
_BATCH = 1000
# The expression engine walks over short strings four times as fast as a loop: each alternative is
# one length and that many bytes, so there is one way to match and nothing to guess.
_SHORT_STRINGS = re.compile(
    rb"(?s:(?:%s){%d}+)"
    % (b"|".join(b"%s\\0{7}.{%d}" % (re.escape(bytes([n])), n) for n in range(128)), _BATCH)
)
_FIRST_READ = 64 * 1024
_LARGEST_READ = 4 * 1024 * 1024


class EndOfDataError(Exception):
    """More bytes were asked for than there are."""


class ByteReader:
    """Walks forward through a file, holding a small window of it in memory.

    Every length is compared with ``limit`` before anything is read for it.
    """

    def __init__(self, file: BinaryIO, *, limit: int) -> None:
        self._file = file
        self._limit = limit
        self._window = b""
        self._at = 0
        self._window_start = 0
        self._next_read = _FIRST_READ

    @property
    def position(self) -> int:
        """Bytes from the start of the file."""
        return self._window_start + self._at

    def take(self, count: int) -> bytes:
        """The next ``count`` bytes.

        Raises:
            EndOfDataError
        """
        self._need(count)
        taken = self._window[self._at : self._at + count]
        self._at += count
        return taken

    def u32(self) -> int:
        self._need(4)
        value: int = _U32.unpack_from(self._window, self._at)[0]
        self._at += 4
        return value

    def u64(self) -> int:
        self._need(8)
        value: int = _U64.unpack_from(self._window, self._at)[0]
        self._at += 8
        return value

    def skip(self, count: int) -> None:
        """Pass over ``count`` bytes without reading them."""
        self._check(count)
        if self._at + count <= len(self._window):
            self._at += count
            return
        target = self.position + count
        self._file.seek(target)
        self._window, self._window_start, self._at = b"", target, 0

    def skip_strings(self, count: int) -> None:
        """Pass over ``count`` strings, each a 64-bit length and its bytes."""
        self._check(count * 8)
        while count:
            self._need(8)
            count -= self._skip_some_strings(min(count, _BATCH))

    def _skip_some_strings(self, count: int) -> int:
        """How many of ``count`` strings were passed over: all, or those that begin in the window.

        A vocabulary of 150,000 words is what most of the time goes into.
        """
        if count == _BATCH and (batch := _SHORT_STRINGS.match(self._window, self._at)):
            self._at = batch.end()
            return count
        window, at, length_at = self._window, self._at, _U64.unpack_from
        last = len(window) - 8
        skipped = 0
        while skipped < count and at <= last:
            at += 8 + length_at(window, at)[0]
            skipped += 1
        self.skip(at - self._at)
        return skipped

    def _need(self, count: int) -> None:
        missing = count - (len(self._window) - self._at)
        if missing <= 0:
            return
        self._check(count)
        read = self._file.read(max(missing, min(self._next_read, self._limit)))
        if len(read) < missing:
            raise EndOfDataError
        self._next_read = min(self._next_read * 4, _LARGEST_READ)
        self._window_start += self._at
        self._window = self._window[self._at :] + read
        self._at = 0

    def _check(self, count: int) -> None:
        if self.position + count > self._limit:
            raise EndOfDataError
