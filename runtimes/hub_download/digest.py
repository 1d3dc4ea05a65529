"""The hash of a file, counted while it arrives."""

import hashlib

from runtimes.hub_download.order import OrderedFile


class Digest:
    """SHA-256 where the Hub lists it; else what git calls the content: SHA-1 over a short header
    and the content (``git hash-object``). Without either, the size alone must do."""

    def __init__(self, file: OrderedFile) -> None:
        self._wanted = file.sha256 or file.git_sha1
        if file.sha256:
            self._hash = hashlib.sha256()
        else:
            self._hash = hashlib.sha1(b"blob %d\0" % file.size, usedforsecurity=False)

    def update(self, data: bytes) -> None:
        self._hash.update(data)

    @property
    def is_right(self) -> bool:
        return self._wanted in ("", self._hash.hexdigest())
