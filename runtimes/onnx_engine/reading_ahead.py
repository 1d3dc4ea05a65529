"""Reads the files of a model once before they are loaded: ONNX Runtime tells nothing of how far it
has come, and nearly all of its time goes into reading them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

_PIECE = 16 * 2**20
_STEP = 0.05


def read_ahead(paths: Sequence[Path], on_progress: Callable[[float], None]) -> None:
    """Put the files into the system's cache, unless memory is too short for that.

    Args:
        on_progress: takes 0 to 1, by the bytes that were read.

    Raises:
        OSError
    """
    total = sum(path.stat().st_size for path in paths)
    if total > psutil.virtual_memory().available // 2:
        return
    done, told, piece = 0, 0.0, bytearray(_PIECE)
    for path in paths:
        with path.open("rb", buffering=0) as file:
            while count := file.readinto(piece):
                done += count
                if done / total - told >= _STEP:
                    told = done / total
                    on_progress(told)
