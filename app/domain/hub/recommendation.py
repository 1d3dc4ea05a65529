"""Which choice of a repository to recommend on this computer, and why."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.hardware import Hardware
from app.domain.hub.choices import Choice, HubModel
from app.domain.hub.fit import fit_of_size
from app.domain.hub.grouping import grouped
from app.domain.hub.quantization import USUAL, usualness
from app.domain.hub.repository import HubRepository
from app.domain.memory_picture import Fit
from app.domain.model import ModelFormat

_WHERE = {
    Fit.GPU: "fits on the graphics card",
    Fit.PARTLY: "fits partly on the graphics card",
    Fit.RAM: "fits in memory",
}


def hub_model(repository: HubRepository, hardware: Hardware) -> HubModel:
    """The repository with its choices, judged for this computer."""
    choices = [
        replace(choice, fits=fit_of_size(choice.size, choice.format, hardware))
        for choice in grouped(repository.files)
    ]
    return HubModel(repository, tuple(recommended(choices)))


def recommended(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The same choices, one of them recommended."""
    if not choices:
        return ()
    best = min(choices, key=_rank)
    marked = replace(best, recommended=True, reason=_reason(best, choices))
    return tuple(marked if choice is best else choice for choice in choices)


def _rank(choice: Choice) -> tuple[int, int, int, int]:
    """What has room first, GGUF before the rest; the usual precision, or else the largest that
    has room. Where nothing has room, the smallest."""
    if choice.fits is Fit.NO:
        return 1, 0, 0, choice.size
    is_gguf = choice.format == ModelFormat.GGUF
    slow = int(choice.fits is Fit.PARTLY)
    return 0, int(not is_gguf), slow + 2 * (usualness(choice.label) if is_gguf else 0), -choice.size


def _reason(choice: Choice, choices: Sequence[Choice]) -> str:
    if choice.fits is Fit.NO:
        smallest = "The smallest there is" if len(choices) > 1 else "The only one there is"
        return f"{smallest}, and still more than this computer has room for."
    fits = _WHERE.get(choice.fits) if choice.fits else None
    if len(choices) == 1:
        return f"The only one there is; it {fits}." if fits else "The only one there is."
    if choice.format == ModelFormat.GGUF and usualness(choice.label) < len(USUAL):
        why = "Close to the original's answers for a fraction of its size"
    else:
        why = "The best that this computer has room for" if fits else "The most precise there is"
    return f"{why}; it {fits}." if fits else f"{why}."
