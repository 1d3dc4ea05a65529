"""Finds out by trial whether a model reads several conversations in one pass."""

from typing import Any

import numpy as np

from runtimes.serving.engine import GenerationFailed
from runtimes.transformers_engine.forward import Forward, Reading, Said
from runtimes.transformers_engine.packed_forward import CannotPack, PackedForward
from runtimes.transformers_engine.seeing_forward import SeeingForward
from runtimes.transformers_engine.separate_forward import SeparateForward

_LONG, _SHORT = (5, 9, 2, 14, 7, 3, 11), (8, 1, 6)
"""Two conversations, in tokens that every model has; they stand at different places."""
# Of the spread of the logits. A wrong mask or place moves them by about all of it; 16-bit numbers,
# which are added up in another order, by some hundredths.
_TOLERANCE = 0.2


def choose_forward(model: Any, *, sees: bool = False) -> tuple[Forward, str]:
    """The faster way that says the same as transformers' own; and, where that is its own, why."""
    if sees:
        return SeeingForward(model), "it looks at pictures"
    own, attention = SeparateForward(model), model.config._attn_implementation
    expected = _last_words(own, together=False)
    try:
        packed = PackedForward(model)
        _check_same(_last_words(packed, together=True), expected)
    except Exception as error:  # whatever a model does with a cache that it does not know
        model.set_attn_implementation(attention)
        reason = (
            str(error)
            if isinstance(error, CannotPack)
            else f"a trial failed ({type(error).__name__})"
        )
        return own, reason
    return packed, ""


def _last_words(forward: Forward, *, together: bool) -> Said:
    """The logits after both conversations."""
    long, short = forward.empty(), forward.empty()
    if not together:
        return forward.read([Reading(long, _LONG), Reading(short, _SHORT)])
    forward.read([Reading(long, _LONG[:4])])
    forward.read([Reading(long, _LONG[4:6]), Reading(short, _SHORT[:2])])
    return forward.read([Reading(short, _SHORT[2:]), Reading(long, _LONG[6:])])[::-1]


def _check_same(found: Said, expected: Said) -> None:
    for one, other in zip(found, expected, strict=True):
        if isinstance(one, GenerationFailed) or isinstance(other, GenerationFailed):
            raise CannotPack("a trial failed")
        if not np.abs(one - other).max() <= _TOLERANCE * other.std():
            raise CannotPack("it answers differently when conversations are read together")
