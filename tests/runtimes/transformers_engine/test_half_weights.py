"""Weights of 16 bits that stay so on a CPU: the answers are those of float32."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")

import torch
from torch import nn

from runtimes.transformers_engine.engine import TransformersEngine
from runtimes.transformers_engine.half_weights import (
    HalfEmbedding,
    HalfLinear,
    can_keep_halves,
    keep_halves,
)
from tests.runtimes.transformers_engine.conftest import engine_for
from tests.runtimes.transformers_engine.test_architectures import (
    PACKED,
    PROMPTS,
    answer,
    generated,
    side_by_side,
)

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(not can_keep_halves(), reason="this CPU has no product of halves"),
]


def _engine(folder: Path, name: str, data_type: Any) -> TransformersEngine:
    import transformers

    from tests.fakes.tiny_transformers import VOCABULARY, make_tiny_model

    config, sizes = PACKED[name]
    made = getattr(transformers, config)(vocab_size=VOCABULARY, **sizes)
    engine = engine_for(make_tiny_model(folder, made, data_type=data_type), "--n-gpu-layers", "0")
    engine.load(lambda _value: None)
    return engine


def _layers(engine: TransformersEngine, kind: type) -> list[Any]:
    forward: Any = engine._decoder._batch._forward
    return [module for module in forward._model.modules() if type(module) is kind]


@pytest.mark.parametrize("name", ["llama", "qwen2", "gemma3, sliding", "phi"])
@pytest.mark.parametrize("data_type", [torch.bfloat16, torch.float16])
def test_answers_are_those_of_float32(tmp_path: Path, name: str, data_type: Any) -> None:
    engine = _engine(tmp_path, name, data_type)
    expected = [generated(tmp_path, engine, text) for text in PROMPTS]
    assert [answer(engine, text, reuse=False)[0] for text in PROMPTS] == expected
    assert side_by_side(engine, PROMPTS) == expected
    assert len(_layers(engine, HalfLinear)) > 10
    assert len(_layers(engine, HalfEmbedding)) == 1
    assert not _layers(engine, nn.Linear)


def test_weights_of_32_bits_are_left_alone(tmp_path: Path) -> None:
    engine = _engine(tmp_path, "llama", torch.float32)
    assert not _layers(engine, HalfLinear)
    assert not _layers(engine, HalfEmbedding)


def test_what_float16_cannot_hold_becomes_float32() -> None:
    model = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4)).bfloat16()
    with torch.no_grad():
        model[1].weight[0, 0] = 1e30
    done: list[float] = []
    keep_halves(model, done.append)
    assert [type(layer) for layer in model] == [HalfLinear, nn.Linear]
    assert model[1].weight.dtype is torch.float32
    assert done == [0.5, 1.0]


def test_kept_weights_can_be_looked_at() -> None:
    linear, table = nn.Linear(7, 3).bfloat16(), nn.Embedding(5, 7).bfloat16()
    expected = [linear.weight.float(), table.weight.float()]
    model = nn.Sequential(table, linear)
    keep_halves(model, lambda _done: None)
    found = [model[1].weight, model[0].weight]
    assert all(map(torch.equal, found, expected))
