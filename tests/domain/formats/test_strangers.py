"""Whatever stands in a JSON file beside the weights, the scan goes on, and what it says is sane."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.formats.detect import detect
from app.domain.formats.folder import list_folder
from app.domain.formats.reader import read_header
from app.domain.model import Variant
from tests.fakes.model_files import raw_safetensors, write_json

CONFIG = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "text_config": {"hidden_size": 3, "num_hidden_layers": 2},
    "vision_config": {"hidden_size": 1},
    "quantization_config": {"quant_method": "gptq"},
    "auto_map": {"AutoModel": "modeling.Class"},
    "max_position_embeddings": 2048,
    "hidden_size": 576,
    "num_attention_heads": 9,
    "layer_types": ["full_attention", "sliding_attention"],
}
GENAI = {
    "model": {
        "type": "llama",
        "context_length": 2048,
        "decoder": {
            "filename": "model.onnx",
            "num_hidden_layers": 2,
            "session_options": {"provider_options": [{"cuda": {}}]},
        },
    }
}
DOCUMENTS: dict[str, Any] = {
    "config.json": CONFIG,
    "genai_config.json": GENAI,
    "tokenizer_config.json": {"chat_template": [{"name": "default", "template": "{{ x }}"}]},
    "model.safetensors.index.json": {"weight_map": {"a": "model-00001-of-00001.safetensors"}},
}
TENSORS = {"a": {"dtype": "F32", "shape": [1, 1], "data_offsets": [0, 4]}}
HOSTILE: tuple[Any, ...] = (
    *(None, True, -1, 0, 1.5, 2**64, 10**400),
    *("", "\0", "../../x", "\ud800", "C:\\x", "é" * 300),
    *([], [None], [[]], [1, "a"], {}, {"": ""}, [{"name": ["x"], "template": []}]),
)


def places(value: Any, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """Where something can be replaced."""
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], *path, key)


def replaced(value: Any, path: tuple[str | int, ...], by: Any) -> Any:
    if not path:
        return by
    changed: Any = value.copy()
    changed[path[0]] = replaced(value[path[0]], path[1:], by)
    return changed


def variants(folder: Path) -> Iterator[Variant]:
    for found in detect(list_folder(str(folder)).folder, read_header):
        yield from found.variants


def assert_sane(variant: Variant) -> None:
    traits = variant.traits
    for text in (variant.problem, traits.architecture, traits.quantization):
        assert text is None or (text.isprintable() and len(text.encode("utf-8")) < 1000)
    assert type(traits.context_length) in (int, type(None))
    assert (traits.context_length or 0) < 1 << 32


@pytest.mark.parametrize("name", DOCUMENTS)
def test_any_value_in_a_side_file_is_survived(tmp_path: Path, name: str) -> None:
    (tmp_path / "model.safetensors").write_bytes(raw_safetensors(json.dumps(TENSORS).encode(), 4))
    write_json(tmp_path / "config.json", CONFIG)
    for path in places(DOCUMENTS[name]):
        for hostile in HOSTILE:
            content = json.dumps(replaced(DOCUMENTS[name], path, hostile))
            (tmp_path / name).write_text(content, encoding="utf-8")
            for variant in variants(tmp_path):
                assert_sane(variant)


def test_any_value_in_a_table_of_tensors_is_survived(tmp_path: Path) -> None:
    write_json(tmp_path / "config.json", CONFIG)
    for path in places(TENSORS):
        for hostile in HOSTILE:
            table = json.dumps(replaced(TENSORS, path, hostile)).encode("utf-8")
            (tmp_path / "model.safetensors").write_bytes(raw_safetensors(table, 4))
            for variant in variants(tmp_path):
                assert_sane(variant)
