"""Builds the installer, the portable zip and their checksums."""

import hashlib
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app import __version__
from devtools.cache import cache_folder
from devtools.commands import ROOT, StepFailed, run
from devtools.environment import install_system_packages, set_up
from devtools.windows.debian import ensure_debian
from devtools.windows.interpreter import ensure_python, requirements
from devtools.windows.wine import Wine, ensure_prefix

RECIPE = 1
"""Goes up when the Wine root is made in another way, so that an old one is not taken for it."""

DIST = ROOT / "dist"
_BUILD = ROOT / "build" / "windows"
PROGRAM = _BUILD / "ModelTray"
SETUP = DIST / f"ModelTray-{__version__}-setup.exe"
PORTABLE = DIST / f"ModelTray-{__version__}-portable.zip"
_SUMS = DIST / "SHA256SUMS.txt"
_STAMP = _BUILD / "made-from"
_SOURCES = ("app", "runtimes", "config", "resources", "devtools/windows")
_INSTALLER = ROOT / "resources" / "installer" / "modeltray.nsi"


@dataclass(frozen=True, slots=True)
class Tools:
    """How the two programs that build are run here: words before their arguments."""

    python: Sequence[str]
    makensis: Sequence[str]


def build() -> None:
    """Build everything, unless it is there and made from the present sources.

    Raises:
        StepFailed: something is missing, or a step failed.
    """
    tools = native_tools() if sys.platform == "win32" else wine_tools()
    made_from = _fingerprint()
    if not _is_current(made_from):
        _STAMP.unlink(missing_ok=True)
        _make(tools)
        _STAMP.write_text(made_from, encoding="utf-8")
    for file in (SETUP, PORTABLE, _SUMS):
        print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1e6:.1f} MB")


def native_tools() -> Tools:
    python = set_up()
    makensis = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    if not Path(makensis).is_file():
        raise StepFailed("NSIS is missing. Install it with: winget install NSIS.NSIS")
    return Tools([str(python)], [makensis])


def wine_tools() -> Tools:
    wine, python = ensure_wine()
    return Tools(wine.command(python), wine.inside(["makensis"]))


def ensure_wine() -> tuple[Wine, Path]:
    """A Windows in Wine to build on, and its ``python.exe``."""
    linux_python = set_up()
    install_system_packages(["debootstrap"])
    cache = cache_folder() / f"windows-{RECIPE}"
    wine = Wine(cache / "debian", cache / "prefix")
    ensure_debian(wine.debian)
    ensure_prefix(wine)
    return wine, ensure_python(cache, linux_python, wine)


def _make(tools: Tools) -> None:
    DIST.mkdir(exist_ok=True)
    steps: tuple[tuple[str, Callable[[Tools], None]], ...] = (
        ("Building the program (several minutes)", _make_program),
        ("Packing the installer", _make_setup),
        ("Packing the portable zip", _make_portable),
    )
    for title, step in steps:
        print(f"{title} ...", flush=True)
        step(tools)
    _SUMS.write_text("".join(_sum_lines((SETUP, PORTABLE))), encoding="utf-8")


def _make_program(tools: Tools) -> None:
    arguments = ["--noconfirm", "--log-level", "WARN", "--distpath", str(_BUILD)]
    run(
        [
            *(*tools.python, "-m", "PyInstaller", *arguments),
            *("--workpath", _BUILD / "work", ROOT / "build.spec"),
        ],
        failure="The program could not be built.",
    )


def _make_setup(tools: Tools) -> None:
    values = {"VERSION": __version__, "PROGRAM": PROGRAM, "OUTPUT": SETUP}
    defines = [f"-D{name}={value}" for name, value in values.items()]
    run(
        [*tools.makensis, "-V2", *defines, str(_INSTALLER)],
        failure="The installer could not be packed.",
    )


def _make_portable(_tools: Tools) -> None:
    with zipfile.ZipFile(PORTABLE, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for file in _files(PROGRAM):
            target.write(file, file.relative_to(_BUILD))


def _sum_lines(files: Sequence[Path]) -> Iterator[str]:
    for file in files:
        with file.open("rb") as content:
            yield f"{hashlib.file_digest(content, 'sha256').hexdigest()}  {file.name}\n"


def _is_current(made_from: str) -> bool:
    results = (_STAMP, SETUP, PORTABLE, _SUMS)
    return all(map(Path.is_file, results)) and _STAMP.read_text("utf-8") == made_from


def _fingerprint() -> str:
    """What the build is made from: the sources, and the packages by name and version."""
    digest = hashlib.sha256("\n".join(requirements()).encode("utf-8"))
    files = [ROOT / "build.spec", *(file for name in _SOURCES for file in _files(ROOT / name))]
    for file in files:
        if "__pycache__" not in file.parts:
            digest.update(str(file.relative_to(ROOT)).encode("utf-8"))
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file())
