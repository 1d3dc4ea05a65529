"""downloads.json: the downloads that are not over, for the next start. No token is in it."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.infra.atomic_file import write_text
from app.services.hub_interfaces import SavedDownload

_log = logging.getLogger("app.downloads")


class DownloadsFile:
    """Implements ``DownloadsStore``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._adapter: TypeAdapter[tuple[SavedDownload, ...]] | None = None

    def load(self) -> tuple[SavedDownload, ...]:
        """What was saved last; nothing where there is no file, or one that says nothing of use.

        Such a file is put aside. What was fetched stays, and is gone on with when the same is
        asked for again.
        """
        if not self._path.exists():
            return ()
        try:
            return self._types().validate_json(self._path.read_bytes())
        except ValidationError:
            _log.warning("%s is damaged and put aside as .broken", self._path)
            with suppress(OSError):
                self._path.replace(self._path.with_name(f"{self._path.name}.broken"))
        except OSError as error:
            _log.warning("%s cannot be read: %s", self._path, error)
        return ()

    def save(self, downloads: Sequence[SavedDownload]) -> None:
        if not downloads and not self._path.exists():
            return
        write_text(self._path, self._types().dump_json(tuple(downloads), indent=1).decode("utf-8"))

    def _types(self) -> TypeAdapter[tuple[SavedDownload, ...]]:
        if self._adapter is None:
            self._adapter = TypeAdapter(tuple[SavedDownload, ...])
        return self._adapter
