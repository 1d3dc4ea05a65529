"""Reckons what a model's weights take, and how they are spread where a GPU is too small. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

_GIB = 2**30
_BYTES = {"float32": 4, "bfloat16": 2, "float16": 2}
_LEAST_RESERVE, _RESERVE = _GIB, 0.15
"""What stays free on a GPU beside the weights: for conversations and for what is computed."""
_FOUR_BITS = 0.6
"""Bytes of a weight in GGUF's Q4_K_M, with what is kept more exactly."""


@dataclass(frozen=True, slots=True)
class Free:
    """Bytes that can be had; ``gpu`` is 0 without one."""

    ram: int
    gpu: int = 0


def loaded_bytes(stored_bytes: int, stored: str, data_type: str) -> int:
    """What the weights take once loaded.

    Args:
        stored_bytes: of the files.
        stored: name of the torch type in the files; empty when it is not known.
        data_type: name of the one in memory.
    """
    before, after = _BYTES.get(stored), _BYTES.get(data_type)
    return stored_bytes * after // before if before and after else stored_bytes


def gpu_share(needed: int, free: Free) -> Mapping[int | str, int] | None:
    """``max_memory`` for a model that is too large for the GPU; ``None`` for one that fits.

    What does not fit lies in RAM, and is brought over whenever it is needed: slow, but it works.
    """
    reserve = max(_LEAST_RESERVE, int(free.gpu * _RESERVE))
    if needed + reserve <= free.gpu:
        return None
    return {0: max(0, free.gpu - reserve), "cpu": free.ram}


def layers_on_gpu(devices: Mapping[str, object], layers: int) -> int:
    """How many of a model's layers went to a GPU, by ``hf_device_map``."""
    named = [place for name, place in devices.items() if name.rpartition(".")[2].isdecimal()]
    if not named:
        return layers
    return sum(place not in ("cpu", "disk") for place in named)


def too_large(needed: int, free: Free, data_type: str) -> tuple[str, str]:
    """What happened to a model that did not fit, and what would: two sentences."""
    room = free.gpu + free.ram
    each = _BYTES.get(data_type, 2)
    message = (
        "There is not enough memory for the model: its weights take "
        f"{_spoken(needed)}, and {_spoken(room)} are free."
    )
    with_four_bits = int(needed / each * _FOUR_BITS)
    if with_four_bits < room:
        return message, (
            f"Close other programs, or get the model as GGUF with 4 bits (Q4_K_M), about "
            f"{_spoken(with_four_bits)}."
        )
    return message, (
        "Close other programs, or take a model of at most about "
        f"{room / _FOUR_BITS / 1e9:.1f} billion parameters as GGUF with 4 bits (Q4_K_M)."
    )


def _spoken(count: int) -> str:
    return f"{count / _GIB:.1f} GB"
