"""GGUF: llama.cpp's own format. One file holds everything, behind a header of key-value pairs.

The layout is described in ggml's docs/gguf.md: magic, version, counts, pairs, one entry for each
tensor, padding, data. Versions 2 and 3 are alike; version 1 had shorter numbers.
"""

import math
import struct
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import InvalidModel
from app.domain.formats.byte_reader import ByteReader, EndOfDataError
from app.domain.formats.ggml_types import TENSOR_TYPES
from app.domain.formats.header import DOWNLOAD_AGAIN, damaged
from app.domain.model_shape import LAYERS_LIMIT

MAGIC = b"GGUF"

Value = int | float | bool | str | tuple[int | float | bool, ...]

_HEADER_LIMIT = 64 * 1024 * 1024
"""Bytes; the largest vocabularies of today need about 15 MB."""
_COUNT_LIMIT = 100_000
"""Pairs, and tensors; the largest models of today have a few thousand."""
_KEY_LIMIT = 65_535
_TEXT_LIMIT = 4 * 1024 * 1024
"""Bytes of a text that is kept; the longest chat templates have about 30 KB."""
_DIMENSIONS_LIMIT = 4

_STRING, _ARRAY = 8, 9
_NUMBERS = {
    0: struct.Struct("<B"),
    1: struct.Struct("<b"),
    2: struct.Struct("<H"),
    3: struct.Struct("<h"),
    4: struct.Struct("<I"),
    5: struct.Struct("<i"),
    6: struct.Struct("<f"),
    7: struct.Struct("<?"),
    10: struct.Struct("<Q"),
    11: struct.Struct("<q"),
    12: struct.Struct("<d"),
}
_KEPT_TEXTS = frozenset(
    {"general.architecture", "general.license", "general.type", "tokenizer.chat_template"}
)
_KEPT_ARRAYS = (".head_count_kv", ".sliding_window_pattern", ".feed_forward_length")
_TOKENS = "tokenizer.ggml.tokens"


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """A parsed header.

    Attributes:
        metadata: numbers, the few texts that are used, numbers for each layer, and of the tokens
            how many there are; other arrays are passed over.
        parameters: number of weights in this file.
        main_type: the number format that most bytes are in.
        end: where the last tensor ends, in bytes from the start of the file.
    """

    version: int
    metadata: Mapping[str, Value]
    tensor_count: int
    parameters: int
    main_type: str | None
    end: int


def parse_gguf(file: BinaryIO, path: Path, size: int) -> GgufHeader:
    """Parse the header; ``path`` is for the messages, ``size`` is the file's, in bytes.

    Raises:
        InvalidModel: the header is damaged, cut off, or of a version that is not in use.
    """
    try:
        return _Parser(ByteReader(file, limit=min(size, _HEADER_LIMIT)), path).parse()
    except EndOfDataError:
        raise damaged(path, "its header ends in the middle") from None


class _Parser:
    def __init__(self, reader: ByteReader, path: Path) -> None:
        self._reader = reader
        self._path = path

    def parse(self) -> GgufHeader:
        version = self._version()
        tensor_count = self._count("tensors")
        pair_count = self._count("settings")
        metadata = dict(pair for _ in range(pair_count) if (pair := self._pair()) is not None)
        alignment = metadata.get("general.alignment", 32)
        return self._tensors(version, metadata, tensor_count, self._checked_alignment(alignment))

    def _version(self) -> int:
        if self._reader.take(4) != MAGIC:
            raise InvalidModel(
                f"{self._path.name} is not a GGUF file, whatever its name says.",
                hint=DOWNLOAD_AGAIN,
            )
        version = self._reader.u32()
        if version & 0xFFFF == 0 and version:
            raise InvalidModel(
                f"{self._path.name} is written for big-endian machines.",
                hint="Download the usual (little-endian) file.",
            )
        if version not in (2, 3):
            raise InvalidModel(
                f"{self._path.name} has GGUF version {version}; versions 2 and 3 are in use.",
                hint="Download a newer conversion of the model.",
            )
        return version

    def _count(self, what: str) -> int:
        count = self._reader.u64()
        if count > _COUNT_LIMIT:
            raise damaged(self._path, f"it claims to have {count:,} {what}")
        return count

    def _pair(self) -> tuple[str, Value] | None:
        key = self._name()
        kind = self._reader.u32()
        if kind == _ARRAY:
            return self._array(key)
        if kind == _STRING:
            return self._text(key)
        number = self._number(kind)
        value: Value = number.unpack(self._reader.take(number.size))[0]
        return key, value

    def _name(self) -> str:
        length = self._reader.u64()
        if length > _KEY_LIMIT:
            raise damaged(self._path, f"it claims to have a name of {length:,} bytes")
        return self._reader.take(length).decode("utf-8", errors="replace")

    def _text(self, key: str) -> tuple[str, Value] | None:
        length = self._reader.u64()
        if key not in _KEPT_TEXTS or length > _TEXT_LIMIT:
            self._reader.skip(length)
            return None
        return key, self._reader.take(length).decode("utf-8", errors="replace")

    def _array(self, key: str) -> tuple[str, Value] | None:
        kind, count = self._reader.u32(), self._reader.u64()
        if kind == _STRING:
            self._reader.skip_strings(count)
            return (key, count) if key == _TOKENS else None
        number = self._number(kind)
        if key.endswith(_KEPT_ARRAYS) and count <= LAYERS_LIMIT:
            content = self._reader.take(count * number.size)
            return key, tuple(value for (value,) in number.iter_unpack(content))
        self._reader.skip(count * number.size)
        return None

    def _number(self, kind: int) -> struct.Struct:
        try:
            return _NUMBERS[kind]
        except KeyError:
            raise damaged(
                self._path, f"its header has a value of the unknown type {kind}"
            ) from None

    def _checked_alignment(self, alignment: Value) -> int:
        if not isinstance(alignment, int) or alignment <= 0 or alignment & (alignment - 1):
            raise damaged(self._path, f"its data cannot be aligned to {alignment}")
        return alignment

    def _tensors(
        self, version: int, metadata: Mapping[str, Value], count: int, alignment: int
    ) -> GgufHeader:
        parameters, end = 0, 0
        bytes_by_type: Counter[str] = Counter()
        for _ in range(count):
            items, kind, offset = self._tensor()
            parameters += items
            if (known := TENSOR_TYPES.get(kind)) is not None:
                size = items // known.block_items * known.block_bytes
                bytes_by_type[known.name] += size
                end = max(end, offset + size)
        start = -(-self._reader.position // alignment) * alignment
        main_type = max(bytes_by_type, key=lambda name: bytes_by_type[name], default=None)
        return GgufHeader(version, metadata, count, parameters, main_type, start + end)

    def _tensor(self) -> tuple[int, int, int]:
        """Number of weights, number format, offset in the data."""
        self._name()
        dimensions = self._reader.u32()
        if dimensions > _DIMENSIONS_LIMIT:
            raise damaged(self._path, f"it claims to have a tensor of {dimensions:,} dimensions")
        items = math.prod([self._reader.u64() for _ in range(dimensions)])
        return items, self._reader.u32(), self._reader.u64()
