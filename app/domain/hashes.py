"""What the files of a model should contain, where their publisher's hashes are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.model import Check

NAME = "hash"
"""Of the check."""


@dataclass(frozen=True, slots=True)
class KnownHash:
    """The file with that content has this hash.

    Attributes:
        git: it is git's SHA-1 of a blob, as the Hub names small files; else SHA-256.
        digest: lower-case hexadecimal.
    """

    path: Path
    digest: str
    git: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing files with hashes.

    Attributes:
        compared: how many were read to the end.
        wrong: those with another content, or that cannot be read.
        complete: whether all were compared; else somebody has ended it.
    """

    compared: int
    wrong: tuple[Path, ...] = ()
    complete: bool = True


def known_check(known: Sequence[KnownHash]) -> Check:
    """What can be said before any file is read."""
    if len(known) == 1:
        told = (
            "The publisher's hash of the file is known and can be compared; that reads all of it."
        )
    else:
        told = (
            f"The publisher's hashes of {len(known)} files are known and can be compared; "
            "that reads every byte of them."
        )
    return Check(NAME, True, told)


def compared_check(comparison: Comparison) -> Check:
    """What a comparison tells."""
    if comparison.wrong:
        names = ", ".join(path.name for path in comparison.wrong[:3])
        return Check(
            NAME,
            False,
            f"Not what the publisher put there, but damaged or changed: {names}. "
            "Delete the model and download it again.",
        )
    if not comparison.complete:
        return Check(NAME, True, f"{comparison.compared} files were compared before it was ended.")
    if comparison.compared == 1:
        return Check(NAME, True, "The file is what the publisher put there, byte for byte.")
    told = f"All {comparison.compared} files are what the publisher put there, byte for byte."
    return Check(NAME, True, told)
