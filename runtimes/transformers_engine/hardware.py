"""Chooses device and data type from the hardware: facts are read, then decided upon."""

from dataclasses import dataclass

import psutil
import torch

from runtimes.serving.engine import Purpose
from runtimes.transformers_engine.fit import Free
from runtimes.transformers_engine.half_weights import can_keep_halves

_HALVES = ("bfloat16", "float16")


@dataclass(frozen=True, slots=True)
class Hardware:
    """What this machine can do.

    Attributes:
        cpu_bfloat16: the CPU multiplies bfloat16 itself (AVX512-BF16 or AMX).
        cpu_halves: it multiplies float32 by weights of 16 bits.
    """

    cuda: bool
    cuda_bfloat16: bool
    cpu_bfloat16: bool
    cpu_halves: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the weights go, and as what.

    Attributes:
        data_type: name of a torch type.
        keeps_halves: weights of that type, of 16 bits, are kept, while float32 is computed.
    """

    device: str
    data_type: str
    keeps_halves: bool = False


def read_hardware() -> Hardware:
    """Ask torch."""
    cuda = torch.cuda.is_available()
    return Hardware(
        cuda=cuda,
        cuda_bfloat16=cuda and torch.cuda.get_device_capability() >= (8, 0),
        cpu_bfloat16=bool(
            torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
        ),
        cpu_halves=can_keep_halves(),
    )


def read_free() -> Free:
    """The memory that can be had now."""
    gpu = torch.cuda.mem_get_info()[0] if torch.cuda.is_available() else 0
    return Free(ram=psutil.virtual_memory().available, gpu=gpu)


def place(
    hardware: Hardware,
    gpu_layers: int | None,
    purpose: Purpose = Purpose.GENERATE,
    stored: str = "",
) -> Placement:
    """The GPU when there is one, unless a person asked for none of its layers.

    On a CPU float16 is never taken, for it is computed by conversion (transformers issue 34692),
    and bfloat16 only where the CPU has instructions for it: elsewhere it is slower than float32.
    There weights that are ``stored`` with 16 bits stay so, which is faster than both and as exact
    as float32.
    Models that make vectors and scores are small, and what they make is compared: they stay exact.
    """
    if hardware.cuda and gpu_layers != 0:
        return Placement("cuda:0", "bfloat16" if hardware.cuda_bfloat16 else "float16")
    if purpose is not Purpose.GENERATE:
        return Placement("cpu", "float32")
    if hardware.cpu_bfloat16:
        return Placement("cpu", "bfloat16")
    if hardware.cpu_halves and stored in _HALVES:
        return Placement("cpu", stored, keeps_halves=True)
    return Placement("cpu", "float32")
