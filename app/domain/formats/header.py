"""What one file says about the model it belongs to."""

from dataclasses import dataclass, field
from pathlib import Path

from app.domain.errors import InvalidModel
from app.domain.model import Traits

DOWNLOAD_AGAIN = "Download it again."
_SHOWN_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Header:
    """The facts that were read from one file; cheap to keep, so that files are read once.

    Attributes:
        format: a ``ModelFormat`` value, as the first bytes say; ``None`` for files without weights.
        kind: ``model``, or what else a GGUF file can be: ``mmproj``, ``adapter``, ``imatrix``.
        parts: names of the weight files that an index lists.
        split_count: in how many parts a GGUF says it was split.
        code: Python files that ``auto_map`` asks for.
        problem: why the file cannot be used, as a sentence.
        licence: as the publisher names it; empty where the file does not say.
        spans: files beside it that hold its weights, with the bytes that each must have.
        readable: whether the file could be opened; if not, nothing about it is worth remembering.
    """

    format: str | None = None
    kind: str = "model"
    traits: Traits = field(default_factory=Traits)
    parts: tuple[str, ...] = ()
    split_count: int = 1
    code: tuple[str, ...] = ()
    problem: str | None = None
    readable: bool = True
    licence: str = ""
    spans: tuple[tuple[str, int], ...] = ()


def shown(text: str) -> str:
    """A stranger's text, fit to stand in a sentence: one short line without control characters."""
    line = text.encode("utf-8", "replace").decode("utf-8")[:_SHOWN_LIMIT]
    return "".join(character if character.isprintable() else "?" for character in line)


def sensible(value: object) -> int:
    """A stranger's number, if a model can have so many of anything; else 0."""
    return value if type(value) is int and 0 < value < 1 << 32 else 0


def damaged(path: Path, what: str) -> InvalidModel:
    """The error for a file whose content contradicts itself."""
    return InvalidModel(f"{path.name} is damaged: {what}.", hint=DOWNLOAD_AGAIN)


def incomplete(path: Path, *, expected: int, found: int) -> InvalidModel:
    """The error for a file that ends before its data does; sizes in bytes."""
    return InvalidModel(
        f"{path.name} is incomplete: {found:,} of {expected:,} bytes are there.",
        hint=f"If it is still being copied, wait; otherwise: {DOWNLOAD_AGAIN}",
    )


def empty(path: Path) -> InvalidModel:
    """The error for a file of no bytes."""
    return InvalidModel(f"{path.name} is empty.", hint=DOWNLOAD_AGAIN)
