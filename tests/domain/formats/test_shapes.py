"""The sizes inside a model, as GGUF and as config.json say them."""

from pathlib import Path
from typing import Any

import pytest

from app.domain.formats.config_shape import config_shape
from app.domain.formats.gguf import read_gguf
from app.domain.model_shape import ModelShape
from tests.fakes.model_files import write_gguf

LLAMA: dict[str, Any] = {"block_count": 4, "embedding_length": 512, "attention.head_count": 8}
PLAIN = ModelShape((8,) * 4, 64, 64, 512, vocabulary=10)


def shape_of(path: Path, architecture: str = "llama", /, **facts: Any) -> ModelShape | None:
    named = {f"{architecture}.{key}": value for key, value in facts.items()}
    write_gguf(path / "m.gguf", architecture=architecture, metadata=named)
    return read_gguf(path / "m.gguf").traits.shape


@pytest.mark.parametrize(
    ("architecture", "more", "expected"),
    [
        ("llama", {}, PLAIN),
        ("llama", {"attention.head_count_kv": 2}, ModelShape((2,) * 4, 64, 64, 512, 0, 10)),
        (
            *("openelm", {"attention.head_count_kv": [1, 2, 3, 4], "feed_forward_length": [9] * 4}),
            ModelShape((1, 2, 3, 4), 64, 64, 512, 9, 10),
        ),
        (
            *("qwen3", {"attention.key_length": 128, "attention.value_length": 96}),
            ModelShape((8,) * 4, 128, 96, 512, 0, 10),
        ),
        ("llama", {"vocab_size": 128_256}, ModelShape((8,) * 4, 64, 64, 512, 0, 128_256)),
        (
            *("gemma2", {"attention.sliding_window": 4096}),
            ModelShape((8,) * 4, 64, 64, 512, 0, 10, 4096, (True, False, True, False)),
        ),
        (
            *("new", {"attention.sliding_window": 9, "attention.sliding_window_pattern": 3}),
            ModelShape((8,) * 4, 64, 64, 512, 0, 10, 9, (True, True, False, True)),
        ),
        (
            *(
                "new",
                {"attention.sliding_window": 9, "attention.sliding_window_pattern": [1, 0, 0, 1]},
            ),
            ModelShape((8,) * 4, 64, 64, 512, 0, 10, 9, (True, False, False, True)),
        ),
        ("phi3", {"attention.sliding_window": 9}, ModelShape((8,) * 4, 64, 64, 512, 0, 10, 9)),
        (
            "deepseek2",
            {
                "attention.head_count_kv": 1,
                "attention.key_length": 576,
                "attention.value_length": 512,
                "attention.key_length_mla": 192,
            },
            ModelShape((1,) * 4, 576, 0, 512, 0, 10),
        ),
        (
            "mamba",
            {"ssm.state_size": 16, "ssm.inner_size": 1024, "ssm.conv_kernel": 4},
            ModelShape((0,) * 4, 64, 64, 512, 0, 10, state_bytes=4 * (3 * 1024 + 16 * 1024) * 4),
        ),
        (
            "qwen3next",
            {
                "attention.head_count_kv": 2,
                "full_attention_interval": 4,
                "ssm.state_size": 16,
                "ssm.inner_size": 32,
                "ssm.group_count": 2,
                "ssm.conv_kernel": 4,
            },
            ModelShape(
                (0, 0, 0, 2), 64, 64, 512, 0, 10, state_bytes=3 * (3 * (32 + 64) + 16 * 32) * 4
            ),
        ),
    ],
)
def test_a_gguf_tells_its_shape(
    tmp_path: Path, architecture: str, more: dict[str, Any], expected: ModelShape
) -> None:
    assert shape_of(tmp_path, architecture, **LLAMA, **more) == expected


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"block_count": 4},
        {"embedding_length": 512},
        LLAMA | {"block_count": 4_000_000_000},
        LLAMA | {"block_count": "many"},
        LLAMA | {"embedding_length": 0},
    ],
)
def test_a_gguf_without_sense_has_no_shape(tmp_path: Path, facts: dict[str, Any]) -> None:
    assert shape_of(tmp_path, **facts) is None


def test_heads_for_more_layers_than_any_model_has_are_passed_over(tmp_path: Path) -> None:
    heads: dict[str, Any] = {"attention.head_count_kv": [1] * 5000}
    assert shape_of(tmp_path, **LLAMA, **heads) == PLAIN


CONFIG: dict[str, Any] = {
    "num_hidden_layers": 4,
    "hidden_size": 512,
    "num_attention_heads": 8,
    "intermediate_size": 1024,
    "vocab_size": 1000,
}


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (CONFIG, ModelShape((8,) * 4, 64, 64, 512, 1024, 1000)),
        (
            CONFIG | {"num_key_value_heads": 2, "head_dim": 128},
            ModelShape((2,) * 4, 128, 128, 512, 1024, 1000),
        ),
        (
            {"n_layer": 2, "n_embd": 64, "n_head": 4, "n_inner": None, "vocab_size": 9},
            ModelShape((4,) * 2, 16, 16, 64, 256, 9),
        ),
        (
            CONFIG
            | {"sliding_window": 512, "layer_types": ["sliding_attention", "full_attention"] * 2},
            ModelShape((8,) * 4, 64, 64, 512, 1024, 1000, 512, (True, False, True, False)),
        ),
        (
            CONFIG | {"layer_types": ["linear_attention"] * 3 + ["full_attention"]},
            ModelShape((0, 0, 0, 8), 64, 64, 512, 1024, 1000),
        ),
        (CONFIG | {"sliding_window": 512}, ModelShape((8,) * 4, 64, 64, 512, 1024, 1000)),
        (CONFIG | {"layer_types": ["x"]}, ModelShape((8,) * 4, 64, 64, 512, 1024, 1000)),
        (CONFIG | {"num_hidden_layers": 10**9}, None),
        (CONFIG | {"num_hidden_layers": True}, None),
        (CONFIG | {"hidden_size": "wide"}, None),
        (CONFIG | {"num_attention_heads": -8}, ModelShape((1,) * 4, 512, 512, 512, 1024, 1000)),
        ({}, None),
    ],
)
def test_a_config_tells_its_shape(config: dict[str, Any], expected: ModelShape | None) -> None:
    assert config_shape(config) == expected
