"""The queue of downloads, over real children that fetch from a real server."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import DownloadConflict, DownloadNotFound
from app.domain.hub.download import Download, DownloadState
from app.domain.hub.repository import HubFile
from app.services.downloads import Downloads
from app.services.main_thread import MainThread
from tests.fakes.hub_server import REVISION, Faults, HubServer, Repository, hub_server, listed
from tests.fakes.hub_world import DownloadsWorld

FOREVER = 60_000
State = DownloadState


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with hub_server() as server:
        yield server


@pytest.fixture
def world(qtbot: QtBot, hub: HubServer, hard_path: Path) -> Iterator["QueueWorld"]:
    world = QueueWorld(qtbot, hub, hard_path)
    yield world
    world.close()


class QueueWorld:
    """Downloads of repositories with 400,000 bytes, which may be closed and opened again."""

    def __init__(self, qtbot: QtBot, hub: HubServer, folder: Path) -> None:
        self.qtbot = qtbot
        self.hub = hub
        self.root = folder / "models"
        self.root.mkdir()
        self.world = DownloadsWorld(folder, MainThread())
        self.open()

    def open(self) -> None:
        self.queue = self.world.downloads()
        self.queue.start()

    def close(self) -> None:
        self.wait(self.queue.close().done)
        assert self.world.running() == []

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=FOREVER)

    def add(self, name: str = "Model", **changes: Any) -> Download:
        content = bytes(range(250)) * 1600
        repository = Repository(f"pub/{name}", {"model.gguf": content, "config.json": b"{}"})
        self.hub.repositories.setdefault(repository.id, repository)
        files = tuple(HubFile(**listed(p, c)) for p, c in repository.files.items())
        order = self.world.order(self.hub.url, repository.id, REVISION, files, self.root)
        return self.queue.add(order)

    def state(self, download: Download) -> DownloadState:
        return self.queue.of(download.id).state

    def wait_for(self, download: Download, state: DownloadState) -> Download:
        self.wait(lambda: self.state(download) is state)
        return self.queue.of(download.id)

    def wait_for_half(self, download: Download) -> None:
        self.wait(lambda: self.queue.of(download.id).done >= 200_000)


def test_progress_file_by_file(world: QueueWorld) -> None:
    world.hub.faults = Faults(pace=0.03)
    download = world.add()
    world.wait(lambda: (world.queue.of(download.id).speed or 0) > 0)
    shown = world.queue.of(download.id)
    assert 0 < shown.progress < 1
    assert shown.seconds_left is not None
    assert shown.files[0].done == shown.done
    world.hub.released.set()
    done = world.wait_for(download, State.DONE)
    assert [(f.path, f.done) for f in done.files] == [("model.gguf", 400_000), ("config.json", 2)]
    assert (done.progress, done.speed, done.seconds_left) == (1.0, None, None)
    assert (Path(done.order.folder) / "model.gguf").stat().st_size == 400_000


def test_paused_and_resumed_from_where_it_was(world: QueueWorld) -> None:
    world.hub.faults = Faults(pace=0.03)
    download = world.add()
    world.wait_for_half(download)
    world.queue.pause(download.id)
    assert world.state(download) is State.PAUSED
    world.wait(lambda: not world.world.running())
    world.hub.faults = Faults()
    world.queue.resume(download.id)
    world.wait_for(download, State.DONE)
    assert world.hub.files_asked()[1].range.startswith("bytes=")


def test_resumed_while_the_old_process_still_ends(world: QueueWorld) -> None:
    world.hub.faults = Faults(pace=0.01)
    download = world.add()
    world.wait_for_half(download)
    for _ in range(3):
        world.queue.pause(download.id)
        world.queue.resume(download.id)
    world.hub.released.set()
    world.wait_for(download, State.DONE)


def test_cancelled_means_gone(world: QueueWorld) -> None:
    world.hub.faults = Faults(stall_at=0.6)
    download = world.add()
    world.wait(lambda: bool(world.hub.files_asked()))
    gone = world.queue.cancel(download.id)
    assert world.queue.all == ()
    world.wait(gone.done)
    assert gone.result() is None
    assert list(world.root.iterdir()) == []
    assert world.world.running() == []


def test_what_is_done_only_leaves_the_list(world: QueueWorld) -> None:
    download = world.wait_for(world.add(), State.DONE)
    world.wait(world.queue.cancel(download.id).done)
    assert world.queue.all == ()
    assert (Path(download.order.folder) / "model.gguf").exists()


def test_the_end_of_the_program_is_a_pause(world: QueueWorld) -> None:
    world.hub.faults = Faults(pace=0.03)
    going = world.add("Going")
    paused = world.add("Paused")
    world.wait_for_half(going)
    world.queue.pause(paused.id)
    world.close()
    world.hub.faults = Faults()
    world.open()
    assert world.queue.of(going.id).done >= 200_000
    world.wait_for(going, State.DONE)
    assert world.state(paused) is State.PAUSED
    world.queue.resume(paused.id)
    world.wait_for(paused, State.DONE)
    world.close()
    world.open()
    assert world.queue.all == ()


def test_a_lost_connection_is_gone_on_with_by_itself(world: QueueWorld) -> None:
    world.hub.faults = Faults(times=2, cut_at=0.5)
    download = world.add()
    waiting = world.wait_for(download, State.WAITING)
    assert waiting.problem == (
        "The connection to localhost is lost: it broke off. "
        "The download goes on by itself once the network is back."
    )
    assert waiting.retry_at is not None
    world.wait_for(download, State.DONE)
    assert world.queue.of(download.id).problem == ""


def test_one_that_waits_can_be_hurried_and_paused(world: QueueWorld) -> None:
    world.hub.faults = Faults(times=2, status=429, headers={"Retry-After": "3600"})
    download = world.add()
    world.wait_for(download, State.WAITING)
    world.queue.resume(download.id)
    world.wait_for(download, State.RUNNING)
    world.wait_for(download, State.WAITING)
    world.queue.pause(download.id)
    assert world.state(download) is State.PAUSED
    world.queue.resume(download.id)
    world.wait_for(download, State.DONE)


def test_a_gated_model_fails_with_the_page_and_goes_on_with_a_token(world: QueueWorld) -> None:
    download = world.add()
    world.queue.pause(download.id)
    world.wait(lambda: not world.world.running())
    world.hub.repositories["pub/Model"].gated = "auto"
    with world.qtbot.waitSignal(world.queue.failed, timeout=60_000):
        world.queue.resume(download.id)
    failed = world.wait_for(download, State.FAILED)
    assert failed.link == f"{world.hub.url}/pub/Model"
    assert "accept their terms" in failed.problem
    world.close()
    world.open()
    assert world.queue.of(download.id).problem == failed.problem
    world.world.token = world.hub.token
    world.queue.resume(download.id)
    world.wait_for(download, State.DONE)


def test_the_token_is_nowhere_to_be_read(
    world: QueueWorld, caplog: pytest.LogCaptureFixture
) -> None:
    world.world.token = "hf_" + "secret" * 4
    world.hub.faults = Faults(stall_at=0.5)
    download = world.add()
    world.wait(lambda: bool(world.hub.files_asked()))
    (pid,) = world.world.running()
    process = psutil.Process(pid)
    assert world.world.token not in " ".join(process.cmdline())
    if os.name == "posix":
        assert world.world.token not in str(process.environ())
    world.queue.pause(download.id)
    assert world.world.token not in (world.root.parent / "downloads.json").read_text("utf-8")
    assert world.world.token not in caplog.text
    assert world.world.token not in repr(world.queue.all)


def test_a_few_at_a_time_and_the_others_wait(world: QueueWorld) -> None:
    world.world.at_once = 2
    world.hub.faults = Faults(stall_at=0.5)
    first, second, third = (world.add(f"Model-{i}") for i in range(3))
    world.wait(lambda: len(world.hub.files_asked()) == 2)
    assert [each.state for each in world.queue.all] == [State.RUNNING, State.RUNNING, State.QUEUED]
    world.queue.pause(first.id)
    world.wait_for(third, State.RUNNING)
    world.world.at_once = 3
    world.queue.resume(first.id)
    world.wait_for(first, State.RUNNING)
    assert world.state(second) is State.RUNNING


def test_the_same_twice_is_one(world: QueueWorld) -> None:
    world.hub.faults = Faults(pace=0.02)
    download = world.add()
    assert world.add().id == download.id
    assert len(world.queue.all) == 1
    world.queue.pause(download.id)
    world.add()
    assert world.state(download) in (State.QUEUED, State.RUNNING)


def test_a_child_that_is_killed_is_started_again(world: QueueWorld) -> None:
    world.hub.faults = Faults(times=1, stall_at=0.5)
    download = world.add()
    world.wait(lambda: bool(world.hub.files_asked()))
    psutil.Process(world.world.running()[0]).kill()
    waiting = world.wait_for(download, State.WAITING)
    assert waiting.problem.startswith("The program that downloads stopped by itself")
    world.wait_for(download, State.DONE)


def test_what_is_not_there_and_what_is_done(world: QueueWorld) -> None:
    with pytest.raises(DownloadNotFound):
        world.queue.pause("nothing")
    with pytest.raises(DownloadNotFound):
        world.queue.resume("nothing")
    assert isinstance(world.queue.cancel("nothing").exception(), DownloadNotFound)
    download = world.wait_for(world.add(), State.DONE)
    with pytest.raises(DownloadConflict):
        world.queue.pause(download.id)


def test_a_list_that_cannot_be_saved_is_told(world: QueueWorld) -> None:
    told: list[str] = []
    world.queue.not_saved.connect(told.append)
    blocker = world.root.parent / "downloads.json"
    blocker.unlink(missing_ok=True)
    blocker.mkdir()
    world.add()
    assert told[0].startswith("The list of downloads cannot be saved")


def test_a_damaged_list_is_put_aside(qtbot: QtBot, hub: HubServer, tmp_path: Path) -> None:
    file = tmp_path / "downloads.json"
    file.write_bytes(b'[{"order": \0\0\0')
    world = DownloadsWorld(tmp_path, MainThread())
    queue: Downloads = world.downloads()
    queue.start()
    assert queue.all == ()
    assert (tmp_path / "downloads.json.broken").exists()
    queue.close()
