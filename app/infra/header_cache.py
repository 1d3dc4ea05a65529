"""Remembers the headers of files that have not changed, so that a scan need not read them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.domain.formats.folder import FileEntry
from app.domain.formats.header import Header
from app.domain.formats.reader import read_header
from app.infra.atomic_file import write_text

_log = logging.getLogger("app.library")

_VERSION = 5
"""To be raised whenever a reader learns to see something else in the same file."""


@dataclass(frozen=True, slots=True)
class _Entry:
    size: int
    mtime_ns: int
    header: Header


@dataclass(frozen=True, slots=True)
class _Content:
    version: int
    entries: dict[str, _Entry]


class HeaderCache:
    """Headers by path, size and time of last change, kept in one JSON file.

    Used by one thread at a time.
    """

    def __init__(self, file: Path, read: Callable[[FileEntry], Header] = read_header) -> None:
        self._file = file
        self._read = read
        self._adapter: TypeAdapter[_Content] | None = None
        self._known: dict[str, _Entry] | None = None
        self._used: dict[str, _Entry] = {}

    def read(self, entry: FileEntry) -> Header:
        """The file's header, from memory when the file is the same as last time."""
        key = entry.location
        known = self._used.get(key) or self._entries().get(key)
        if known is None or (known.size, known.mtime_ns) != (entry.size, entry.mtime_ns):
            known = _Entry(entry.size, entry.mtime_ns, self._read(entry))
        if known.header.readable:
            self._used[key] = known
        return known.header

    def save(self) -> None:
        """Keep what was read since the last save, and forget the rest."""
        used, self._used = self._used, {}
        if used == self._entries():
            return
        self._known = used
        content = self._content_adapter().dump_json(_Content(_VERSION, used))
        try:
            write_text(self._file, content.decode("utf-8"))
        except OSError as error:
            _log.warning("The header cache cannot be kept: %s", error)

    def _entries(self) -> dict[str, _Entry]:
        if self._known is None:
            self._known = self._load()
        return self._known

    def _load(self) -> dict[str, _Entry]:
        try:
            content = self._content_adapter().validate_json(self._file.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValidationError) as error:
            _log.info("The header cache cannot be used and is made anew: %s", type(error).__name__)
            return {}
        return content.entries if content.version == _VERSION else {}

    def _content_adapter(self) -> TypeAdapter[_Content]:
        if self._adapter is None:
            self._adapter = TypeAdapter(_Content)
        return self._adapter
