"""Ollama: ``manifests/<host>/<namespace>/<model>/<tag>`` name the blobs, which have no endings."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

from app.domain.errors import InvalidModel
from app.domain.formats.folder import FileEntry, Folder, is_text
from app.domain.formats.gguf_files import OLLAMA_TEMPLATE
from app.domain.formats.json_file import read_json
from app.domain.model import FormatMatch, Model
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

    def parts(self, model: Model, others: Sequence[Model]) -> tuple[Path, ...]:
        """Its manifests, for a model may have several names; then the blobs of no other."""
        digests = _digests(model.folder)
        store = model.folder.parents[4]
        named_by = {path: _digests(path) for path in _manifests(store)}
        manifests = [path for path, named in named_by.items() if named == digests]
        needed = {d for path, named in named_by.items() if path not in manifests for d in named}
        blobs = os.fspath(store / "blobs")
        own = (_blob(blobs, digest).path for digest in digests if digest not in needed)
        return (*manifests, *(blob for blob in own if blob.is_file()))


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
    layers = _content(manifest).get("layers")
    return (
        [layer for layer in layers if isinstance(layer, dict)] if isinstance(layers, list) else []
    )


def _digests(manifest: Path) -> list[str]:
    """The hashes of everything that a manifest names, its configuration included.

    Raises:
        OSError: the manifest cannot be read.
    """
    config = _content(manifest).get("config")
    named = [*_layers(manifest), *([config] if isinstance(config, dict) else [])]
    found = (_DIGEST.fullmatch(str(layer.get("digest"))) for layer in named)
    return list(dict.fromkeys(match[1] for match in found if match))


def _content(manifest: Path) -> Mapping[str, Any]:
    """
    Raises:
        OSError: the manifest cannot be read.
    """
    try:
        return read_json(manifest)
    except InvalidModel:
        return {}


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
