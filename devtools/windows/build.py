"""Builds the installer, the portable zip and their checksums.

Each part that takes minutes is kept in the cache of development under a name that says what it was
made from::

    <cache>/windows-1/frame-*/    what PyInstaller makes: two programs and the packages they import
    <cache>/windows-1/engines-*/  the packages of the engines, packed for the installer and the zip
    <cache>/windows-1/built-*/    the installer, the portable zip and their checksums
"""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from app import __version__
from devtools.cache import ensure_folder, keep_newest
from devtools.commands import ROOT, run
from devtools.windows import fingerprint
from devtools.windows.archive import add_folder, open_zip
from devtools.windows.engines import KILOBYTES, make_engines
from devtools.windows.engines import SETUP as ENGINES_SETUP
from devtools.windows.engines import ZIP as ENGINES_ZIP
from devtools.windows.tools import KEPT, Tools, find_tools, run_makensis, windows_cache

DIST = ROOT / "dist"
SETUP = DIST / f"ModelTray-{__version__}-setup.exe"
PORTABLE = DIST / f"ModelTray-{__version__}-portable.zip"
SUMS = DIST / "SHA256SUMS.txt"

_NAME = "ModelTray"
_PACKAGES = "_internal"  # PyInstaller's folder beside the programs
_INSIDE = f"{_NAME}/{_PACKAGES}"
_OWN_CODE = ("app", "runtimes")
_OWN_FILES = ("config", "resources/icons", "resources/tray", "resources/translations")


def build() -> None:
    """Build everything that is not in the cache, and put it into dist/.

    Raises:
        StepFailed: something is missing, or a step failed.
    """
    built = _part("built", fingerprint.results())
    ensure_folder(built, lambda folder: _make_results(folder, find_tools()))
    keep_newest(built, KEPT)
    DIST.mkdir(exist_ok=True)
    for file in (SETUP, PORTABLE, SUMS):
        shutil.copyfile(built / file.name, file)
        print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1e6:.1f} MB")


def _part(kind: str, made_from: str) -> Path:
    return windows_cache() / f"{kind}-{made_from}"


def _make_results(folder: Path, tools: Tools) -> None:
    frame = _part("frame", fingerprint.frame())
    ensure_folder(frame, lambda target: _make_frame(target, tools))
    keep_newest(frame, KEPT)
    engines = _part("engines", fingerprint.engines())
    ensure_folder(engines, lambda target: make_engines(target, tools, inside=_INSIDE))
    keep_newest(engines, KEPT)
    program = folder / _NAME
    shutil.copytree(frame / _NAME, program)
    shutil.copyfile(ROOT / "LICENSE", program / "LICENSE.txt")
    _add_own_code(program / _PACKAGES, tools)
    _make_setup(folder / SETUP.name, program, engines, tools)
    _make_portable(folder / PORTABLE.name, program, engines)
    shutil.rmtree(program)
    lines = _sum_lines([folder / SETUP.name, folder / PORTABLE.name])
    (folder / SUMS.name).write_text("".join(lines), encoding="utf-8")


def _make_frame(folder: Path, tools: Tools) -> None:
    print("Building the programs (several minutes) ...", flush=True)
    arguments = ["--noconfirm", "--log-level", "WARN", "--distpath", str(folder)]
    work = folder / "work"
    run(
        [
            *(*tools.python, "-m", "PyInstaller", *arguments),
            *("--workpath", work, ROOT / "build.spec"),
        ],
        failure="The programs could not be built.",
    )
    shutil.rmtree(work)


def _add_own_code(packages: Path, tools: Tools) -> None:
    """Our own modules, compiled, and the files that they read."""
    for name in (*_OWN_CODE, *_OWN_FILES):
        ignored = shutil.ignore_patterns("__pycache__", "posix")
        shutil.copytree(ROOT / name, packages / name, ignore=ignored)
    options = ("-qq", "--invalidation-mode", "unchecked-hash", "-s", packages)
    run(
        [*tools.compiler, "-m", "compileall", *options, *(packages / name for name in _OWN_CODE)],
        failure="The modules of the program could not be compiled.",
    )


def _make_setup(setup: Path, program: Path, engines: Path, tools: Tools) -> None:
    print("Packing the installer ...", flush=True)
    kilobytes = (engines / KILOBYTES).read_text(encoding="utf-8")
    run_makensis(
        *("modeltray.nsi", tools),
        VERSION=__version__,
        PROGRAM=program,
        ENGINES=engines / ENGINES_SETUP,
        ENGINES_KB=kilobytes,
        OUTPUT=setup,
    )


def _make_portable(portable: Path, program: Path, engines: Path) -> None:
    print("Packing the portable zip ...", flush=True)
    shutil.copyfile(engines / ENGINES_ZIP, portable)
    with open_zip(portable, "a") as target:
        add_folder(target, program, _NAME)


def _sum_lines(files: Sequence[Path]) -> Iterator[str]:
    for file in files:
        with file.open("rb") as content:
            yield f"{hashlib.file_digest(content, 'sha256').hexdigest()}  {file.name}\n"
