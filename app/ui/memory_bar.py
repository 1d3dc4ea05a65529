"""The bars of a memory picture as values: what is drawn, and the sentence a screen reader says."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QLocale

from app.domain.hardware import Hardware
from app.domain.memory import MemoryNeed
from app.domain.memory_picture import Fit, MemoryPicture
from app.ui import text
from app.ui.text import translate


class Part(StrEnum):
    """What a piece of a bar stands for."""

    USED = "used"
    WEIGHTS = "weights"
    CACHE = "cache"
    COMPUTE = "compute"
    OVERHEAD = "overhead"


NEEDED = (Part.WEIGHTS, Part.CACHE, Part.COMPUTE, Part.OVERHEAD)


@dataclass(frozen=True, slots=True)
class MemoryBar:
    """One kind of memory; sizes in bytes."""

    name: str
    total: int
    free: int
    need: MemoryNeed

    @property
    def pieces(self) -> Iterator[tuple[Part, int]]:
        """From left to right; what is left is free, unless they are more than there is."""
        yield Part.USED, self.total - self.free
        for part in NEEDED:
            yield part, getattr(self.need, part)

    @property
    def story(self) -> str:
        """``needs 4.9 GB of 6.1 GB free``."""
        words = translate("memory", "needs {need} of {free} free")
        return words.format(need=text.size_text(self.need.total), free=text.size_text(self.free))


def bars_of(picture: MemoryPicture, hardware: Hardware) -> tuple[MemoryBar, ...]:
    """A bar for all graphics cards together where there are some, and one for RAM."""
    placement = picture.placement
    bars = []
    if hardware.gpus:
        total = sum(gpu.total for gpu in hardware.gpus)
        name = _cards_name(hardware)
        bars.append(MemoryBar(name, total, hardware.gpu_free, placement.gpu))
    if hardware.ram_total:
        name = translate("memory", "RAM")
        bars.append(MemoryBar(name, hardware.ram_total, hardware.ram_free, placement.ram))
    return tuple(bars)


def part_text(part: Part) -> str:
    return {
        Part.USED: translate("memory", "In use by others"),
        Part.WEIGHTS: translate("memory", "Weights"),
        Part.CACHE: translate("memory", "Conversation"),
        Part.COMPUTE: translate("memory", "Computing"),
        Part.OVERHEAD: translate("memory", "Engine"),
    }[part]


def verdict_text(picture: MemoryPicture) -> str:
    """Whether it fits, and where, in a sentence."""
    layers, of = picture.placement.layers, picture.placement.of
    match picture.fits:
        case Fit.GPU:
            return translate("memory", "Fits on the graphics card.")
        case Fit.PARTLY:
            words = translate(
                "memory", "Fits partly on the graphics card: {layers} of {of} layers."
            )
            return words.format(layers=layers, of=of)
        case Fit.RAM:
            return translate("memory", "Fits in memory.")
        case Fit.NO:
            return translate("memory", "More than is free now. It may load slowly, or not at all.")
    return ""


def largest_text(picture: MemoryPicture) -> str:
    """The largest context that fits, where one is known and something fits at all."""
    if not picture.largest_context:
        return ""
    words = translate("memory", "The largest context that fits is {tokens} tokens.")
    return words.format(tokens=QLocale().toString(picture.largest_context))


def _cards_name(hardware: Hardware) -> str:
    if len(hardware.gpus) == 1:
        return hardware.gpus[0].name
    return translate("memory", "Graphics cards ({count})").format(
        count=text.number_text(len(hardware.gpus))
    )
