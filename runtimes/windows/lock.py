"""A file that one process at a time may hold. The system lets go of it when the process ends."""

import msvcrt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

assert sys.platform == "win32"


@contextmanager
def try_lock(path: Path) -> Iterator[bool]:
    """Whether the file could be locked; it is until the end of the block."""
    with path.open("ab") as file:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            yield False
        else:
            yield True
