"""What a load is given where nobody chose: only what the engine itself would choose badly.

llama.cpp spreads the layers over the graphics cards by itself (``--fit``), and knows the cards
better than an estimate does; so layers are left to it. The context is set by our runner whatever
memory there is, and so it is chosen here where the usual one would not fit.
"""

from dataclasses import replace

from app.domain.hardware import Hardware
from app.domain.launch import LoadOptions
from app.domain.memory import largest_context, memory_need
from app.domain.memory_picture import memory_settings
from app.domain.model import Variant

LEAST_CONTEXT = 2048
"""Tokens. With fewer, a chat forgets its beginning at once: better to say that it does not fit."""


def with_automatic(
    variant: Variant, engine: str, options: LoadOptions, hardware: Hardware
) -> LoadOptions:
    """The options, with a smaller context where the usual one has no room and none was chosen."""
    if options.ctx_size is not None or engine != "llama.cpp" or not hardware.ram_total:
        return options
    settings = memory_settings(variant, options)
    need = memory_need(variant, engine, settings, hardware)
    room = hardware.ram_free + hardware.gpu_free
    if need is None or need.total <= room:
        return options
    largest = largest_context(variant, engine, settings, hardware, room) or 0
    return replace(options, ctx_size=min(settings.context, max(largest, LEAST_CONTEXT)))
