"""The portable zip."""

import zipfile
from pathlib import Path
from typing import Literal


def open_zip(file: Path, mode: Literal["w", "a"]) -> zipfile.ZipFile:
    """A zip to write, or to add to."""
    return zipfile.ZipFile(file, mode, zipfile.ZIP_DEFLATED, compresslevel=6)


def add_folder(target: zipfile.ZipFile, folder: Path, name: str) -> None:
    """Add all files of a folder, under a folder of the given name."""
    for file in files_in(folder):
        target.write(file, f"{name}/{file.relative_to(folder).as_posix()}")


def files_in(folder: Path) -> list[Path]:
    """All files in it, at any depth."""
    return sorted(file for file in folder.rglob("*") if file.is_file())
