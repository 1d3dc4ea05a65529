"""``python dev.py test --windows``: only then, since it builds the installer first."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools.cache import cache_folder
from devtools.commands import ROOT
from devtools.samples import ensure_samples
from devtools.windows.tools import ensure_wine
from devtools.windows.wine import Wine, ensure_prefix
from tests.end_to_end.desktop import desktop
from tests.windows.machine import Machine

WANTED = "MODELTRAY_TEST_WINDOWS"
collect_ignore_glob = [] if os.environ.get(WANTED) else ["test_*.py"]


@pytest.fixture(scope="session")
def samples() -> Path:
    return ensure_samples()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where the screenshots stay after the tests."""
    folder = ROOT / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def machine(samples: Path) -> Iterator[Machine]:
    builder, python = ensure_wine()
    # In the cache: the finished folder is moved there, which must not cross file systems.
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder, desktop() as display:
        wine = Wine(builder.debian, Path(folder) / "prefix")
        ensure_prefix(wine)
        machine = Machine(wine, display, python)
        machine.share(samples)
        yield machine
        wine.end()
