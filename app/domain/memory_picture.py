"""What a load would need and whether there is room, as one value for window and API."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from app.domain.hardware import Hardware
from app.domain.launch import LoadOptions
from app.domain.memory import (
    CACHE_TYPES,
    CONTEXT_STEP,
    DEFAULT_CONTEXT,
    MemoryNeed,
    MemorySettings,
)
from app.domain.model import Variant
from app.domain.placement import Placement, most, place


class Fit(StrEnum):
    """Where a model has room now."""

    GPU = "gpu"
    PARTLY = "partly"
    RAM = "ram"
    NO = "no"


@dataclass(frozen=True, slots=True)
class MemoryPicture:
    """
    Attributes:
        context: tokens that the estimate is for.
        fits: where there is room now; ``None`` where the computer's memory is not known.
        largest_context: most tokens that fit, at most what the model was trained for.
        placement: the need by where it lies.
    """

    context: int
    fits: Fit | None
    largest_context: int | None
    placement: Placement

    @property
    def need(self) -> MemoryNeed:
        return self.placement.need


def memory_picture(
    variant: Variant, engine: str, options: LoadOptions, hardware: Hardware
) -> MemoryPicture | None:
    """The estimate for a load with these options; ``None`` where too little is known."""
    settings = memory_settings(variant, options)
    placement = place(variant, engine, settings, hardware, options.gpu_layers)
    if placement is None:
        return None
    if not hardware.ram_total:
        return MemoryPicture(settings.context, None, None, placement)

    def has_room(steps: int) -> bool:
        tried = replace(settings, context=steps * CONTEXT_STEP)
        placed = place(variant, engine, tried, hardware, options.gpu_layers)
        return placed is not None and fit(placed, hardware) is not Fit.NO

    trained = variant.traits.context_length or DEFAULT_CONTEXT
    largest = most(trained // CONTEXT_STEP, has_room) * CONTEXT_STEP
    return MemoryPicture(settings.context, fit(placement, hardware), largest, placement)


def fit(placement: Placement, hardware: Hardware) -> Fit:
    """Where there is room now for what lies on the cards and for what lies in RAM."""
    gpu_has_room = placement.gpu.total <= hardware.gpu_free
    if not gpu_has_room or placement.ram.total > hardware.ram_free:
        return Fit.NO
    if not placement.layers:
        return Fit.RAM
    return Fit.GPU if placement.layers == placement.of else Fit.PARTLY


def memory_settings(variant: Variant, options: LoadOptions) -> MemorySettings:
    """What the runners make of the options: without a context, enough for each request."""
    added = dict(_from_arguments(options.arguments))
    parallel = options.parallel or _number(added, "parallel") or 1
    trained = variant.traits.context_length or DEFAULT_CONTEXT
    plain = MemorySettings(
        context=options.ctx_size or min(trained, DEFAULT_CONTEXT) * parallel,
        parallel=parallel,
        on_gpu=bool(options.gpu_layers),
    )
    return replace(
        plain,
        batch=_number(added, "batch") or plain.batch,
        keys=added["keys"] if added.get("keys") in CACHE_TYPES else plain.keys,
        values=added["values"] if added.get("values") in CACHE_TYPES else plain.values,
    )


_COUNTED = {
    **dict.fromkeys(("--cache-type-k", "-ctk"), "keys"),
    **dict.fromkeys(("--cache-type-v", "-ctv"), "values"),
    **dict.fromkeys(("--ubatch-size", "-ub"), "batch"),
    **dict.fromkeys(("--parallel", "-np"), "parallel"),
}
"""llama.cpp's flags that change how much memory it takes."""


def _from_arguments(arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    for flag, value in pairwise(arguments):
        if flag in _COUNTED:
            yield _COUNTED[flag], value


def _number(added: dict[str, str], name: str) -> int | None:
    text = added.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else None
