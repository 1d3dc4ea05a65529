"""The folder outside the checkout that keeps what is slow to make."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path


def cache_folder() -> Path:
    """Where development keeps what is slow to make; ``MODELTRAY_DEV_CACHE`` overrides it."""
    chosen = os.environ.get("MODELTRAY_DEV_CACHE")
    return Path(chosen) if chosen else _platform_cache()


def _platform_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ["LOCALAPPDATA"]) / "ModelTray-dev" / "Cache"
    chosen = os.environ.get("XDG_CACHE_HOME")
    return (Path(chosen) if chosen else Path.home() / ".cache") / "modeltray-dev"


def ensure_folder(folder: Path, make: Callable[[Path], None]) -> None:
    """Make a folder of the cache unless it is there.

    It appears under its name only once ``make`` has filled it, so several runs may make it at the
    same time, and one that is cut off leaves nothing that looks finished.
    """
    if folder.exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    # In the cache itself, so that the rename stays within one file system; beside the folders
    # and not among them, so that a scan for models never sees half a one.
    with tempfile.TemporaryDirectory(dir=cache_folder(), ignore_cleanup_errors=True) as work:
        unfinished = Path(work) / folder.name
        unfinished.mkdir()
        make(unfinished)
        _publish(unfinished, folder)


def keep_newest(folder: Path, count: int) -> None:
    """Mark a folder ``kind-...`` as just used, and remove all but the newest of its kind.

    Args:
        count: how many stay, this one among them.
    """
    os.utime(folder)
    kind = folder.name.rpartition("-")[0]
    of_its_kind = (path for path in folder.parent.glob(f"{kind}-*") if path.is_dir())
    by_use = sorted(of_its_kind, key=lambda path: path.stat().st_mtime, reverse=True)
    for old in by_use[count:]:
        shutil.rmtree(old, ignore_errors=True)


def _publish(unfinished: Path, folder: Path) -> None:
    try:
        unfinished.rename(folder)
    except OSError:
        if not folder.exists():  # otherwise another run was faster, and its copy is as good
            raise
