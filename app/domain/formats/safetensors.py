"""SafeTensors: a JSON table of tensors, then their bytes without a gap (the format's README).

The table says where each tensor begins and ends, so a file that was cut short or tampered with is
recognised without reading its data.
"""

import json
import math
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from app.domain.formats.header import Header, damaged, incomplete, shown
from app.domain.model import ModelFormat, Traits

HEADER_LIMIT = 100_000_000
"""Bytes; the reference implementation refuses more (safetensors/src/tensor.rs)."""
_DIMENSIONS_LIMIT = 64
"""numpy's own (NPY_MAXDIMS). The product of a million would take for ever."""

_BITS = {
    "BOOL": 8,
    "U8": 8,
    "I8": 8,
    "U16": 16,
    "I16": 16,
    "U32": 32,
    "I32": 32,
    "U64": 64,
    "I64": 64,
    "F16": 16,
    "BF16": 16,
    "F32": 32,
    "F64": 64,
    "C64": 64,
    "F8_E4M3": 8,
    "F8_E5M2": 8,
    "F8_E8M0": 8,
    "F8_E4M3FNUZ": 8,
    "F8_E5M2FNUZ": 8,
    "F4": 4,
    "F6_E2M3": 6,
    "F6_E3M2": 6,
}
_SPOKEN = {"F16": "fp16", "BF16": "bf16", "F32": "fp32", "F64": "fp64"}


def looks_like_safetensors(first_bytes: bytes) -> bool:
    """Whether a file can be SafeTensors, judged by its first nine bytes."""
    length = int.from_bytes(first_bytes[:8], "little")
    return len(first_bytes) >= 9 and length <= HEADER_LIMIT and first_bytes[8:9] == b"{"


def read_safetensors(path: Path) -> Header:
    """Read and check one SafeTensors file.

    Raises:
        InvalidModel: it is damaged or incomplete.
        OSError
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        return parse_safetensors(file, path, size)


def parse_safetensors(file: BinaryIO, path: Path, size: int) -> Header:
    """Parse the table; ``path`` is for the messages, ``size`` is the file's, in bytes.

    Raises:
        InvalidModel: it is damaged or incomplete.
    """
    length = int.from_bytes(file.read(8), "little")
    if length > HEADER_LIMIT:
        raise damaged(path, f"it claims to have a header of {length:,} bytes")
    if 8 + length > size:
        raise incomplete(path, expected=8 + length, found=size)
    tensors = _tensors(path, file.read(length))
    _check_layout(path, tensors.values(), data_size=size - 8 - length)
    return Header(format=ModelFormat.SAFETENSORS, traits=_traits(tensors))


def _tensors(path: Path, header: bytes) -> dict[str, dict[str, Any]]:
    try:
        table = json.loads(header, object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError):
        raise damaged(path, "its header is not a table of tensors") from None
    if not isinstance(table, dict):
        raise damaged(path, "its header is not a table of tensors")
    table.pop("__metadata__", None)
    for name, tensor in table.items():
        _check_tensor(path, name, tensor)
    return table


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is there twice")
    return found


def _check_tensor(path: Path, name: str, tensor: Any) -> None:
    try:
        begin, end = tensor["data_offsets"]
        numbers = (begin, end, *tensor["shape"][: _DIMENSIONS_LIMIT + 1])
        sound = len(numbers) <= _DIMENSIONS_LIMIT + 2 and all(map(_is_count, numbers))
        expected = -(-math.prod(numbers[2:]) * _BITS[tensor["dtype"]] // 8) if sound else None
    except (KeyError, TypeError, ValueError):
        raise damaged(path, f"its header does not describe the tensor {shown(name)!r}") from None
    if not sound or end - begin != expected:
        raise damaged(path, f"the size of the tensor {shown(name)!r} does not fit its shape")


def _is_count(number: object) -> bool:
    return type(number) is int and 0 <= number < 1 << 63


def _check_layout(path: Path, tensors: Iterable[Mapping[str, Any]], *, data_size: int) -> None:
    position = 0
    for begin, end in sorted(tensor["data_offsets"] for tensor in tensors):
        if begin != position:
            raise damaged(path, "its tensors overlap or leave gaps")
        position = end
    if position > data_size:
        raise incomplete(path, expected=position, found=data_size)
    if position < data_size:
        raise damaged(path, f"{data_size - position:,} bytes follow its last tensor")


def _traits(tensors: Mapping[str, Mapping[str, Any]]) -> Traits:
    items: Counter[str] = Counter()
    for tensor in tensors.values():
        items[tensor["dtype"]] += math.prod(tensor["shape"])
    main = max(items, key=lambda dtype: items[dtype], default=None)
    return Traits(parameters=sum(items.values()), quantization=_SPOKEN.get(main or "", main))
