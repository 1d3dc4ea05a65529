"""Makes the virtual environment and installs what is missing, once."""

import hashlib
import importlib.util
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from devtools.commands import ROOT, StepFailed, read, run

VENV = ROOT / ".venv"
_STAMP = VENV / "modeltray-installed"
_EXTRAS = "llama-cpp,transformers,onnx,windows-build,dev"

# Debian's names for what the wheels of Qt and llama.cpp expect of a system, and fonts to draw with.
LIBRARIES = [
    "libegl1",
    "libgl1",
    "libglib2.0-0",
    "libxkbcommon-x11-0",
    "libdbus-1-3",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxcb-image0",
    "libxcb-render-util0",
    "libxcb-randr0",
    "libxcb-xinerama0",
    "libfontconfig1",
    "libgomp1",
    "fonts-dejavu",
    "fonts-noto-color-emoji",
    "fonts-beng",
]
TEST_TOOLS = ["xvfb", "trayer", "openbox", "xdotool", "imagemagick"]
"""A screen, a tray, a window manager, a mouse and a camera for the tests."""


def set_up(*, tests: bool = False) -> Path:
    """Install whatever is missing; fast when nothing is.

    Args:
        tests: also what only the tests need.

    Returns:
        The interpreter of the virtual environment.

    Raises:
        StepFailed: something cannot be installed.
    """
    if Path("/etc/debian_version").exists():
        install_system_packages([*LIBRARIES, *(TEST_TOOLS if tests else ()), *_venv_package()])
    if not _is_current():
        _install()
    return python_of(VENV)


def _venv_package() -> Iterable[str]:
    # Debian's own Python cannot make a virtual environment without this package.
    return () if importlib.util.find_spec("ensurepip") else ("python3-venv",)


def install_system_packages(wanted: Sequence[str]) -> None:
    listing = read(
        ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n", *wanted]
    )
    missing = missing_packages(wanted, listing)
    if not missing:
        return
    if os.geteuid() != 0:
        raise StepFailed(
            f"These system packages are missing: {' '.join(missing)}. "
            f"Install them with: sudo apt-get install {' '.join(missing)}"
        )
    print(f"Installing system packages: {' '.join(missing)} ...", flush=True)
    _apt_get("update")
    _apt_get("install", "--yes", "--no-install-recommends", *missing)


def missing_packages(wanted: Iterable[str], listing: str) -> list[str]:
    """Which packages are not installed, by dpkg-query's lines of name and status.

    Debian 13 gave some libraries the ending ``t64``.
    """
    rows = (line.split() for line in listing.splitlines())
    installed = {row[0] for row in rows if row[1:] == ["installed"]}
    return [name for name in wanted if not {name, f"{name}t64"} & installed]


def _apt_get(*arguments: str) -> None:
    run(
        ["apt-get", "--quiet=2", *arguments],
        failure="System packages could not be installed.",
        environment={"DEBIAN_FRONTEND": "noninteractive"},
        quiet=True,
    )


def stamp(pyproject: bytes, version: tuple[int, int]) -> str:
    """What an installation was made from; another value means that it is out of date."""
    return f"{version[0]}.{version[1]} {hashlib.sha256(pyproject).hexdigest()}"


def _wanted_stamp() -> str:
    return stamp((ROOT / "pyproject.toml").read_bytes(), sys.version_info[:2])


def _is_current() -> bool:
    try:
        return _STAMP.read_text(encoding="utf-8") == _wanted_stamp()
    except FileNotFoundError:
        return False


def _install() -> None:
    if not _has_pip(VENV):
        print("Making .venv ...", flush=True)
        run(
            [sys.executable, "-m", "venv", "--clear", VENV],
            failure="The virtual environment could not be made.",
        )
    print("Installing packages into .venv (several minutes the first time) ...", flush=True)
    run(
        [python_of(VENV), "-m", "pip", "install", "-qq", "--editable", f".[{_EXTRAS}]"],
        failure="The packages could not be installed.",
    )
    _STAMP.write_text(_wanted_stamp(), encoding="utf-8")


def python_of(venv: Path) -> Path:
    """The interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def program_of(venv: Path, name: str) -> Path:
    """A program that a package put into a virtual environment."""
    return python_of(venv).with_name(f"{name}.exe" if sys.platform == "win32" else name)


def _has_pip(venv: Path) -> bool:
    # Cut off half-way, the folder exists and the interpreter in it cannot install anything.
    return any(venv.glob("[Ll]ib*/**/site-packages/pip"))
