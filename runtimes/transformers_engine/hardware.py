"""Chooses device and data type from the hardware: facts are read, then decided upon."""

from dataclasses import dataclass

import torch

from runtimes.serving.engine import Purpose


@dataclass(frozen=True, slots=True)
class Hardware:
    """What this machine can do.

    Attributes:
        cpu_bfloat16: the CPU multiplies bfloat16 itself (AVX512-BF16 or AMX).
    """

    cuda: bool
    cuda_bfloat16: bool
    cpu_bfloat16: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the weights go, and as what; ``data_type`` is the name of a torch type."""

    device: str
    data_type: str


def read_hardware() -> Hardware:
    """Ask torch."""
    cuda = torch.cuda.is_available()
    return Hardware(
        cuda=cuda,
        cuda_bfloat16=cuda and torch.cuda.get_device_capability() >= (8, 0),
        cpu_bfloat16=bool(
            torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
        ),
    )


def place(
    hardware: Hardware, gpu_layers: int | None, purpose: Purpose = Purpose.GENERATE
) -> Placement:
    """The GPU when there is one, unless a person asked for none of its layers.

    On a CPU float16 is never taken, for it is computed by conversion (transformers issue 34692),
    and bfloat16 only where the CPU has instructions for it: elsewhere it is slower than float32.
    Models that make vectors and scores are small, and what they make is compared: they stay exact.
    """
    if hardware.cuda and gpu_layers != 0:
        return Placement("cuda:0", "bfloat16" if hardware.cuda_bfloat16 else "float16")
    is_exact = purpose is not Purpose.GENERATE or not hardware.cpu_bfloat16
    return Placement("cpu", "float32" if is_exact else "bfloat16")
