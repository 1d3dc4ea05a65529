"""What the Windows program is built with: natively on Windows, elsewhere under Wine."""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools.cache import cache_folder, keep_newest
from devtools.commands import ROOT, StepFailed, run
from devtools.environment import VENV, install_system_packages, set_up
from devtools.windows.debian import ensure_debian
from devtools.windows.interpreter import SITE, ensure_python
from devtools.windows.wine import Wine, ensure_prefix

RECIPE = 1
"""Goes up when the Wine root is made in another way, so that an old one is not taken for it."""

KEPT = 2  # of each kind: of the branch at hand, and of the one before it
_SCRIPTS = ROOT / "resources" / "installer"


@dataclass(frozen=True, slots=True)
class Tools:
    """How the programs that build are run here: words before their arguments.

    Attributes:
        python: the Python for Windows.
        compiler: a Python of the same version, which compiles modules and copies packages.
        packages: the folder of the packages for Windows.
    """

    python: Sequence[str]
    compiler: Sequence[str]
    packages: Path
    makensis: Sequence[str]


def find_tools() -> Tools:
    """The tools of this system, set up where they are missing.

    Raises:
        StepFailed: they cannot be had; the text says what to do.
    """
    return native_tools() if sys.platform == "win32" else wine_tools()


def native_tools() -> Tools:
    python = [str(set_up())]
    makensis = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    if not Path(makensis).is_file():
        raise StepFailed("NSIS is missing. Install it with: winget install NSIS.NSIS")
    return Tools(python, python, VENV / "Lib" / "site-packages", [makensis])


def wine_tools() -> Tools:
    wine, python = ensure_wine()
    return Tools(
        wine.command(python),
        wine.inside(["python3"]),
        python.parent / SITE,
        wine.inside(["makensis"]),
    )


def ensure_wine() -> tuple[Wine, Path]:
    """A Windows in Wine to build on, and its ``python.exe``."""
    linux_python = set_up()
    install_system_packages(["debootstrap"])
    cache = windows_cache()
    wine = Wine(cache / "debian", cache / "prefix")
    ensure_debian(wine.debian)
    ensure_prefix(wine)
    python = ensure_python(cache, linux_python, wine)
    keep_newest(python.parent, KEPT)
    return wine, python


def windows_cache() -> Path:
    """Where all of it lies."""
    return cache_folder() / f"windows-{RECIPE}"


def run_makensis(script: str, tools: Tools, **values: object) -> None:
    """Pack an installer; the values are those that the script asks for."""
    defines = [f"-D{name}={value}" for name, value in values.items()]
    run(
        [*tools.makensis, "-V2", *defines, _SCRIPTS / script],
        failure=f"{script} could not be packed.",
    )
