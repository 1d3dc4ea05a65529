"""The context is made smaller where the usual one has no room, and nothing else is touched."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.automatic import LEAST_CONTEXT, with_automatic
from app.domain.hardware import Hardware
from app.domain.launch import LoadOptions
from app.domain.memory import MIB, MemorySettings, memory_need
from app.domain.model import ModelFile, Traits, Variant
from app.domain.model_shape import ModelShape

SHAPE = ModelShape(
    kv_heads=(8,) * 32, key_length=128, value_length=128, width=4096, vocabulary=32_000
)
"""128 KiB of cache for each token."""
MODEL = Variant(
    "gguf",
    Path("m.gguf"),
    (ModelFile(Path("m.gguf"), 4000 * MIB),),
    Traits(context_length=32768, shape=SHAPE),
)


def computer(free: int) -> Hardware:
    return Hardware(ram_total=64 * 1024 * MIB, ram_free=free)


def need(context: int) -> int:
    found = memory_need(MODEL, "llama.cpp", MemorySettings(context), computer(0))
    assert found is not None
    return found.total


@pytest.mark.parametrize(
    ("free", "context"),
    [
        (need(8192), None),
        (need(8192) - 1, 8192 - 256),
        (need(4096), 4096),
        (need(1024), LEAST_CONTEXT),
        (0, LEAST_CONTEXT),
    ],
)
def test_the_context_shrinks_to_what_fits(free: int, context: int | None) -> None:
    options = with_automatic(MODEL, "llama.cpp", LoadOptions(threads=2), computer(free))
    assert options == LoadOptions(threads=2, ctx_size=context)


def test_a_short_model_gets_no_longer_context_than_it_was_trained_for() -> None:
    short = replace(MODEL, traits=replace(MODEL.traits, context_length=512))
    assert with_automatic(short, "llama.cpp", LoadOptions(), computer(0)).ctx_size == 512


@pytest.mark.parametrize(
    ("engine", "options", "hardware"),
    [
        ("llama.cpp", LoadOptions(ctx_size=16384), computer(0)),
        ("transformers", LoadOptions(), computer(0)),
        ("llama.cpp", LoadOptions(), Hardware()),
    ],
)
def test_what_was_chosen_or_is_not_known_stays(
    engine: str, options: LoadOptions, hardware: Hardware
) -> None:
    assert with_automatic(MODEL, engine, options, hardware) == options
