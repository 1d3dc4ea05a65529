"""What a load is given where nobody chose: only what the engine itself would choose badly.

llama.cpp spreads the layers over the graphics cards by itself (``--fit``), and knows the cards
better than an estimate does; so layers are left to it. The context is set by our runner whatever
memory there is, and so it is chosen here where the usual one would not fit.
"""

from dataclasses import replace

from app.domain.hardware import Hardware
from app.domain.launch import LoadOptions
from app.domain.memory_picture import Fit, memory_picture
from app.domain.model import Variant

LEAST_CONTEXT = 2048
"""Tokens. With fewer, a chat forgets its beginning at once: better to say that it does not fit."""


def with_automatic(
    variant: Variant, engine: str, options: LoadOptions, hardware: Hardware
) -> LoadOptions:
    """The options, with a smaller context where the usual one has no room and none was chosen."""
    if options.ctx_size is not None or engine != "llama.cpp":
        return options
    picture = memory_picture(variant, engine, options, hardware)
    if picture is None or picture.fits is not Fit.NO:
        return options
    largest = max(picture.largest_context or 0, LEAST_CONTEXT)
    return replace(options, ctx_size=min(picture.context, largest))
