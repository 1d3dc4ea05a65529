"""The Hugging Face cache: ``models--publisher--name`` with blobs, and snapshots that name them.

The layout is huggingface_hub's: ``refs/main`` holds the commit of the snapshot in use; the files
of a snapshot are links to blobs, on Windows without developer mode the files themselves.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.formats.folder import Folder, Listing, is_text
from app.domain.formats.validate import open_folder
from app.domain.model import FormatMatch, Model
from app.domain.removal import has_company, own_files
from app.infra.stores.folders import walk
from app.infra.stores.removing import files_below
from app.infra.stores.settings_of_others import small_text
from app.infra.stores.store import Surroundings

_PREFIX = "models--"


@dataclass(frozen=True, slots=True)
class HuggingFaceCache:
    """Implements ``Store``."""

    surroundings: Surroundings
    key: str = "hugging-face"
    name: str = "Hugging Face cache"

    def places(self) -> tuple[Path, ...]:
        """The cache's place by huggingface_hub's own variables, in their order of precedence."""
        around = self.surroundings
        chosen = around.folder("HF_HUB_CACHE") or around.folder("HUGGINGFACE_HUB_CACHE")
        home = around.folder("HF_HOME") or around.cache / "huggingface"
        return (chosen or home / "hub",)

    def folders(self, place: Path, matches: tuple[FormatMatch, ...]) -> Iterator[Folder]:
        for repository in _repositories(place):
            for listing in _snapshot_in_use(repository, matches):
                yield _named(listing.folder, repository)

    def open_folder(self, path: Path, matches: tuple[FormatMatch, ...]) -> Folder:
        return _named(open_folder(path, matches), _repository_of(path))

    def watched(self, place: Path) -> Path:
        return place

    def parts(self, model: Model, others: Sequence[Model]) -> tuple[Path, ...]:
        """The repository with all its revisions, unless another model is in it, too."""
        repository = _repository_of(model.folder)
        if not has_company(repository, model, others):
            return (repository,)
        links = own_files(model, others)
        blobs = {link.resolve() for link in links if link.is_symlink()}
        return (*links, *sorted(blobs - _blobs_of_others(repository, links)))


def _repository_of(snapshot: Path) -> Path:
    return next(parent for parent in snapshot.parents if parent.name.startswith(_PREFIX))


def _blobs_of_others(repository: Path, links: Sequence[Path]) -> set[Path]:
    """What is not to go: blobs that other files are links to, and all outside the repository."""
    targets = {link.resolve() for link in links}
    others = set(files_below(repository / "snapshots")) - set(links)
    outside = {blob for blob in targets if (repository / "blobs").resolve() not in blob.parents}
    return outside | {other.resolve() for other in others}


def _repositories(place: Path) -> list[Path]:
    try:
        with os.scandir(place) as entries:
            names = [entry.name for entry in entries if _is_repository(entry.name)]
    except OSError:
        return []
    return [place / name for name in sorted(names)]


def _is_repository(name: str) -> bool:
    return name.startswith(_PREFIX) and is_text(name)


def _snapshot_in_use(repository: Path, matches: tuple[FormatMatch, ...]) -> list[Listing]:
    """The snapshot that ``refs/main`` names, else the newest; the first that has any model."""
    for snapshot in _snapshots(repository):
        listings = list(walk([str(snapshot)], matches))
        if any(listing.folder.files for listing in listings):
            return listings
    return []


def _snapshots(repository: Path) -> list[Path]:
    main = small_text(repository / "refs" / "main").strip()
    try:
        with os.scandir(repository / "snapshots") as entries:
            times = {entry.name: entry.stat().st_mtime_ns for entry in entries}
    except OSError:
        return []
    names = sorted(times, key=lambda name: (name == main, times[name]), reverse=True)
    return [repository / "snapshots" / name for name in names]


def _named(folder: Folder, repository: Path) -> Folder:
    """The folder with the names that its repository's folder spells out."""
    publisher, _, name = repository.name.removeprefix(_PREFIX).partition("--")
    is_snapshot = folder.path.parent.parent == repository
    title = (name or publisher) if is_snapshot else ""
    return replace(folder, is_root=False, title=title, publisher=publisher if name else "")
