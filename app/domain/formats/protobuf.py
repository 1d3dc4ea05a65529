"""Walks a protobuf message in a file without reading what it holds (protobuf.dev/encoding)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
"""Wire types."""
_FIELDS_LIMIT = 1_000_000
"""More than any message that was seen has; one of more is not worth the time."""


class Malformed(Exception):
    """It is no message; ``end`` is where the file would have to end, if that is why."""

    def __init__(self, what: str, end: int = 0) -> None:
        super().__init__(what)
        self.end = end


@dataclass(frozen=True, slots=True)
class Field:
    """One field: ``number`` of the schema, and the value of a number or the place of bytes.

    Attributes:
        value: for ``VARINT``.
        start, end: offsets in the file, for ``BYTES``.
    """

    number: int
    wire_type: int
    value: int = 0
    start: int = 0
    end: int = 0


class Message:
    """A file that is being walked, up to ``size`` bytes."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self.size, self._left = file, size, _FIELDS_LIMIT

    def fields(self, start: int = 0, end: int | None = None) -> Iterator[Field]:
        """The fields between two offsets; other parts may be read between one and the next.

        Raises:
            Malformed: what is there is no message.
        """
        position, end = start, self.size if end is None else end
        while position < end:
            self._left -= 1
            if self._left < 0:
                raise Malformed("it has more parts than any model")
            self._file.seek(position)
            field, position = self._field(position, end)
            yield field

    def text(self, field: Field, limit: int = 4096) -> str:
        """The bytes of a field as text; what is not UTF-8 is replaced."""
        self._file.seek(field.start)
        return self._file.read(min(field.end - field.start, limit)).decode("utf-8", "replace")

    def _field(self, position: int, end: int) -> tuple[Field, int]:
        key, length = self._varint()
        position += length
        number, wire_type = key >> 3, key & 7
        match wire_type:
            case 0:
                value, length = self._varint()
                return Field(number, wire_type, value), position + length
            case 1 | 5:
                position += 8 if wire_type == FIXED64 else 4
                if position > end:
                    raise Malformed("it ends too early", position)
                return Field(number, wire_type), position
            case 2:
                size, length = self._varint()
                start = position + length
                if start + size > end:
                    raise Malformed("it ends too early", start + size)
                return Field(number, wire_type, start=start, end=start + size), start + size
        raise Malformed("it is no protobuf message")

    def _varint(self) -> tuple[int, int]:
        value = 0
        for length in range(1, 11):
            byte = self._file.read(1)
            if not byte:
                raise Malformed("it ends too early", self.size + 1)
            value |= (byte[0] & 0x7F) << (7 * (length - 1))
            if byte[0] < 0x80:
                return value, length
        raise Malformed("it is no protobuf message")
