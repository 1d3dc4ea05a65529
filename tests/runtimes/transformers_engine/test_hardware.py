"""Device and data type, decided from facts."""

import pytest

pytest.importorskip("torch")

from runtimes.serving.engine import Purpose
from runtimes.transformers_engine.checkpoint import stored_type
from runtimes.transformers_engine.hardware import (
    Hardware,
    Placement,
    place,
    read_hardware,
)

pytestmark = pytest.mark.engine

HALVES = Hardware(False, False, False, cpu_halves=True)
BFLOAT16 = Hardware(False, False, True, cpu_halves=True)


@pytest.mark.parametrize(
    ("hardware", "gpu_layers", "expected"),
    [
        (Hardware(False, False, False), None, Placement("cpu", "float32")),
        (Hardware(False, False, True), None, Placement("cpu", "bfloat16")),
        (Hardware(False, False, False), 99, Placement("cpu", "float32")),
        (Hardware(True, True, False), None, Placement("cuda:0", "bfloat16")),
        (Hardware(True, False, True), None, Placement("cuda:0", "float16")),
        (Hardware(True, True, False), 10, Placement("cuda:0", "bfloat16")),
        (Hardware(True, True, False), 0, Placement("cpu", "float32")),
    ],
)
def test_where_a_model_goes(
    hardware: Hardware, gpu_layers: int | None, expected: Placement
) -> None:
    assert place(hardware, gpu_layers) == expected


def test_this_machine_can_be_read() -> None:
    assert place(read_hardware(), 0).device == "cpu"


@pytest.mark.parametrize(
    ("hardware", "purpose", "stored", "expected"),
    [
        (HALVES, Purpose.GENERATE, "bfloat16", Placement("cpu", "bfloat16", keeps_halves=True)),
        (HALVES, Purpose.GENERATE, "float16", Placement("cpu", "float16", keeps_halves=True)),
        (HALVES, Purpose.GENERATE, "float32", Placement("cpu", "float32")),
        (HALVES, Purpose.GENERATE, "", Placement("cpu", "float32")),
        (HALVES, Purpose.EMBED, "bfloat16", Placement("cpu", "float32")),
        (BFLOAT16, Purpose.GENERATE, "bfloat16", Placement("cpu", "bfloat16")),
    ],
)
def test_weights_of_16_bits_stay_so_where_that_is_fast(
    hardware: Hardware, purpose: Purpose, stored: str, expected: Placement
) -> None:
    assert place(hardware, None, purpose, stored) == expected


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({"dtype": "bfloat16"}, "bfloat16"),
        ({"torch_dtype": "float16"}, "float16"),
        ({"text_config": {"dtype": "bfloat16"}}, "bfloat16"),
        ({"dtype": "bfloat16", "quantization_config": {}}, ""),
        ({"dtype": None}, ""),
        ({}, ""),
    ],
)
def test_how_weights_are_stored(config: dict[str, object], expected: str) -> None:
    assert stored_type(config) == expected
