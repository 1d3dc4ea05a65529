"""Which hashes of a model's files are known, and whether the files still have them."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from app.domain.formats.shard_index import is_inside
from app.domain.hashes import Comparison, KnownHash
from app.domain.model import Model
from app.infra.download_files import MANIFEST
from app.services.interfaces import Watcher

NAMED_BY_CONTENT = re.compile(r"(?:sha256[-:])?([0-9a-f]{64})")
"""How Ollama and the Hugging Face cache call a file: by the SHA-256 of what is in it."""
_NAMED_BY_GIT = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 22


class Cancelled(Exception):
    """The person does not want to know any more."""


class Reading:
    """How far the reading of ``total`` bytes is."""

    def __init__(self, watcher: Watcher, total: int) -> None:
        self._watcher = watcher
        self._total = total
        self._done = 0

    def advance(self, count: int) -> None:
        """So many more bytes were read.

        Raises:
            Cancelled
        """
        if self._watcher.cancelled:
            raise Cancelled
        self._done += count
        self._watcher.advanced(self._done, self._total)


class FileHashes:
    """Implements ``HashReader``."""

    def known(self, model: Model) -> tuple[KnownHash, ...]:
        """From the note of our own download, else from the names in a store."""
        found = {known.path: known for known in _noted(model.folder)}
        for file in model.main.files:
            if file.path not in found and (known := _named(file.path)) is not None:
                found[file.path] = known
        return tuple(found.values())

    def compare(self, known: Sequence[KnownHash], watcher: Watcher) -> Comparison:
        reading = Reading(watcher, sum(map(_size, known)))
        wrong: list[Path] = []
        for number, each in enumerate(known):
            try:
                if _digest_of(each, reading.advance) != each.digest:
                    wrong.append(each.path)
            except Cancelled:
                return Comparison(number, tuple(wrong), complete=False)
            except OSError:
                wrong.append(each.path)
        return Comparison(len(known), tuple(wrong))


def sha256_of(path: Path, advance: Callable[[int], None]) -> str:
    """The hash of all bytes; ``advance`` is told how many more were read, and may raise.

    Raises:
        OSError: the file cannot be read.
    """
    return _digest(path, hashlib.sha256(), advance)


def _digest(path: Path, digest: Any, advance: Callable[[int], None]) -> str:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            advance(len(block))
    return str(digest.hexdigest())


def _digest_of(known: KnownHash, advance: Callable[[int], None]) -> str:
    """
    Raises:
        OSError: the file cannot be read.
    """
    if not known.git:
        return sha256_of(known.path, advance)
    head = b"blob %d\0" % known.path.stat().st_size
    return _digest(known.path, hashlib.sha1(head, usedforsecurity=False), advance)


def _size(known: KnownHash) -> int:
    try:
        return known.path.stat().st_size
    except OSError:
        return 0


def _named(path: Path) -> KnownHash | None:
    """A store's name for the content, behind a link or plain."""
    try:
        target = path.resolve()
    except (OSError, RuntimeError):  # links in a circle
        return None
    if match := NAMED_BY_CONTENT.fullmatch(target.name):
        return KnownHash(path, match[1])
    if path.is_symlink() and _NAMED_BY_GIT.fullmatch(target.name):
        return KnownHash(path, target.name, git=True)
    return None


def _noted(folder: Path) -> Iterator[KnownHash]:
    """Our own note; a folder that was copied here may hold one with anything in it."""
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return
    files = content.get("files") if isinstance(content, dict) else None
    for file in files if isinstance(files, list) else ():
        if isinstance(file, dict) and (known := _of_note(folder, file)) is not None:
            yield known


def _of_note(folder: Path, file: dict[str, Any]) -> KnownHash | None:
    name, sha256, git = (str(file.get(key) or "") for key in ("path", "sha256", "git_sha1"))
    if not is_inside(name):
        return None
    if _SHA256.fullmatch(sha256):
        return KnownHash(folder / name, sha256)
    return KnownHash(folder / name, git, git=True) if _NAMED_BY_GIT.fullmatch(git) else None
