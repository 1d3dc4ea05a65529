"""Killed at any moment, a download goes on; and nothing half-done ever counts as a model."""

import random
import time
from functools import partial
from pathlib import Path
from typing import Any

from app.infra.header_cache import HeaderCache
from app.infra.stores.place_memory import PlaceMemory
from app.infra.stores.scanner import StoreScanner
from tests.fakes.download_child import DownloadChild, fetch, order_for, start_child
from tests.fakes.hub_server import Faults, HubServer, Repository
from tests.fakes.model_files import write_gguf
from tests.fakes.waiting import wait_until

KILLS = 50
LONGEST = 0.2
"""Seconds that a child may go on, from its start or from its first request."""


def make_repository(hub: HubServer, folder: Path) -> Repository:
    """A model in two parts and a small file, 2 MB in all."""
    model = folder / "model.gguf"
    write_gguf(model)
    head = model.read_bytes()
    parts = {f"big-{i:05d}-of-00002.gguf": head + bytes([i]) * 1_000_000 for i in (1, 2)}
    return hub.add(Repository("pub/Big", {**parts, "LICENSE": b"free"}))


def is_complete(order: dict[str, Any], repository: Repository) -> bool:
    """Whether the folder is there; if it is, all of it is, and right."""
    folder = Path(order["folder"])
    if not folder.exists():
        return False
    for path, content in repository.files.items():
        assert (folder / path).read_bytes() == content
    return (folder / ".modeltray.json").is_file()


def has_begun(hub: HubServer, asked: int, child: DownloadChild) -> bool:
    return len(hub.asked) > asked or child.process.poll() is not None


def test_fifty_kills(hub: HubServer, tmp_path: Path) -> None:
    repository = make_repository(hub, tmp_path)
    root = tmp_path / "models"
    root.mkdir()
    scanner = StoreScanner(HeaderCache(tmp_path / "h.json"), PlaceMemory(tmp_path / "places"))
    chance = random.Random(20261125)
    hub.faults = Faults(pace=0.002)
    finished = 0
    order = order_for(hub, repository, root)
    for round_ in range(KILLS):
        asked = len(hub.asked)
        child = start_child(order)
        if chance.random() < 0.8:
            wait_until(partial(has_begun, hub, asked, child))
        time.sleep(chance.uniform(0, LONGEST))  # the moment is the test
        child.close()
        if is_complete(order, repository):
            finished += 1
            folder = root / "pub" / f"Big-{round_}"
            order = {**order, "folder": str(folder), "id": f"round-{round_}"}
            order["staging"] = str(root / ".downloads" / order["id"])
        assert len(scanner([root], ()).models) == finished
    resumed = sum(bool(asked.range) for asked in hub.files_asked())
    hub.faults = Faults()
    assert fetch(order) == {"event": "finished"}
    assert is_complete(order, repository)
    assert resumed > KILLS // 5
