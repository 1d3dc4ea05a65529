"""Walking through a file whose lengths are a stranger's."""

import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.formats.byte_reader import ByteReader, EndOfDataError


def reader(content: bytes) -> ByteReader:
    return ByteReader(io.BytesIO(content), limit=len(content))


def strings(lengths: list[int]) -> bytes:
    return b"".join(struct.pack("<Q", length) + b"\x01" * length for length in lengths)


@settings(max_examples=50, deadline=None)
@given(
    pattern=st.lists(st.sampled_from([0, 1, 10, 92, 127, 128, 255, 256, 9_000]), min_size=1),
    count=st.integers(0, 5_000),
)
def test_strings_are_passed_over_exactly(pattern: list[int], count: int) -> None:
    lengths = (pattern * count)[:count]
    content = strings(lengths)
    behind = reader(content + b"\x07\0\0\0more")
    behind.skip_strings(count)
    assert behind.position == len(content)
    assert behind.u32() == 7


@pytest.mark.parametrize("count", [999, 1000, 1001, 2500])
def test_a_string_that_reaches_beyond_the_end_is_refused(count: int) -> None:
    content = strings([5] * count)
    with pytest.raises(EndOfDataError):
        reader(content[:-1]).skip_strings(count)


def test_numbers_and_bytes_in_order() -> None:
    values = reader(struct.pack("<IQ", 7, 2**40) + b"abcdef")
    assert (values.u32(), values.u64(), values.take(3)) == (7, 2**40, b"abc")
    values.skip(2)
    assert values.take(1) == b"f"
    with pytest.raises(EndOfDataError):
        values.take(1)


def test_a_skip_leaves_out_what_lies_between() -> None:
    content = b"a" + bytes(1_000_000) + b"z"
    values = reader(content)
    values.take(1)
    values.skip(1_000_000)
    assert values.take(1) == b"z"


@pytest.mark.parametrize("length", [1, 2**31, 2**63, 2**64 - 1])
def test_lengths_beyond_the_end_are_refused_before_anything_is_read(length: int) -> None:
    for verb in ("take", "skip", "skip_strings"):
        with pytest.raises(EndOfDataError):
            getattr(reader(b""), verb)(length)
