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
    files = f"{len(known)} files" if len(known) > 1 else "the file"
    return Check(
        NAME,
        True,
        f"The publisher's hash of {files} is known and can be compared; that reads every byte.",
    )


def compared_check(comparison: Comparison) -> Check:
    """What a comparison tells."""
    if comparison.wrong:
        names = ", ".join(path.name for path in comparison.wrong[:3])
        are, they = ("are", "they were") if len(comparison.wrong) > 1 else ("is", "it was")
        return Check(
            NAME,
            False,
            f"{names} {are} not what the publisher put there: {they} damaged or changed. "
            "Delete the model and download it again.",
        )
    if not comparison.complete:
        return Check(NAME, True, f"{comparison.compared} files were compared before it was ended.")
    files = f"All {comparison.compared} files are" if comparison.compared > 1 else "The file is"
    return Check(NAME, True, f"{files} what the publisher put there, byte for byte.")
