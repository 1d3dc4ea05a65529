"""The packages of the engines, packed for the installer and for the zip.

That takes minutes, and they change only with their versions, so it is done apart from the rest.
"""

import shutil
from pathlib import Path

from devtools.commands import run
from devtools.windows.archive import add_folder, files_in, open_zip
from devtools.windows.tools import Tools, run_makensis

SETUP = "engines.exe"
ZIP = "engines.zip"
KILOBYTES = "kilobytes"


def make_engines(folder: Path, tools: Tools, *, inside: str) -> None:
    """Fill the folder with an installer of them, a zip of them, and their unpacked size.

    Args:
        inside: the folder in the zip that holds them.

    Raises:
        StepFailed: they cannot be packed.
    """
    print("Packing the engines (several minutes) ...", flush=True)
    packages = folder / "packages"
    run(
        [*tools.compiler, Path(__file__).with_name("copy_engines.py"), tools.packages, packages],
        failure="The engines could not be copied.",
    )
    size = sum(file.stat().st_size for file in files_in(packages))
    (folder / KILOBYTES).write_text(str(size // 1024), encoding="utf-8")
    run_makensis("engines.nsi", tools, ENGINES=packages, OUTPUT=folder / SETUP)
    with open_zip(folder / ZIP, "w") as target:
        add_folder(target, packages, inside)
    shutil.rmtree(packages)
