"""A disk that has no room, or loses it while files arrive."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.download_child import fetch, order_for
from tests.fakes.hub_server import HubServer, Repository
from tests.runtimes.hub_download.test_faults import assert_nothing_there, assert_there

SIZE = 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one mebibyte."""
    if sys.platform != "linux":
        pytest.skip("a small file system can be mounted on Linux only")
    folder = tmp_path / "small disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a file system is not permitted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_it_is_known_before_anything_is_fetched(hub: HubServer, small_disk: Path) -> None:
    repository = hub.add(Repository("pub/Big", {"model.gguf": bytes(3 * SIZE)}))
    order = order_for(hub, repository, small_disk)
    end = fetch(order)
    assert end["message"] == (
        f"The disk with {order['folder']} has 1.0 MB free, and 3.1 MB are needed."
    )
    assert not end["again"]
    assert hub.asked == []


def test_a_reserve_is_left_to_others(
    hub: HubServer, repository: Repository, small_disk: Path
) -> None:
    order = order_for(hub, repository, small_disk, reserve=SIZE)
    assert fetch(order)["message"].startswith("The disk with ")


def test_a_disk_that_fills_up_meanwhile_keeps_what_is_there(
    hub: HubServer, repository: Repository, small_disk: Path
) -> None:
    order = order_for(hub, repository, small_disk)
    other = small_disk / "of another program"
    hub.before_content = lambda: other.write_bytes(bytes(SIZE - 300_000))
    end = fetch(order)
    assert end["message"].startswith(f"The disk with {order['folder']} has ")
    assert_nothing_there(order)
    part = Path(order["staging"]) / "parts" / "0"
    kept = part.stat().st_size
    assert 0 < kept < 512_000
    other.unlink()
    hub.before_content = lambda: None
    assert fetch(order) == {"event": "finished"}
    assert_there(order, repository)
