"""The estimate against what llama-fit-params prints."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.hardware import Hardware
from app.domain.launch import LoadOptions
from app.domain.memory import (
    MIB,
    MemorySettings,
    llama_cpp_need,
    memory_need,
    onnxruntime_need,
    transformers_need,
)
from app.domain.memory_picture import memory_picture
from app.domain.model import FileRole, ModelFile, Traits, Variant
from app.domain.model_shape import ModelShape

GIB = 1024 * MIB
SIXTEEN_LAYERS = ModelShape(
    kv_heads=(8,) * 16,
    key_length=64,
    value_length=64,
    width=2048,
    feed_forward=8192,
    vocabulary=100_352,
)
"""The model that llama-fit-params (b11434) was asked about; it printed 3169 MiB of weights."""
SMALL = replace(SIXTEEN_LAYERS, vocabulary=1000, width=512, feed_forward=1024)


@pytest.mark.parametrize(
    ("settings", "cache", "compute"),
    [
        (MemorySettings(8192), 256, 210),
        (MemorySettings(8192, keys="q8_0", values="q8_0"), 136, 210),
        (MemorySettings(32768), 1024, 234),
        (MemorySettings(8192, batch=2048), 256, 840),
    ],
)
def test_llama_cpp_needs_what_its_own_tool_prints(
    settings: MemorySettings, cache: int, compute: int
) -> None:
    need = llama_cpp_need(3169 * MIB, SIXTEEN_LAYERS, replace(settings, on_gpu=True))
    assert need.weights == 3169 * MIB
    assert need.cache == cache * MIB
    assert need.compute / MIB == pytest.approx(compute, rel=0.02)


def test_onnxruntime_needs_what_was_measured_of_a_real_model() -> None:
    """SmolLM2-135M with 8192 tokens of context, of which 7,000 were read: 682 MiB in int4."""
    shape = ModelShape((3,) * 30, 64, 64, 576, 4 * 576, 49152)
    need = onnxruntime_need(86_513_245, shape, MemorySettings(8192), "int4")
    assert need.total / MIB == pytest.approx(682, rel=0.05)
    need = onnxruntime_need(540_400_000, shape, MemorySettings(4096), "fp32")
    assert need.total / MIB == pytest.approx(967, rel=0.05)


def test_memory_that_is_never_written_to_is_not_counted_in_ram() -> None:
    in_ram, on_gpu = (
        llama_cpp_need(0, SIXTEEN_LAYERS, MemorySettings(on_gpu=on_gpu)) for on_gpu in (False, True)
    )
    assert in_ram.compute < on_gpu.compute / 2
    assert in_ram.cache == on_gpu.cache


@pytest.mark.parametrize(
    ("shape", "settings", "cells"),
    [
        (SIXTEEN_LAYERS, MemorySettings(1000), 16 * 8 * 1024),
        (SIXTEEN_LAYERS, MemorySettings(1024, parallel=4), 16 * 8 * 1024),
        (
            replace(SIXTEEN_LAYERS, kv_heads=(8, 0) * 8),
            MemorySettings(1024),
            8 * 8 * 1024,
        ),
        (
            replace(SIXTEEN_LAYERS, window=1024, windowed=(True, False) * 8),
            MemorySettings(8192),
            8 * 8 * (8192 + 1024 + 512),
        ),
        (
            replace(SIXTEEN_LAYERS, window=1024, windowed=(True, False) * 8),
            MemorySettings(8192, parallel=3),
            8 * 8 * (8192 + 3 * 1024 + 512),
        ),
        (
            replace(SIXTEEN_LAYERS, window=4096, windowed=(True,) * 16),
            MemorySettings(2048),
            16 * 8 * 2048,
        ),
    ],
)
def test_the_cache_holds_what_each_layer_looks_back_at(
    shape: ModelShape, settings: MemorySettings, cells: int
) -> None:
    assert llama_cpp_need(0, shape, settings).cache == cells * (64 + 64) * 2


def test_latent_attention_keeps_no_values_and_recurrent_layers_keep_a_state() -> None:
    latent = replace(SIXTEEN_LAYERS, kv_heads=(1,) * 16, key_length=576, value_length=0)
    assert llama_cpp_need(0, latent, MemorySettings(1024)).cache == 16 * 1024 * 576 * 2
    recurrent = replace(SIXTEEN_LAYERS, kv_heads=(0,) * 16, state_bytes=5 * MIB)
    assert llama_cpp_need(0, recurrent, MemorySettings(parallel=2)).cache == 10 * MIB


def test_transformers_keeps_everything_in_one_data_type() -> None:
    half, full = (transformers_need(GIB, SIXTEEN_LAYERS, MemorySettings(1024), n) for n in (2, 4))
    assert half.cache * 2 == full.cache == 2 * 16 * 8 * 64 * 1024 * 4
    assert half.overhead == full.overhead > 300 * MIB


def variant(format_name: str = "gguf", **traits: object) -> Variant:
    known = {"shape": SMALL, "context_length": 32768} | traits
    files = (
        ModelFile(Path("w"), GIB),
        ModelFile(Path("p"), 100 * MIB, FileRole.PROJECTOR),
        ModelFile(Path("a"), 7 * MIB, FileRole.ADAPTER),
    )
    return Variant(format_name, Path("w"), files, Traits(**known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("model", "engine", "bfloat16", "weights"),
    [
        (variant(), "llama.cpp", False, GIB + 100 * MIB),
        (variant(parameters=1000), "transformers", False, 4000),
        (variant("safetensors", parameters=1000, quantization="bf16"), "transformers", True, 2000),
        (variant("safetensors", parameters=1000, quantization="fp32"), "transformers", False, 4000),
        (
            *(variant("safetensors", parameters=1000, quantization="gptq"), "transformers", False),
            GIB + 100 * MIB,
        ),
        (variant("pytorch"), "transformers", True, GIB + 100 * MIB),
    ],
)
def test_weights_are_counted_as_the_engine_holds_them(
    model: Variant, engine: str, bfloat16: bool, weights: int
) -> None:
    need = memory_need(model, engine, MemorySettings(), Hardware(cpu_bfloat16=bfloat16))
    assert need is not None
    assert need.weights == weights


@pytest.mark.parametrize(
    ("width", "blocks"),
    [(576, 1024), (2048, 2048)],
)
def test_weights_of_16_bits_stay_so_on_a_cpu_in_blocks(width: int, blocks: int) -> None:
    shape = ModelShape((3,) * 30, 64, 64, width, 4 * width, 50_000)
    model = variant("safetensors", parameters=1_000_000, quantization="bf16", shape=shape)
    need = memory_need(model, "transformers", MemorySettings(), Hardware())
    assert need is not None
    assert need.weights == 2_000_000 * blocks // width + 2 * 50_000 * width


@pytest.mark.parametrize(
    ("model", "engine"),
    [
        (variant(), "numpy"),
        (variant(shape=None), "llama.cpp"),
        (variant("safetensors"), "llama.cpp"),
    ],
)
def test_nothing_is_said_where_nothing_is_known(model: Variant, engine: str) -> None:
    computer = Hardware(16 * GIB, 8 * GIB)
    assert memory_need(model, engine, MemorySettings(), computer) is None
    assert memory_picture(model, engine, LoadOptions(), computer) is None
