"""Ollama: ``manifests/<host>/<namespace>/<model>/<tag>`` name the blobs, which have no endings."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

from app.domain.errors import InvalidModel
from app.domain.formats.folder import FileEntry, Folder, is_text
from app.domain.formats.gguf_files import OLLAMA_TEMPLATE
from app.domain.formats.json_file import read_json
from app.domain.model import FormatMatch
from app.infra.stores.store import Surroundings

_DIGEST = re.compile(r"sha256[:-]([0-9a-f]{64})")
_LAYERS = {
    "application/vnd.ollama.image.model": "{title}.gguf",
    "application/vnd.ollama.image.projector": "mmproj-{number}.gguf",
    "application/vnd.ollama.image.adapter": "adapter-{number}.gguf",
    "application/vnd.ollama.image.template": OLLAMA_TEMPLATE,
}
"""What a layer would be called in an ordinary folder, by its media type."""
_SERVICE_HOMES = ("/usr/share/ollama", "/var/lib/ollama")
"""Where Linux packages give Ollama's system service its home."""


@dataclass(frozen=True, slots=True)
class OllamaStore:
    """Implements ``Store``; a model's folder is its manifest."""

    surroundings: Surroundings
    key: str = "ollama"
    name: str = "Ollama"
    service_homes: tuple[str, ...] = _SERVICE_HOMES

    def places(self) -> tuple[Path, ...]:
        if chosen := self.surroundings.folder("OLLAMA_MODELS"):
            return (chosen,)
        homes = (self.surroundings.home, *map(Path, self.service_homes))
        return tuple(home / ".ollama" / "models" for home in homes)

    def folders(self, place: Path, matches: tuple[FormatMatch, ...]) -> Iterator[Folder]:
        for manifest in sorted(_manifests(place), key=_plain_tag_last):
            try:
                yield self.open_folder(manifest, matches)
            except OSError:
                continue

    def open_folder(self, path: Path, matches: tuple[FormatMatch, ...]) -> Folder:
        publisher, model, tag = path.parts[-3:]
        blobs = os.fspath(path.parents[4] / "blobs")
        title = model if tag == "latest" else f"{model}:{tag}"
        files: dict[str, FileEntry] = {}
        for layer in _layers(path):
            name = _LAYERS.get(str(layer.get("mediaType")), "")
            digest = _DIGEST.fullmatch(str(layer.get("digest")))
            if name and digest:
                file = name.format(title=title, number=len(files))
                files.setdefault(file, _blob(blobs, digest[1]))
        return Folder(path, files, title=title, publisher=publisher)

    def watched(self, place: Path) -> Path:
        return place / "manifests"


def _manifests(place: Path) -> Iterator[Path]:
    level = [os.fspath(place / "manifests")]
    for _ in range(3):
        level = [entry.path for folder in level for entry in _entries(folder)]
    for folder in level:
        paths = (entry.path for entry in _entries(folder))
        yield from (Path(path) for path in paths if os.path.isfile(path))  # noqa: PTH113


def _entries(folder: str) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if is_text(entry.name) and entry.name[0] != "."]
    except OSError:
        return []


def _plain_tag_last(manifest: Path) -> tuple[bool, str]:
    """Of several tags for the same file, the one that says which it is gives the name."""
    return manifest.name == "latest", str(manifest)


def _layers(manifest: Path) -> list[Mapping[str, Any]]:
    """
    Raises:
        OSError: the manifest cannot be read.
    """
    try:
        layers = read_json(manifest).get("layers")
    except InvalidModel:
        return []
    return (
        [layer for layer in layers if isinstance(layer, dict)] if isinstance(layers, list) else []
    )


def _blob(folder: str, digest: str) -> FileEntry:
    """The file of that hash; of no size where it is missing, which reading it will tell."""
    location = f"{folder}{os.sep}sha256-{digest}"
    for name in (location, f"{folder}{os.sep}sha256:{digest}"):  # the second until 2024
        try:
            status = os.stat(name)  # noqa: PTH116 - thousands of these
        except OSError:
            continue
        if S_ISREG(status.st_mode):
            return FileEntry(name, status.st_size, status.st_mtime_ns)
    return FileEntry(location, 0, 0)
