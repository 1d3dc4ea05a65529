"""Walks through folders, at any depth."""

import logging
import os
from collections.abc import Iterator, Sequence

from app.domain.formats.folder import Listing, list_folder
from app.domain.model import FormatMatch

_log = logging.getLogger("app.library")

_UNRELATED = frozenset(
    {"node_modules", "site-packages", "__pycache__", "$recycle.bin", "system volume information"}
)
"""Large trees that hold no models; so do folders whose name starts with a dot."""


def walk(
    roots: Sequence[str],
    matches: tuple[FormatMatch, ...] = (),
    *,
    seen: set[tuple[int, int]] | None = None,
) -> Iterator[Listing]:
    """List the roots and everything below them, each folder once, links and loops included.

    ``seen`` are the folders that an earlier walk has listed already; it grows.
    """
    root_set = set(roots)
    waiting = list(reversed(roots))
    seen = set() if seen is None else seen
    while waiting:
        path = waiting.pop()
        try:
            if (identity := _identity(path)) in seen:
                continue
            seen.add(identity)
            listing = list_folder(path, matches, is_root=path in root_set)
        except OSError as error:
            _log.info("%s is not searched: %s", path, error.strerror or error)
            continue
        yield listing
        waiting += (folder for folder in reversed(listing.subfolders) if _may_hold_models(folder))


def _identity(path: str) -> tuple[int, int]:
    status = os.stat(path)  # noqa: PTH116 - a Path for each folder would take as long as the rest
    return status.st_dev, status.st_ino


def _may_hold_models(folder: str) -> bool:
    name = os.path.basename(folder)  # noqa: PTH119
    return not name.startswith(".") and name.lower() not in _UNRELATED
