"""The library over real folders, a real pool and a real event loop."""

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError, ShuttingDown
from app.domain.model import FormatMatch, Model
from app.domain.removal import Removal
from app.infra.header_cache import HeaderCache
from app.infra.stores.place_memory import PlaceMemory
from app.infra.stores.scanner import StoreScanner
from app.services.interfaces import ModelScanner, Rechecked, Scan
from app.services.library import Library
from app.services.main_thread import MainThread
from tests.fakes.model_files import gguf_bytes, write_checkpoint, write_gguf

LibraryMaker = Callable[[ModelScanner], Library]


@pytest.fixture
def make_library(qapp: QCoreApplication) -> Iterator[LibraryMaker]:
    main_thread = MainThread()
    libraries: list[Library] = []

    def make(scanner: ModelScanner) -> Library:
        libraries.append(Library(scanner, main_thread, watch_interval=20))
        return libraries[-1]

    yield make
    for library in libraries:
        library.shutdown()
    main_thread.close()


@pytest.fixture
def library(make_library: LibraryMaker, tmp_path: Path) -> Library:
    cache = HeaderCache(tmp_path / "cache" / "headers.json")
    return make_library(StoreScanner(cache, PlaceMemory(tmp_path / "cache" / "places")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "models"
    path.mkdir()
    return path


class GatedScanner:
    """Waits at a gate, and remembers what it was asked."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.asked: list[tuple[Path, ...]] = []
        self.threads: set[str] = set()
        self.error: Exception | None = None

    def __call__(
        self,
        folders: Sequence[Path],
        matches: Sequence[FormatMatch],
        stores_off: Collection[str] = (),
    ) -> Scan:
        self.asked.append(tuple(folders))
        self.threads.add(threading.current_thread().name)
        assert self.gate.wait(10)
        if self.error is not None:
            raise self.error
        return Scan()

    def removal(self, model: Model, others: Sequence[Model], folders: Sequence[Path]) -> Removal:
        return Removal((), 0)

    def remove(self, removal: Removal, *, for_good: bool) -> None:
        pass

    def recheck(self, model: Model, matches: Sequence[FormatMatch]) -> Rechecked:
        return Rechecked(model.main)


@pytest.fixture
def gated() -> Iterator[GatedScanner]:
    scanner = GatedScanner()
    yield scanner
    scanner.gate.set()


def wait_for(qtbot: QtBot, future: "Future[object] | Future[None]") -> None:
    qtbot.waitUntil(future.done, timeout=5000)


def ids(library: Library) -> list[str]:
    return [model.id for model in library.models]


def test_a_rescan_finds_models(qtbot: QtBot, library: Library, folder: Path) -> None:
    write_gguf(folder / "tinyllama-gguf" / "model.gguf")
    write_checkpoint(folder / "phi-2")
    library.set_folders([folder])
    assert library.models == ()
    wait_for(qtbot, library.rescan())
    assert ids(library) == ["phi-2", "tinyllama-gguf"]
    assert not library.scanning


def test_scans_run_in_the_pool_and_their_result_on_the_main_thread(
    qtbot: QtBot, make_library: LibraryMaker, gated: GatedScanner
) -> None:
    library = make_library(gated)
    told_in: list[bool] = []
    library.changed.connect(lambda: told_in.append(QThread.currentThread().isMainThread()))
    future = library.rescan()
    assert library.scanning
    assert not future.done()
    gated.gate.set()
    wait_for(qtbot, future)
    assert told_in == [True, True]
    assert all(name.startswith("library") for name in gated.threads)


def test_rescans_during_a_scan_share_the_one_after_it(
    qtbot: QtBot, make_library: LibraryMaker, gated: GatedScanner
) -> None:
    library = make_library(gated)
    futures = [library.rescan() for _ in range(5)]
    futures[1].cancel()
    gated.gate.set()
    for future in futures:
        wait_for(qtbot, future)
    assert len(gated.asked) == 2
    assert futures[1].cancelled()
    assert futures[2].exception() is None


def test_a_rescan_finds_what_the_scan_under_way_has_passed_already(
    qtbot: QtBot, make_library: LibraryMaker, gated: GatedScanner
) -> None:
    library = make_library(gated)
    library.set_folders([Path("/one")])
    assert gated.asked == [], "the first rescan starts it"
    library.rescan()
    library.set_folders([Path("/one"), Path("/two")])
    future = library.rescan()
    gated.gate.set()
    wait_for(qtbot, future)
    assert gated.asked == [(Path("/one"),), (Path("/one"), Path("/two"))]


def test_changes_that_go_on_and_on_keep_nobody_waiting(
    qtbot: QtBot, make_library: LibraryMaker, gated: GatedScanner
) -> None:
    library = make_library(gated)
    under_way: list[bool] = []
    future = library.rescan()
    future.add_done_callback(lambda _: under_way.append(library.scanning))
    library.set_folders([Path("/a copy is under way")])
    gated.gate.set()
    wait_for(qtbot, future)
    assert under_way == [True]


def test_a_validation_does_not_wait_for_a_scan(
    make_library: LibraryMaker, gated: GatedScanner, folder: Path
) -> None:
    write_gguf(folder / "model.gguf")
    scanner = StoreScanner(HeaderCache(folder / "headers.json"), PlaceMemory(folder / "places"))
    (model,) = scanner([folder], ()).models
    library = make_library(gated)
    library.rescan()
    assert library.validate(model).result(5).valid


def test_new_rules_are_applied_at_once(qtbot: QtBot, library: Library, folder: Path) -> None:
    (folder / "made-up.xyz").write_text("x", encoding="utf-8")
    library.set_folders([folder])
    wait_for(qtbot, library.rescan())
    assert ids(library) == []
    library.set_matches([FormatMatch("xyz", suffixes=(".xyz",))])
    qtbot.waitUntil(lambda: ids(library) == ["made-up"], timeout=5000)


def test_a_model_that_is_copied_in_later_appears_by_itself(
    qtbot: QtBot, library: Library, folder: Path
) -> None:
    library.set_folders([folder])
    wait_for(qtbot, library.rescan())
    deep = folder / "publisher" / "new model"
    deep.mkdir(parents=True)
    # The new folder has to be watched before the file comes, or this proves nothing of it.
    qtbot.waitUntil(lambda: deep.as_posix() in library.watched_folders, timeout=5000)
    write_gguf(deep / "model.gguf")
    qtbot.waitUntil(lambda: ids(library) == ["new-model"], timeout=5000)
    (deep / "model.gguf").unlink()
    qtbot.waitUntil(lambda: ids(library) == [], timeout=5000)


def test_a_file_that_is_still_being_copied_becomes_whole_by_itself(
    qtbot: QtBot, library: Library, folder: Path
) -> None:
    content = gguf_bytes(tensors=[("w", (64, 64))])
    path = folder / "growing.gguf"
    path.write_bytes(content[:-1000])
    library.set_folders([folder])
    wait_for(qtbot, library.rescan())
    assert "incomplete" in str(library.models[0].main.problem)
    with path.open("ab") as file:
        file.write(content[-1000:])
    qtbot.waitUntil(lambda: library.models[0].main.problem is None, timeout=5000)


def test_a_folder_that_comes_later_is_found_by_a_rescan(
    qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    library.set_folders([tmp_path / "later"])
    wait_for(qtbot, library.rescan())
    write_gguf(tmp_path / "later" / "a" / "model.gguf")
    wait_for(qtbot, library.rescan())
    assert ids(library) == ["a"]


def test_validate_reads_the_files_again(qtbot: QtBot, library: Library, folder: Path) -> None:
    path = write_gguf(folder / "a" / "model.gguf")
    library.set_folders([folder])
    wait_for(qtbot, library.rescan())
    model = library.models[0]
    good = library.validate(model).result(5)
    assert good.message == "GGUF format detected - compatible with llama.cpp"
    path.write_bytes(b"")
    bad = library.validate(model).result(5)
    assert (bad.valid, bad.message) == (False, "model.gguf is empty. Download it again.")


def test_a_scan_that_fails_is_told_and_the_next_one_works(
    qtbot: QtBot,
    make_library: LibraryMaker,
    gated: GatedScanner,
    caplog: pytest.LogCaptureFixture,
) -> None:
    library = make_library(gated)
    gated.error = OSError("the disk is on fire")
    gated.gate.set()
    future = library.rescan()
    wait_for(qtbot, future)
    error = future.exception()
    assert isinstance(error, AppError)
    assert "the disk is on fire" in error.message
    assert "search for models failed" in caplog.text
    assert not library.scanning
    gated.error = None
    future = library.rescan()
    wait_for(qtbot, future)
    assert future.exception() is None


def test_a_shutdown_answers_whoever_waits(make_library: LibraryMaker, gated: GatedScanner) -> None:
    library = make_library(gated)
    waiting = library.rescan()
    library.shutdown()
    assert isinstance(waiting.exception(0), ShuttingDown)
    assert isinstance(library.rescan().exception(0), ShuttingDown)
    library.set_folders([Path("/other")])
    assert len(gated.asked) <= 1
