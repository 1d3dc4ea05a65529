"""Copies the packages of the engines, as they are to lie in the program.

    python copy_engines.py PACKAGES FOLDER

PACKAGES is the folder of the packages for Windows, FOLDER the one to fill; the Python must be of
the version that the program is built for.
"""

import shutil
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def copy_engines(folder: Path) -> None:
    """Fill the folder."""
    from devtools.windows.packaging import engine_distributions, package_files

    for target, source, _ in package_files(engine_distributions(_ROOT)):
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / target)


if __name__ == "__main__":
    sys.path[:1] = [sys.argv[1], str(_ROOT)]
    copy_engines(Path(sys.argv[2]))
