"""Device and data type, decided from facts."""

import pytest

pytest.importorskip("torch")

from runtimes.transformers_engine.hardware import (
    Hardware,
    Placement,
    place,
    read_hardware,
)

pytestmark = pytest.mark.engine


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
