"""The SafeTensors reader: offsets against sizes, and nothing believed."""

import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import InvalidModel
from app.domain.formats.header import Header
from app.domain.formats.safetensors import looks_like_safetensors, parse_safetensors
from tests.fakes.model_files import raw_safetensors, safetensors_bytes

GOOD = safetensors_bytes({"a": ("BF16", (4, 8)), "b": ("F32", (3,)), "scalar": ("F16", ())})


def parsed(content: bytes) -> Header:
    return parse_safetensors(io.BytesIO(content), Path("model.safetensors"), len(content))


def test_weights_are_counted_and_the_main_number_format_named() -> None:
    traits = parsed(GOOD).traits
    assert traits.parameters == 4 * 8 + 3 + 1
    assert traits.quantization == "bf16"


def test_a_file_of_the_reference_writer_is_read(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    save_file = pytest.importorskip("safetensors.torch").save_file
    path = tmp_path / "model.safetensors"
    save_file({"w": torch.zeros(5, 3, dtype=torch.float16), "s": torch.zeros(2)}, str(path))
    traits = parsed(path.read_bytes()).traits
    assert (traits.parameters, traits.quantization) == (17, "fp16")


def tensor(dtype: str, shape: list[Any], offsets: list[Any]) -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": offsets}


def table(data_size: int, **tensors: Any) -> bytes:
    return raw_safetensors(json.dumps(tensors).encode("utf-8"), data_size)


HOSTILE = {
    "header of 2^63 bytes": ((2**63).to_bytes(8, "little") + b"{}", "header of 9,223,372"),
    "header longer than the file": ((5_000).to_bytes(8, "little") + b"{}", "incomplete"),
    "no bytes at all": (b"", "incomplete"),
    "not JSON": (raw_safetensors(b"{nonsense", 0), "not a table"),
    "a list": (raw_safetensors(b"[]", 0), "not a table"),
    "deeply nested": (raw_safetensors(b'{"a":' + b"[" * 100_000, 0), "not a table"),
    "a name twice": (raw_safetensors(b'{"a": 1, "a": 1}', 0), "not a table"),
    "no offsets": (table(4, a={"dtype": "F32", "shape": [1]}), "does not describe"),
    "unknown number format": (table(4, a=tensor("X9", [1], [0, 4])), "does not describe"),
    "fractions": (table(4, a=tensor("F32", [1.0], [0, 4.0])), "does not fit"),
    "text as shape": (table(4, a=tensor("F32", ["1"], [0, 4])), "does not"),
    "a million dimensions": (table(4, a=tensor("F32", [2**62] * 10**6, [0, 4])), "does not fit"),
    "sizes beyond any disk": (table(4, a=tensor("F32", [1], [0, 10**400])), "does not fit"),
    "negative shape": (table(4, a=tensor("F32", [-1, -1], [0, 4])), "does not fit"),
    "size against shape": (table(8, a=tensor("F32", [1], [0, 8])), "does not fit"),
    "overlap": (
        table(4, a=tensor("F32", [1], [0, 4]), b=tensor("F32", [1], [0, 4])),
        "overlap or leave gaps",
    ),
    "gap": (
        table(12, a=tensor("F32", [1], [0, 4]), b=tensor("F32", [1], [8, 12])),
        "overlap or leave gaps",
    ),
    "cut data": (GOOD[:-5], "incomplete"),
    "bytes after the end": (GOOD + b"more!", "5 bytes follow"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_words(name: str) -> None:
    content, words = HOSTILE[name]
    with pytest.raises(InvalidModel, match=words) as caught:
        parsed(content)
    assert "model.safetensors" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("first_bytes", "expected"),
    [
        (GOOD[:16], True),
        (b"<!DOCTYPE html>", False),
        (b"", False),
        ((2**40).to_bytes(8, "little") + b"{", False),
    ],
)
def test_first_bytes(first_bytes: bytes, expected: bool) -> None:
    assert looks_like_safetensors(first_bytes) is expected


@settings(max_examples=200, deadline=None)
@given(
    cut=st.integers(0, len(GOOD)),
    changes=st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=6),
)
def test_any_mutation_is_read_or_refused(cut: int, changes: list[tuple[int, int]]) -> None:
    content = bytearray(GOOD)
    for place, value in changes:
        content[place] = value
    with suppress(InvalidModel):
        parsed(bytes(content[:cut]))
