"""Stores that are ordinary trees of folders: LM Studio, Jan, GPT4All."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.formats.folder import Folder
from app.domain.formats.validate import open_folder
from app.domain.model import FormatMatch, Model
from app.infra.stores.folders import walk
from app.infra.stores.removing import parts_in_folder


@dataclass(frozen=True, slots=True)
class TreeStore:
    """Implements ``Store``.

    Attributes:
        find_places: asked at every scan, because the person may move the folder meanwhile.
        has_publishers: the folders are named ``publisher/model``.
    """

    key: str
    name: str
    find_places: Callable[[], tuple[Path, ...]]
    has_publishers: bool = False

    def places(self) -> tuple[Path, ...]:
        return self.find_places()

    def folders(self, place: Path, matches: tuple[FormatMatch, ...]) -> Iterator[Folder]:
        for listing in walk([str(place)], matches):
            folder = listing.folder
            publisher = self._publisher(folder.path, place) if folder.files else ""
            yield replace(folder, publisher=publisher) if publisher else folder

    def open_folder(self, path: Path, matches: tuple[FormatMatch, ...]) -> Folder:
        return open_folder(path, matches)

    def watched(self, place: Path) -> Path:
        return place

    def parts(self, model: Model, others: Sequence[Model]) -> tuple[Path, ...]:
        return parts_in_folder(model, others, self.places())

    def _publisher(self, folder: Path, place: Path) -> str:
        parts = folder.relative_to(place).parts
        return parts[0] if self.has_publishers and len(parts) > 1 else ""
