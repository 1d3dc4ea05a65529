"""PyTorch ``.bin``: a pickle, alone (before torch 1.6) or in a zip archive.

A pickle is a program. It is never run here; its instructions are only listed.
"""

import struct
import zipfile
import zlib
from pathlib import Path

from app.domain.errors import InvalidModel
from app.domain.formats.header import Header, damaged
from app.domain.formats.pickle_globals import foreign_globals
from app.domain.model import ModelFormat

OLD_GGML = "ggml"
ZIP_MAGIC = b"PK\x03\x04"
GGML_MAGICS = (b"lmgg", b"tjgg", b"fmgg", b"algg")
"""``ggml``, ``ggjt``, ``ggmf`` and ``ggla`` as little-endian numbers: GGUF's forebears."""

_PICKLE_LIMIT = 8 * 1024 * 1024
"""Bytes; the pickle names the tensors, it does not hold them, and needs some 100 KB."""
_LEGACY_PICKLES = 4
"""Magic number, protocol, machine and the object itself (torch/serialization.py)."""


def looks_like_pickle(first_bytes: bytes) -> bool:
    """Whether a file starts as a pickle of protocol 2 to 5 does."""
    return first_bytes[:1] == b"\x80" and first_bytes[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05")


def read_torch_zip(path: Path) -> Header:
    """Check a zipped checkpoint.

    Raises:
        InvalidModel: it is incomplete, or its pickle calls more than tensors need.
        OSError
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _checked(path, foreign_globals(_pickle(path, archive)))
    except zipfile.BadZipFile:
        raise damaged(path, "its archive is cut off") from None
    except (ValueError, EOFError, RuntimeError, struct.error, zlib.error):
        raise damaged(path, "the list of its tensors cannot be read") from None


def _pickle(path: Path, archive: zipfile.ZipFile) -> bytes:
    entries = [e for e in archive.infolist() if e.filename.rpartition("/")[2] == "data.pkl"]
    if len(entries) != 1 or entries[0].file_size > _PICKLE_LIMIT:
        raise damaged(path, "it is an archive, but not one that PyTorch made")
    with archive.open(entries[0]) as file:
        return file.read(_PICKLE_LIMIT)


def read_torch_pickle(path: Path) -> Header:
    """Check a checkpoint that is a bare pickle.

    Raises:
        InvalidModel: it is incomplete, or its pickle calls more than tensors need.
        OSError
    """
    with path.open("rb") as file:
        pickled = file.read(_PICKLE_LIMIT)
    try:
        return _checked(path, foreign_globals(pickled, pickles=_LEGACY_PICKLES))
    except ValueError:
        if foreign := _first_globals(pickled):
            raise _runs_code(path, foreign) from None
        raise damaged(path, "its list of tensors is cut off") from None


def _first_globals(pickled: bytes) -> tuple[str, ...]:
    """A hostile file need not be a whole checkpoint: its first pickle runs all the same."""
    try:
        return foreign_globals(pickled)
    except ValueError:
        return ()


def describe_old_ggml(path: Path) -> Header:
    """What can be said about a file of the format that came before GGUF."""
    error = InvalidModel(
        f"{path.name} is in the old GGML format, which llama.cpp no longer opens.",
        hint="Download the model as GGUF.",
    )
    return Header(format=OLD_GGML, problem=error.sentence)


def _checked(path: Path, foreign: tuple[str, ...]) -> Header:
    if foreign:
        raise _runs_code(path, foreign)
    return Header(format=ModelFormat.PYTORCH)


def _runs_code(path: Path, foreign: tuple[str, ...]) -> InvalidModel:
    return InvalidModel(
        f"{path.name} would run code when opened: it calls {', '.join(foreign[:3])}.",
        hint="Do not open it. Look for the model in SafeTensors format.",
    )
