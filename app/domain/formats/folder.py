"""What lies in a folder, as a value."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from app.domain.formats.header import Header
from app.domain.model import FileRole, FormatMatch, ModelFile

_TELLING_SUFFIXES = (
    ".gguf",
    ".safetensors",
    ".bin",
    ".onnx",
    ".safetensors.index.json",
    ".bin.index.json",
    "genai_config.json",
)
_ONNX_FOLDER = "onnx"


class FileEntry(NamedTuple):
    """One file; ``size`` in bytes, ``mtime_ns`` in nanoseconds since the epoch.

    The location is text because a scan makes thousands of these and needs few as ``Path``.
    """

    location: str
    size: int
    mtime_ns: int

    @property
    def path(self) -> Path:
        return Path(self.location)

    def as_model_file(self, role: FileRole = FileRole.WEIGHTS) -> ModelFile:
        return ModelFile(self.path, self.size, role)


ReadHeader = Callable[[FileEntry], Header]
"""Reads one file; never raises, a header may hold a problem instead."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder and its files by name; those of a subfolder ``onnx`` are called ``onnx/...``.

    Attributes:
        is_root: a person named this folder itself, so its name says nothing about a file in it.
        title: what a store calls the model in it, where the folder's own name says nothing.
        publisher: who made the model, where the store knows it.
    """

    path: Path
    files: Mapping[str, FileEntry]
    is_root: bool = False
    title: str = ""
    publisher: str = ""

    @property
    def name(self) -> str:
        """What the model in it is called."""
        return self.title or self.path.name

    def names(self, *suffixes: str) -> list[str]:
        """The files that end so, in order."""
        return sorted(name for name in self.files if name.lower().endswith(suffixes))


class Listing(NamedTuple):
    """A folder, and where to look further."""

    folder: Folder
    subfolders: tuple[str, ...]


def list_folder(
    path: str, matches: tuple[FormatMatch, ...] = (), *, is_root: bool = False
) -> Listing:
    """List one folder. Without a file that could be a model's, its files are left out.

    Raises:
        OSError: it cannot be listed.
    """
    with os.scandir(path) as entries:
        found = [entry for entry in entries if is_text(entry.name)]
    folders = {entry.name: entry for entry in found if _is_folder(entry)}
    files = [entry for entry in found if entry.name not in folders]
    names = {entry.name for entry in files}
    has_onnx = _ONNX_FOLDER in folders and "config.json" in names
    listed: dict[str, FileEntry] = {}
    if has_onnx or any(may_matter(name, matches) for name in names):
        listed = _with_sizes(files)
    if has_onnx:
        listed |= _onnx_files(folders[_ONNX_FOLDER].path)
        del folders[_ONNX_FOLDER]
    subfolders = tuple(folders[name].path for name in sorted(folders))
    return Listing(Folder(Path(path), listed, is_root), subfolders)


def is_text(name: str) -> bool:
    """Linux has file names that are not text; no engine and no client could be given one."""
    return name.isascii() or name.encode("utf-8", "replace").decode("utf-8") == name


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def may_matter(name: str, matches: tuple[FormatMatch, ...] = ()) -> bool:
    """Whether a file of that name may be of a model; ``matches`` are those of own rules."""
    lower = name.lower()
    return lower.endswith(_TELLING_SUFFIXES) or any(
        lower.endswith(match.suffixes) or name in match.files for match in matches
    )


def _with_sizes(entries: "list[os.DirEntry[str]]", prefix: str = "") -> dict[str, FileEntry]:
    listed = {}
    for entry in entries:
        try:
            stat = entry.stat()
        except OSError:  # a link that leads nowhere, a file that is gone by now
            continue
        if S_ISREG(stat.st_mode):  # to open a pipe would be to wait for its writer
            listed[prefix + entry.name] = FileEntry(entry.path, stat.st_size, stat.st_mtime_ns)
    return listed


def _onnx_files(path: str) -> dict[str, FileEntry]:
    try:
        with os.scandir(path) as entries:
            files = [entry for entry in entries if is_text(entry.name) and entry.is_file()]
    except OSError:
        return {}
    return _with_sizes(files, prefix=f"{_ONNX_FOLDER}/")
