"""What fits, and where."""

import pytest

from runtimes.transformers_engine.fit import Free, gpu_share, layers_on_gpu, loaded_bytes, too_large

GIB = 2**30


@pytest.mark.parametrize(
    ("stored", "data_type", "expected"),
    [
        ("bfloat16", "float32", 20),
        ("bfloat16", "bfloat16", 10),
        ("float32", "bfloat16", 5),
        ("float16", "bfloat16", 10),
        ("", "float32", 10),
        ("int8", "float32", 10),
    ],
)
def test_what_the_weights_take(stored: str, data_type: str, expected: int) -> None:
    assert loaded_bytes(10, stored, data_type) == expected


@pytest.mark.parametrize(
    ("needed", "gpu", "expected"),
    [
        (5, 8, None),
        (7, 8, {0: 8 * GIB - int(8 * GIB * 0.15), "cpu": 16 * GIB}),
        (3, 4, None),
        (3.5, 4, {0: 3 * GIB, "cpu": 16 * GIB}),
        (20, 24, None),
        (1, 0.5, {0: 0, "cpu": 16 * GIB}),
    ],
)
def test_what_is_too_large_for_a_gpu_is_spread(
    needed: float, gpu: float, expected: dict[int | str, int] | None
) -> None:
    assert gpu_share(int(needed * GIB), Free(ram=16 * GIB, gpu=int(gpu * GIB))) == expected


def test_what_would_fit_is_told() -> None:
    message, hint = too_large(14 * GIB, Free(ram=6 * GIB), "bfloat16")
    assert message == (
        "There is not enough memory for the model: its weights take 14.0 GB, and 6.0 GB are free."
    )
    assert "4.2 GB" in hint
    assert "GGUF" in hint


def test_where_even_four_bits_are_too_many_a_smaller_model_is_named() -> None:
    _message, hint = too_large(140 * GIB, Free(ram=6 * GIB), "bfloat16")
    assert "10.7 billion parameters" in hint


@pytest.mark.parametrize(
    ("devices", "expected"),
    [
        ({}, 3),
        ({"": 0}, 3),
        ({"model.embed_tokens": 0, "model.layers.0": 0, "model.layers.1": "cpu"}, 1),
        ({"model.layers.0": 0, "model.layers.1": "cpu", "model.layers.2": "disk"}, 1),
    ],
)
def test_layers_on_the_gpu_are_counted(devices: dict[str, object], expected: int) -> None:
    assert layers_on_gpu(devices, 3) == expected
