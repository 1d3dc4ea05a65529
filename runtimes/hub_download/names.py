"""Which names of a repository may become files here. Looked at before anything is written."""

import os
import re
import unicodedata
from collections.abc import Sequence

from runtimes.hub_download.failures import Failure

_FORBIDDEN = frozenset('<>:"\\|?*')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?")
"""Windows keeps these to itself, whatever follows the dot (Naming Files, Paths, and Namespaces)."""
OURS = ".modeltray.json"
"""Lies in every complete folder and says what it is."""
_LONGEST_PART = 255  # bytes, of ext4; NTFS counts 255 UTF-16 units, which are never more
_LONGEST_PATH = 259 if os.name == "nt" else 4095


def check_names(paths: Sequence[str], folder: str) -> None:
    """
    Raises:
        Failure: a name could leave the folder, or cannot be a file on some system.
    """
    if bad := [path for path in paths if not is_safe(path)]:
        listed = ", ".join(ascii(path[:80]) for path in bad[:5])
        raise _refused(f"files with names that are not allowed here: {listed}")
    folded: dict[str, str] = {}
    for path in paths:
        if _folded(path) in folded:
            raise _refused(f"two files that are one on Windows: {folded[_folded(path)]} and {path}")
        folded[_folded(path)] = path
    for key, path in folded.items():
        parts = key.split("/")
        if any("/".join(parts[:depth]) in folded for depth in range(1, len(parts))):
            raise _refused(f"{path} inside what is a file")
    _check_length(paths, folder)


def is_safe(path: str) -> bool:
    """Whether the path stays in its folder, and is one on Windows and Linux alike."""
    return all(map(_is_safe_part, path.split("/"))) and _folded(path) != OURS


def _is_safe_part(part: str) -> bool:
    return (
        part not in ("", ".", "..")
        and not part.endswith((".", " "))
        and not part.startswith(" ")
        and not any(map(_is_unsafe, part))
        and not _DEVICE.fullmatch(part.lower())
        and len(part.encode("utf-8")) <= _LONGEST_PART
    )


def _is_unsafe(character: str) -> bool:
    """What Windows forbids, and what is invisible, changes the direction, or is no text."""
    return character in _FORBIDDEN or unicodedata.category(character).startswith("C")


def _check_length(paths: Sequence[str], folder: str) -> None:
    longest = max(paths, key=len, default="")
    if len(os.path.join(folder, *longest.split("/"))) > _LONGEST_PATH:  # noqa: PTH118 - the text
        raise Failure(
            f"The path of {longest} in {folder} would be longer than this system allows.",
            "Choose a folder for downloads nearer to the root of the disk.",
        )


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _refused(what: str) -> Failure:
    return Failure(f"The repository has {what}.", "Nothing was written. Choose another repository.")
