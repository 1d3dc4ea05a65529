"""The ONNX reader: what a graph says of its weights, and nothing believed."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import InvalidModel
from app.domain.formats.header import Header
from app.domain.formats.onnx_graph import read_onnx
from tests.fakes.onnx_bytes import onnx_bytes

GOOD = onnx_bytes([("m.data", 0, 40), ("m.data", 64, 100), ("n.data", 0, 8)])


def read(folder: Path, content: bytes) -> Header:
    path = folder / "model.onnx"
    path.write_bytes(content)
    return read_onnx(path)


def test_the_files_beside_it_and_how_far_it_reads_them(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD).spans == (("m.data", 164), ("n.data", 8))


@pytest.mark.parametrize(
    ("content", "spoken"),
    [
        (GOOD, "fp32"),
        (onnx_bytes(operator="MatMulNBits", bits=4), "int4"),
        (onnx_bytes(operator="MatMulNBits", bits=8), "int8"),
        (onnx_bytes(operator="MatMulNBits"), "int4"),
        (onnx_bytes(operator="MatMulInteger"), "int8"),
        (onnx_bytes(), None),
    ],
)
def test_the_quantization_is_named(tmp_path: Path, content: bytes, spoken: str | None) -> None:
    assert read(tmp_path, content).traits.quantization == spoken


def test_a_file_of_the_reference_writer_is_read(tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx")
    array = pytest.importorskip("numpy").ones((8, 16), "float16")
    weights = onnx.numpy_helper.from_array(array, "w")
    graph = onnx.helper.make_graph([], "g", [], [], [weights])
    path = tmp_path / "model.onnx"
    onnx.save_model(
        onnx.helper.make_model(graph),
        str(path),
        save_as_external_data=True,
        location="beside.data",
        size_threshold=0,
    )
    header = read_onnx(path)
    assert header.spans == (("beside.data", 256),)
    assert header.traits.quantization == "fp16"


HOSTILE = {
    "nothing that is a graph": (b"not a graph at all", "damaged"),
    "a graph that goes on": (GOOD[:-5], "incomplete"),
    "a length of 2^60": (b"\x3a" + b"\xff" * 8 + b"\x0f", "incomplete"),
    "a number without an end": (b"\x08" + b"\xff" * 20, "damaged"),
    "a number that is cut": (b"\x08\xff", "incomplete"),
    "two graphs": (GOOD + GOOD, "damaged"),
    "no graph": (b"\x08\x07", "damaged"),
    "a graph that is a number": (b"\x38\x07", "damaged"),
    "a group, which nobody writes": (b"\x3b\x00", "damaged"),
    "weights above": (onnx_bytes([("../m.data", 0, 8)]), "outside its folder"),
    "weights at the root": (onnx_bytes([("/etc/passwd", 0, 8)]), "outside its folder"),
    "weights on a drive": (onnx_bytes([("C:\\x", 0, 8)]), "outside its folder"),
    "weights nowhere": (onnx_bytes([("", 0, 8)]), "outside its folder"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_words(tmp_path: Path, name: str) -> None:
    content, words = HOSTILE[name]
    with pytest.raises(InvalidModel, match=words) as caught:
        read(tmp_path, content)
    assert "model.onnx" in caught.value.message
    assert caught.value.hint


def test_a_file_of_many_parts_is_not_read_for_ever(tmp_path: Path) -> None:
    with pytest.raises(InvalidModel, match="more parts than any model"):
        read(tmp_path, b"\x08\x07" * 1_100_000)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.tuples(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=4)).map(
            lambda change: GOOD[: change[0]] + change[1] + GOOD[change[0] + len(change[1]) :]
        ),
    )
)
def test_whatever_is_in_it_the_reader_ends(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    with suppress(InvalidModel):
        read(tmp_path_factory.getbasetemp(), content)
