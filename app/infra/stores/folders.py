"""Models in ordinary folders: the program's own and those that a person adds."""

import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.domain.formats.detect import Found, detect
from app.domain.formats.folder import Listing, list_folder
from app.domain.model import FormatMatch, Model
from app.domain.names import make_models
from app.infra.header_cache import HeaderCache

_log = logging.getLogger("app.library")

_UNRELATED = frozenset(
    {"node_modules", "site-packages", "__pycache__", "$recycle.bin", "system volume information"}
)
"""Large trees that hold no models; so do folders whose name starts with a dot."""


class FolderScanner:
    """Finds the models below folders, at any depth. Runs in one pool thread at a time."""

    def __init__(self, cache: HeaderCache) -> None:
        self._cache = cache
        self._known: tuple[Model, ...] = ()

    def __call__(
        self, folders: Sequence[Path], matches: Sequence[FormatMatch]
    ) -> tuple[Model, ...]:
        """All models below the folders; what cannot be opened is passed over."""
        rules = tuple(matches)
        found: list[Found] = []
        for listing in walk([str(folder.absolute()) for folder in folders], rules):
            if listing.folder.files:
                found += detect(listing.folder, self._cache.read, rules)
        self._cache.save()
        self._known = make_models(found, self._known)
        return self._known


def walk(roots: Sequence[str], matches: tuple[FormatMatch, ...] = ()) -> Iterator[Listing]:
    """List the roots and everything below them, each folder once, links and loops included."""
    root_set = set(roots)
    waiting = list(reversed(roots))
    seen: set[tuple[int, int]] = set()
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
