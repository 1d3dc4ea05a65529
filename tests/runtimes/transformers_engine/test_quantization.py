"""Quantized weights: read where that can be done, and else refused with the reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from runtimes.serving.engine import CannotLoad, GenerationRequest, Sampling, Token
from tests.runtimes.transformers_engine.conftest import engine_for

pytestmark = pytest.mark.engine

_LARGEST = 448.0
"""In eight bits (torch.float8_e4m3fn)."""


def quantize(folder: Path, told: Any) -> Path:
    """Say of a model how its weights were quantized."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["quantization_config"] = told
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


@pytest.fixture
def model(hard_path: Path) -> Path:
    from tests.fakes.tiny_transformers import make_tiny_model

    return make_tiny_model(hard_path / "tiny")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"quant_method": "gptq", "bits": 4, "group_size": 32}, "gptq"),
        ({"quant_method": "awq", "bits": 4}, "awq"),
        ({"quant_method": "bitsandbytes", "load_in_4bit": True}, "bitsandbytes"),
        ({"quant_method": "hqq"}, "hqq"),
        ({"quant_method": "nonsense"}, "nonsense"),
        ({}, "nobody knows what"),
        ("x", "nobody knows what"),
    ],
    ids=lambda told: str(told)[:30],
)
def test_what_cannot_be_read_is_refused_with_the_reason(model: Path, told: Any, words: str) -> None:
    with pytest.raises(CannotLoad) as caught:
        engine_for(quantize(model, told)).load(lambda _value: None)
    assert caught.value.kind == "unsupported_quantization"
    assert words in caught.value.message
    assert "tiny" in caught.value.message
    assert "GGUF" in caught.value.hint


def test_eight_bits_are_read_without_the_gpu_for_them(model: Path) -> None:
    plain = words_of(model)
    _to_eight_bits(model / "model.safetensors")
    told = {"quant_method": "fp8", "activation_scheme": "dynamic", "weight_block_size": [128, 128]}
    said = words_of(quantize(model, told))
    # The likeliest word is the same; later ones need not be, for the weights are rounded.
    assert said[0] == plain[0]


def _to_eight_bits(file: Path) -> None:
    import torch
    from safetensors.torch import load_file, save_file

    weights = {}
    for name, weight in load_file(file).items():
        if name.endswith("proj.weight"):
            scale = (weight.abs().amax() / _LARGEST).reshape(1, 1)
            weights[name] = (weight / scale).to(torch.float8_e4m3fn)
            weights[name.replace(".weight", ".weight_scale_inv")] = scale
        else:
            weights[name] = weight
    save_file(weights, file, metadata={"format": "pt"})


def words_of(model: Path) -> list[int]:
    engine = engine_for(model)
    engine.load(lambda _value: None)
    prompt = engine.tokenize("Once upon", add_special=True, parse_special=True)
    request = GenerationRequest(prompt, 4, Sampling(temperature=0, ignore_eos=True))
    return [step.id for step in engine.generate(request) if isinstance(step, Token)]
