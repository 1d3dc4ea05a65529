"""From a search to a model in the list, over a real server, a real child and a real scan."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import DownloadConflict, ShuttingDown
from app.domain.hub.download import DownloadState
from app.domain.hub.repository import HubQuery
from tests.fakes.hub_server import Faults, HubServer, Repository, hub_server
from tests.fakes.model_files import write_gguf
from tests.services.test_control import ControlWorld


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubServer]:
    with hub_server() as server:
        write_gguf(tmp_path / "model.gguf")
        content = (tmp_path / "model.gguf").read_bytes()
        files = {"tiny-Q4_K_M.gguf": content + bytes(300_000), "README.md": b"# Tiny", "x.py": b"1"}
        server.add(Repository("pub/Tiny-GGUF", files, tags=["gguf", "license:mit"]))
        yield server


@pytest.fixture
def world(qtbot: QtBot, hard_path: Path, hub: HubServer) -> Iterator[ControlWorld]:
    world = ControlWorld(qtbot, hard_path)
    world.preferences.change({"hub_endpoint": hub.url})
    yield world
    world.close()


def test_search_download_and_the_model_is_in_the_list(world: ControlWorld) -> None:
    verbs = world.control.hub
    page = world.engines.wait(verbs.search(HubQuery("tiny", format="gguf")))
    assert [(r.id, r.formats, r.licence) for r in page.results] == [
        ("pub/Tiny-GGUF", ("gguf",), "mit")
    ]
    model = world.engines.wait(verbs.repository("pub/Tiny-GGUF"))
    assert [(c.label, c.recommended) for c in model.choices] == [("Q4_K_M", True)]
    download = world.engines.wait(verbs.download("pub/Tiny-GGUF", "q4_k_m"))
    with world.qtbot.waitSignal(verbs.model_arrived, timeout=60_000):
        pass
    (shown,) = world.control.snapshot.downloads
    assert (shown.id, shown.state, shown.done) == (
        download.id,
        DownloadState.DONE,
        download.order.size,
    )
    (found,) = world.control.snapshot.models
    assert found.id == shown.model
    assert found.folder == world.models / "pub" / "Tiny-GGUF"


def test_two_choices_of_one_repository_at_once(world: ControlWorld, hub: HubServer) -> None:
    files = hub.repositories["pub/Tiny-GGUF"].files
    files["tiny-Q8_0.gguf"] = files["tiny-Q4_K_M.gguf"]
    verbs = world.control.hub
    for choice in ("q4_k_m", "q8_0"):
        world.engines.wait(verbs.download("pub/Tiny-GGUF", choice))
    world.qtbot.waitUntil(lambda: all(d.model for d in verbs.downloads), timeout=60_000)
    assert {Path(d.order.folder).name for d in verbs.downloads} == {
        "Tiny-GGUF",
        "Tiny-GGUF-Q8_0",
    }
    again = verbs.download("pub/Tiny-GGUF", "q8_0")
    world.qtbot.waitUntil(again.done, timeout=60_000)
    assert isinstance(again.exception(), DownloadConflict)


def test_downloads_go_where_the_person_wants_them(world: ControlWorld, tmp_path: Path) -> None:
    other = tmp_path / "other drive"
    world.control.change_settings({"downloads_folder": str(other)})
    world.engines.wait(world.control.hub.download("pub/Tiny-GGUF"))
    with world.qtbot.waitSignal(world.control.hub.model_arrived, timeout=60_000):
        pass
    world.control.change_settings({"downloads_folder": ""})
    world.engines.wait(world.control.rescan())
    (model,) = world.control.snapshot.models
    assert model.folder == other / "pub" / "Tiny-GGUF"


def test_after_the_end_nothing_is_begun(world: ControlWorld) -> None:
    page = world.control.hub.download("pub/Tiny-GGUF")
    world.engines.wait(world.control.close())
    world.qtbot.waitUntil(page.done, timeout=60_000)
    assert isinstance(page.exception(), ShuttingDown)


def test_the_token_of_one_hub_is_not_given_to_another(
    world: ControlWorld, hub: HubServer, tmp_path: Path
) -> None:
    """Not even by a download that was begun there before the person chose another Hub."""
    with hub_server() as other:
        hub.faults = Faults(stall_at=0.5)
        world.hub.secrets.kept[other.url] = "hf_of_the_other"
        verbs = world.control.hub
        download = world.engines.wait(verbs.download("pub/Tiny-GGUF"))
        world.qtbot.waitUntil(lambda: bool(hub.files_asked()), timeout=60_000)
        world.engines.wait(verbs.pause(download.id))
        world.control.change_settings({"hub_endpoint": other.url})
        hub.faults = Faults()
        world.engines.wait(verbs.resume(download.id))
        with world.qtbot.waitSignal(verbs.model_arrived, timeout=60_000):
            pass
    assert {asked.token for asked in hub.asked} == {""}
