"""Which part of a load lies on the graphics cards, and which in RAM.

llama.cpp moves layer after layer, the output counted as one more; what a layer keeps of the
conversation goes with it. Where nobody chose, it takes as many layers as fit and leaves a gigabyte
of each card free (``--fit-target`` of common/arg.cpp, b11549). transformers moves all or nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.hardware import Hardware
from app.domain.memory import (
    GPU_PROCESS,
    LLAMA_CPP_PROCESS,
    MIB,
    MemoryNeed,
    MemorySettings,
    memory_need,
)
from app.domain.model import Variant

KEPT_FREE = 1024 * MIB
"""Bytes of each card."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A load by where its bytes lie.

    Attributes:
        layers: how many are on graphics cards, ``of`` all; the output is one of them.
    """

    gpu: MemoryNeed
    ram: MemoryNeed
    layers: int
    of: int

    @property
    def need(self) -> MemoryNeed:
        return self.gpu + self.ram


def place(
    variant: Variant,
    engine: str,
    settings: MemorySettings,
    hardware: Hardware,
    asked: int | None,
) -> Placement | None:
    """Where a load would lie; ``None`` where too little is known.

    Args:
        asked: layers that the person chose; ``None`` leaves it to the engine.
    """
    shape = variant.traits.shape
    if shape is None:
        return None
    of = shape.layers + 1

    def placed(layers: int) -> Placement | None:
        chosen = replace(settings, on_gpu=layers > 0)
        need = memory_need(variant, engine, chosen, hardware)
        return _split(need, layers, of) if need else None

    if not hardware.gpus:
        return placed(0)
    if engine != "llama.cpp":
        return placed(of if asked else 0)
    return placed(min(asked, of)) if asked is not None else _as_many_as_fit(placed, of, hardware)


def most(high: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to ``high`` that fits; 0 where none does. What is smaller fits too."""
    low = 0
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _as_many_as_fit(
    placed: Callable[[int], Placement | None], of: int, hardware: Hardware
) -> Placement | None:
    room = hardware.gpu_free - KEPT_FREE * len(hardware.gpus)

    def fits(layers: int) -> bool:
        found = placed(layers)
        return found is not None and found.gpu.total <= room

    return placed(most(of, fits))


def _split(need: MemoryNeed, layers: int, of: int) -> Placement:
    """Part of the weights and the cache go; computing happens where the layers are."""
    nothing = MemoryNeed(0, 0, 0, 0)
    if not layers:
        return Placement(nothing, need, 0, of)
    weights = need.weights * layers // of
    cache = need.cache * min(layers, of - 1) // (of - 1)
    gpu = MemoryNeed(weights, cache, need.compute, GPU_PROCESS)
    process = need.overhead - GPU_PROCESS + LLAMA_CPP_PROCESS
    return Placement(
        gpu, MemoryNeed(need.weights - weights, need.cache - cache, 0, process), layers, of
    )
