"""The GGUF reader: right about real files, calm about hostile ones."""

import io
import struct
import tracemalloc
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from gguf import GGUFWriter  # the reference implementation
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.errors import InvalidModel
from app.domain.formats.gguf import describe, read_gguf
from app.domain.formats.gguf_header import parse_gguf
from app.domain.formats.header import Header
from app.domain.model import Capability
from tests.fakes.model_files import CHAT_TEMPLATE, gguf_bytes, write_gguf

ANY_PATH = Path("model.gguf")
SMALL = gguf_bytes(metadata={"tokenizer.chat_template": CHAT_TEMPLATE})


def described(content: bytes) -> Header:
    return describe(parse_gguf(io.BytesIO(content), ANY_PATH, len(content)))


@pytest.mark.parametrize("version", [2, 3])
def test_both_versions_in_use_are_read(tmp_path: Path, version: int) -> None:
    path = write_gguf(tmp_path / "m.gguf", version=version, architecture="qwen2")
    traits = read_gguf(path).traits
    assert traits.architecture == "qwen2"
    assert traits.context_length == 2048
    assert traits.parameters == 32 * 4
    assert traits.quantization == "F32"


def test_a_file_of_the_reference_writer_is_read_as_it_was_written(hard_path: Path) -> None:
    numpy = pytest.importorskip("numpy")
    path = hard_path / "référence.gguf"
    writer: Any = GGUFWriter(path, "llama")
    writer.add_context_length(4096)
    writer.add_file_type(1)
    writer.add_chat_template("{{ tools }}")
    writer.add_tokenizer_model("gpt2")
    writer.add_token_list(["a", "b", "日本"])
    writer.add_token_scores([0.5, 1.5, 2.5])
    writer.add_head_count_kv([2, 4])
    writer.add_uint32("tokenizer.ggml.fim_pre_token_id", 1)
    writer.add_tensor("w", numpy.zeros((3, 64), dtype=numpy.float16))
    writer.add_tensor("v", numpy.zeros((5,), dtype=numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    header = read_gguf(path)
    assert header.problem is None
    assert header.traits.parameters == 3 * 64 + 5
    assert header.traits.quantization == "F16"
    assert header.traits.context_length == 4096
    assert header.traits.chat_template == "{{ tools }}"
    assert header.traits.capabilities == {
        Capability.CHAT,
        Capability.TOOLS,
        Capability.COMPLETION,
        Capability.FILL_IN_MIDDLE,
    }


def test_the_end_is_where_the_reference_writer_puts_it(tmp_path: Path) -> None:
    numpy = pytest.importorskip("numpy")
    path = tmp_path / "m.gguf"
    writer: Any = GGUFWriter(path, "llama")
    writer.add_custom_alignment(64)
    writer.add_tensor("w", numpy.zeros((7, 3), dtype=numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with path.open("rb") as file:
        end = parse_gguf(file, path, path.stat().st_size).end
    assert path.stat().st_size - 64 < end <= path.stat().st_size


@pytest.mark.parametrize(
    ("architecture", "metadata", "expected"),
    [
        ("llama", {}, {Capability.COMPLETION}),
        (
            "llama",
            {"tokenizer.chat_template": CHAT_TEMPLATE},
            {Capability.COMPLETION, Capability.CHAT},
        ),
        (
            "llama",
            {"tokenizer.ggml.prefix_token_id": 3},
            {Capability.COMPLETION, Capability.FILL_IN_MIDDLE},
        ),
        ("nomic-bert", {}, {Capability.EMBEDDING}),
        ("qwen3", {"qwen3.pooling_type": 3}, {Capability.EMBEDDING}),
        ("qwen3", {"qwen3.pooling_type": 4}, {Capability.RERANK}),
    ],
)
def test_capabilities(
    architecture: str, metadata: dict[str, Any], expected: set[Capability]
) -> None:
    content = gguf_bytes(architecture=architecture, metadata=metadata)
    assert described(content).traits.capabilities == expected


@pytest.mark.parametrize(
    ("architecture", "metadata", "kind"),
    [
        ("llama", {}, "model"),
        ("llama", {"general.type": "adapter"}, "adapter"),
        ("clip", {}, "mmproj"),
        ("clip", {"general.type": "mmproj"}, "mmproj"),
    ],
)
def test_kinds(architecture: str, metadata: dict[str, Any], kind: str) -> None:
    assert described(gguf_bytes(architecture=architecture, metadata=metadata)).kind == kind


def head(tensors: int, pairs: int, rest: bytes = b"", version: int = 3) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", version, tensors, pairs) + rest


def pair(kind: int, rest: bytes) -> bytes:
    return struct.pack("<Q", 1) + b"k" + struct.pack("<I", kind) + rest


HOSTILE = {
    "text": (b"Not a model at all, but long enough.", "not a GGUF file"),
    "magic only": (b"GGUF", "ends in the middle"),
    "version 1": (head(0, 0, version=1), "version 1"),
    "version from the future": (head(0, 0, version=9), "version 9"),
    "big-endian": (gguf_bytes(order=">"), "big-endian"),
    "2^63 tensors": (head(2**63, 0), "9,223,372,036,854,775,808 tensors"),
    "2^63 settings": (head(0, 2**63), "settings"),
    "name of 2^60 bytes": (head(0, 1, struct.pack("<Q", 2**60)), "name of 1,152,921"),
    "text of 2^60 bytes": (head(0, 1, pair(8, struct.pack("<Q", 2**60))), "ends in the middle"),
    "array of 2^60 texts": (
        head(0, 1, pair(9, struct.pack("<IQ", 8, 2**60))),
        "ends in the middle",
    ),
    "array of 2^60 numbers": (
        head(0, 1, pair(9, struct.pack("<IQ", 12, 2**60))),
        "ends in the middle",
    ),
    "array with a text of 2^64 bytes": (
        head(0, 1, pair(9, struct.pack("<IQQ", 8, 1, 2**64 - 1))),
        "ends in the middle",
    ),
    "array of arrays": (head(0, 1, pair(9, struct.pack("<IQ", 9, 1))), "unknown type 9"),
    "unknown type": (head(0, 1, pair(77, b"")), "unknown type 77"),
    "alignment 0": (gguf_bytes(metadata={"general.alignment": 0}), "aligned to 0"),
    "alignment 33": (gguf_bytes(metadata={"general.alignment": 33}), "aligned to 33"),
    "tensor of 2^31 dimensions": (
        head(1, 0, struct.pack("<Q", 1) + b"w" + struct.pack("<I", 2**31)),
        "dimensions",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_headers_are_refused_in_words_without_taking_memory(name: str) -> None:
    content, words = HOSTILE[name]
    tracemalloc.start()
    with pytest.raises(InvalidModel, match=words) as caught:
        described(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "model.gguf" in caught.value.message
    assert caught.value.hint
    assert peak < 1_000_000


@pytest.mark.parametrize("percent", [10, 50, 99])
def test_truncated_files_are_incomplete_or_damaged(tmp_path: Path, percent: int) -> None:
    content = gguf_bytes(tensors=[("w", (64, 64))], vocabulary=500)
    path = tmp_path / "cut.gguf"
    path.write_bytes(content[: len(content) * percent // 100])
    with pytest.raises(InvalidModel, match=r"incomplete|ends in the middle"):
        read_gguf(path)


def test_a_header_longer_than_the_window_is_read(tmp_path: Path) -> None:
    words = [f"word {number} " + "x" * (number % 300) for number in range(30_000)]
    path = write_gguf(
        tmp_path / "m.gguf",
        metadata={"tokenizer.ggml.merges": words, "tokenizer.chat_template": CHAT_TEMPLATE},
    )
    assert read_gguf(path).traits.chat_template == CHAT_TEMPLATE


def test_a_vocabulary_without_weights_is_no_model() -> None:
    problem = described(gguf_bytes(tensors=())).problem
    assert problem is not None
    assert "no weights" in problem


@settings(max_examples=300, deadline=None)
@given(
    cut=st.integers(0, len(SMALL)),
    changes=st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), max_size=8),
)
@example(cut=len(SMALL), changes=[])
def test_any_mutation_is_read_or_refused(cut: int, changes: list[tuple[int, int]]) -> None:
    content = bytearray(SMALL)
    for place, value in changes:
        content[place] = value
    with suppress(InvalidModel):
        described(bytes(content[:cut]))


@settings(max_examples=200, deadline=None)
@given(rest=st.binary(max_size=400), tensors=st.integers(0, 3), pairs=st.integers(0, 3))
def test_any_bytes_behind_the_magic_are_read_or_refused(
    rest: bytes, tensors: int, pairs: int
) -> None:
    with suppress(InvalidModel):
        described(head(tensors, pairs, rest))
