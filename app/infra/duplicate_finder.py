"""Finds out which files of the same size have the same content."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

from app.domain.duplicates import Copy, Duplicate, Suspects
from app.infra.file_hashes import NAMED_BY_CONTENT, Cancelled, Reading, sha256_of
from app.services.interfaces import Watcher

_SAMPLE = 1 << 20


def find_duplicates(suspects: Sequence[Suspects], watcher: Watcher) -> tuple[Duplicate, ...]:
    """Compare by samples, then by the hash of all bytes, those of the most bytes first.

    Runs in a pool thread. A file that cannot be read is the duplicate of none.

    Returns:
        what was found until the watcher cancelled.
    """
    likely = [group for suspect in suspects for group in _split(suspect, _sample)]
    reading = Reading(watcher, sum(s.size * len(s.copies) for s in likely))
    found: list[Duplicate] = []
    try:
        for group in likely:
            same = _split(group, lambda path: _digest(path, reading.advance))
            found += (Duplicate(s.size, s.copies) for s in same)
    except Cancelled:
        pass
    return tuple(found)


def _split(suspect: Suspects, key: Callable[[Path], Hashable]) -> list[Suspects]:
    """The groups of two or more that have the same key; two names of one file are one."""
    groups: dict[Hashable, dict[Hashable, Copy]] = defaultdict(dict)
    for copy in suspect.copies:
        try:
            status = copy.path.stat()
            groups[key(copy.path)].setdefault((status.st_dev, status.st_ino), copy)
        except OSError:
            continue
    several = (tuple(group.values()) for group in groups.values() if len(group) > 1)
    return [Suspects(suspect.size, copies) for copies in several]


def _sample(path: Path) -> Hashable:
    """The first and the last bytes; other weights differ there in all but rare cases."""
    with path.open("rb") as file:
        first = file.read(_SAMPLE)
        file.seek(max(0, os.fstat(file.fileno()).st_size - _SAMPLE))
        return hashlib.sha256(first + file.read()).digest()


def _digest(path: Path, advance: Callable[[int], None]) -> Hashable:
    """A store's name for the content, where there is one, else its hash."""
    if named := NAMED_BY_CONTENT.fullmatch(path.resolve().name):
        advance(path.stat().st_size)
        return named[1]
    return sha256_of(path, advance)
