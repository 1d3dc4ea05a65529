"""Whether this computer has room for a model that is not on it yet, by its size alone.

``app.domain.memory`` knows more, but needs the header. A download is for longer than a moment, so
it is the computer's whole memory that counts, not what is free just now.
"""

from app.domain.hardware import Hardware
from app.domain.hub.repository import HubResult
from app.domain.memory import GPU_PROCESS, MIB
from app.domain.memory_picture import Fit
from app.domain.model import ModelFormat
from app.domain.placement import KEPT_FREE

_SYSTEM = 2048 * MIB
"""Bytes that the system and other programs keep."""
_CONVERSATION = 0.12
"""Of the weights: the cache of 8,192 tokens and the room to compute, for models of 1 to 30
billion weights by the formulas of ``app.domain.memory``."""
_LEAST = 512 * MIB

_SMALLEST = {ModelFormat.GGUF: 0.45}
"""Bytes for each weight of the smallest choice that is worth having, a GGUF of some 3.5 bits."""
_USUAL = 2.0


def fit_of_size(size: int, format_name: str, hardware: Hardware) -> Fit | None:
    """Where weights of that many bytes have room; ``None`` where the memory is not known."""
    if not hardware.ram_total:
        return None
    ram = max(hardware.ram_total - _SYSTEM, hardware.ram_total // 2)
    cards = sum(max(0, gpu.total - KEPT_FREE - GPU_PROCESS) for gpu in hardware.gpus)
    if cards and _with_conversation(size) <= cards:
        return Fit.GPU
    if _with_conversation(size) <= ram:
        return Fit.RAM
    spreads = format_name == ModelFormat.GGUF and cards > 0
    return Fit.PARTLY if spreads and _with_conversation(size) <= ram + cards else Fit.NO


def result_fits(result: HubResult, hardware: Hardware) -> bool | None:
    """Whether some choice of a repository would fit; ``None`` where that is not known."""
    if result.parameters is None or not hardware.ram_total:
        return None
    formats = result.formats or (ModelFormat.SAFETENSORS,)
    sizes = ((name, _SMALLEST.get(ModelFormat(name), _USUAL)) for name in formats)
    return any(
        fit_of_size(int(result.parameters * each), name, hardware) is not Fit.NO
        for name, each in sizes
    )


def _with_conversation(size: int) -> int:
    return size + max(_LEAST, int(size * _CONVERSATION))
