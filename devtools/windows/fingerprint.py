"""What each part of the Windows program is made from, as one word: another word means that the part
kept in the cache is out of date."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from app import __version__
from devtools.commands import ROOT
from devtools.windows.interpreter import requirements
from devtools.windows.packaging import imports_of

_PACKAGING = "devtools/windows/packaging.py"
_FRAME = (
    *(_PACKAGING, "build.spec", "resources/windows"),
    *("app/__main__.py", "runtimes/__main__.py"),
)
_ENGINES = (
    *(_PACKAGING, "devtools/windows/copy_engines.py", "devtools/windows/engines.py"),
    "resources/installer/engines.nsi",
)
_ALL = ("build.spec", "app", "runtimes", "config", "resources", "devtools/windows")


def frame() -> str:
    """Of what PyInstaller makes: our own code counts by what it imports."""
    return _digest(_FRAME, [__version__, *imports_of(ROOT / "app"), *imports_of(ROOT / "runtimes")])


def engines() -> str:
    """Of the packages of the engines."""
    return _digest(_ENGINES, [])


def results() -> str:
    """Of the installer, the portable zip and their sums."""
    return _digest(_ALL, [])


def _digest(paths: Iterable[str], words: Iterable[str]) -> str:
    digest = hashlib.sha256("\n".join([*requirements(), *words]).encode("utf-8"))
    for file in (file for path in paths for file in _files(ROOT / path)):
        digest.update(file.relative_to(ROOT).as_posix().encode("utf-8"))
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file())
    return sorted(file for file in found if "__pycache__" not in file.parts)
