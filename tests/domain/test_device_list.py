"""llama.cpp's list of graphics cards, and what it does to what was measured."""

import pytest

from app.domain.device_list import read_devices, with_devices
from app.domain.hardware import Gpu, Hardware

MIB = 1024 * 1024
RTX = Gpu("NVIDIA GeForce RTX 4060", 8187 * MIB, 7043 * MIB)
RADEON = Gpu("AMD Radeon (TM) 780M (RADV PHOENIX)", 16_000 * MIB, 15_000 * MIB)
HEAD = "Available devices:"


@pytest.mark.parametrize(
    ("lines", "cards"),
    [
        (
            [
                "load_backend: loaded CPU backend",
                HEAD,
                "  CUDA0: NVIDIA GeForce RTX 4060 (8187 MiB, 7043 MiB free)",
                "  Vulkan1: AMD Radeon (TM) 780M (RADV PHOENIX) (16000 MiB, 15000 MiB free)",
                "  RPC0: 10.0.0.1:50052 (8187 MiB, 7043 MiB free)",
                "  BLAS: OpenBLAS (0 MiB, 0 MiB free)",
            ],
            (RTX, RADEON),
        ),
        ([HEAD, "  (none)"], ()),
        ([HEAD, "  CUDA0: x (9999999999 MiB, 1 MiB free)", "CUDA0: y (1 MiB, 1 MiB free)"], ()),
        (["error: invalid argument: --list-devices"], None),
        ([], None),
    ],
)
def test_the_list_is_read(lines: list[str], cards: tuple[Gpu, ...] | None) -> None:
    assert read_devices(lines) == cards


def test_a_card_that_was_measured_keeps_its_numbers() -> None:
    now = Gpu(RTX.name, RTX.total, 5 * MIB)
    measured = Hardware(16, 8, (now,))
    assert with_devices(measured, None) == measured
    assert with_devices(measured, ()).gpus == ()
    assert with_devices(measured, (RADEON, RTX)).gpus == (RADEON, now)
    assert with_devices(measured, (RTX, RTX)).gpus == (now, RTX)
    assert with_devices(Hardware(16, 8), (RADEON,)) == Hardware(16, 8, (RADEON,))
