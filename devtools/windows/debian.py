"""Debian 13 in a folder. The system we run on may be Debian 12, whose Wine 8 lacks what Qt and the
engines need, and its own packages stay as they are."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from devtools.cache import ensure_folder
from devtools.commands import StepFailed, run

_RELEASE = "trixie"
_MIRROR = "http://deb.debian.org/debian"
_PACKAGES = (
    "wine",
    "wine64",
    "nsis",
    "gcc-mingw-w64-x86-64-win32",
    "python3",  # 3.13 too: it compiles the packages for Windows in a tenth of Wine's time
    "fonts-open-sans",
    "fonts-dejavu-core",
    "ca-certificates",
)

# In a mount namespace of its own, so that the mounts are gone with the last program that runs
# there, however it ends, and no clean-up can ever reach through them.
_ENTER = """
set -e
root=$1; shift
for system in proc dev; do mount --rbind "/$system" "$root/$system"; done
while [ "$1" != -- ]; do
    mkdir -p "$root$1"; mount --bind "$1" "$root$1"; shift
done
shift
exec chroot "$root" "$@"
"""


def ensure_debian(folder: Path) -> None:
    """Install it unless it is there (about four minutes, 2 GB).

    Raises:
        StepFailed: we are not root, or something cannot be downloaded.
    """
    if os.geteuid() != 0:
        raise StepFailed("Wine needs a Debian of its own, which only root can set up and enter.")
    ensure_folder(folder, _install)


def _install(folder: Path) -> None:
    if shutil.which("debootstrap") is None:
        raise StepFailed("debootstrap is missing. Install it with: apt-get install debootstrap")
    print("Installing a Debian with Wine and NSIS (about four minutes) ...", flush=True)
    run(
        [
            "debootstrap",
            "--variant=minbase",
            f"--include={','.join(_PACKAGES)}",
            _RELEASE,
            folder,
            _MIRROR,
        ],
        failure="The Debian for Wine could not be installed.",
        quiet=True,
    )
    for archive in (folder / "var/cache/apt/archives").glob("*.deb"):
        archive.unlink()


def command_inside(
    debian: Path,
    command: Sequence[object],
    *,
    shared: Sequence[Path],
    working_directory: Path,
    environment: Mapping[str, str],
) -> list[str]:
    """The command that runs ``command`` inside, as the same process.

    Args:
        debian: the folder of ``ensure_debian``.
        command: a program of that Debian and its arguments.
        shared: folders of ours that it sees, under their own paths.
        working_directory: where it starts; in one of those.
        environment: all that it sees of variables, beside PATH and a UTF-8 locale.
    """
    variables = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", **environment}
    return [
        *("unshare", "--mount", "--propagation", "private", "sh", "-c", _ENTER, "sh"),
        *map(str, (debian, *shared, "--")),
        *(
            "env",
            "-i",
            f"--chdir={working_directory}",
            *(f"{name}={value}" for name, value in variables.items()),
        ),
        *map(str, command),
    ]
