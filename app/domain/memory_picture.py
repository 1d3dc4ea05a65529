"""What a load would need and whether there is room, as one value for window and API."""

from dataclasses import dataclass

from app.domain.hardware import Hardware
from app.domain.launch import LoadOptions
from app.domain.memory import (
    DEFAULT_CONTEXT,
    Fit,
    MemoryNeed,
    MemorySettings,
    fit,
    largest_context,
    memory_need,
)
from app.domain.model import Variant


@dataclass(frozen=True, slots=True)
class MemoryPicture:
    """
    Attributes:
        context: tokens that the estimate is for.
        fits: where there is room now; ``None`` where the computer's memory is not known.
        largest_context: most tokens that fit, at most what the model was trained for.
    """

    need: MemoryNeed
    context: int
    fits: Fit | None
    largest_context: int | None


def memory_picture(
    variant: Variant, engine: str, options: LoadOptions, hardware: Hardware
) -> MemoryPicture | None:
    """The estimate for a load with these options; ``None`` where too little is known."""
    settings = memory_settings(variant, options)
    need = memory_need(variant, engine, settings, hardware)
    if need is None:
        return None
    if not hardware.ram_total:
        return MemoryPicture(need, settings.context, None, None)
    room = hardware.ram_free + hardware.gpu_free
    largest = largest_context(variant, engine, settings, hardware, room)
    return MemoryPicture(need, settings.context, fit(need, hardware), largest)


def memory_settings(variant: Variant, options: LoadOptions) -> MemorySettings:
    """What the runners make of the options: without a context, enough for each request."""
    parallel = options.parallel or 1
    trained = variant.traits.context_length or DEFAULT_CONTEXT
    context = options.ctx_size or min(trained, DEFAULT_CONTEXT) * parallel
    return MemorySettings(context, parallel, on_gpu=bool(options.gpu_layers))
