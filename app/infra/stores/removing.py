"""Finds what on the disk is one model's alone, and takes it away."""

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from stat import S_ISLNK

from PySide6.QtCore import QFile

from app.domain.errors import RemovalFailed
from app.domain.model import Model
from app.domain.removal import has_company, own_files, parts


def parts_in_folder(
    model: Model, others: Sequence[Model], roots: Collection[Path]
) -> tuple[Path, ...]:
    """The parts of a model that lies in an ordinary folder.

    ``roots`` are folders that a person or another program named; they stay.
    """
    own = tuple(path for path in own_files(model, others) if os.path.lexists(path))
    folder = model.folder
    if folder in roots or is_link(folder) or has_company(folder, model, others):
        return own
    return parts(folder, own, list(files_below(folder)))


def is_link(path: Path) -> bool:
    """Whether what is there lies elsewhere in truth: a link, or a junction of Windows."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return S_ISLNK(status.st_mode) or bool(getattr(status, "st_reparse_tag", 0))


def files_below(folder: Path) -> Iterator[Path]:
    """All files, links to folders among them; none is followed."""
    for parent, folders, files in os.walk(folder):
        names = [*files, *(name for name in folders if is_link(Path(parent, name)))]
        folders[:] = [name for name in folders if name not in names]
        yield from (Path(parent, name) for name in names)


def size_on_disk(paths: Sequence[Path]) -> int:
    """Bytes that come free without these files and folders; a file with another name stays."""
    files = (f for path in paths for f in (files_below(path) if _is_folder(path) else (path,)))
    return sum(_size(file) for file in files)


def remove(path: Path, *, for_good: bool) -> None:
    """Move a file or folder to the recycle bin, or delete it for good. One that is gone is fine.

    Raises:
        RemovalFailed
    """
    if not os.path.lexists(path):
        return
    if for_good:
        _delete(path)
    elif not QFile.moveToTrash(os.fspath(path)):
        raise RemovalFailed(
            f"{path} could not be moved to the Recycle Bin.",
            hint="Close the programs that use it, or delete it for good.",
        )


def _delete(path: Path) -> None:
    try:
        if _is_folder(path):
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as error:
        name = error.filename or path
        raise RemovalFailed(
            f"{name} could not be deleted: {error.strerror or error}.",
            hint="Close the programs that use it and check that you may change the folder.",
        ) from error


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not is_link(path)


def _size(file: Path) -> int:
    try:
        status = file.lstat()
    except OSError:
        return 0
    return status.st_size if status.st_nlink == 1 else 0
