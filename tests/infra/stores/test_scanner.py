"""One list over all stores: everything found, nothing twice, nothing lost while a drive is away."""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.formats.validate import validate
from app.infra.stores.place_memory import device_near
from tests.fakes.model_files import write_checkpoint, write_gguf
from tests.fakes.store_trees import EVERY_STORE, HAS_LINKS, named_gguf, write_every_store
from tests.infra.stores.conftest import Home

SHARED_MEMORY = Path("/dev/shm")


def test_every_store_is_found_with_the_names_its_program_uses(home: Home) -> None:
    write_every_store(home.path)
    found = home.models()
    assert {i: (m.store, m.publisher, m.name) for i, m in found.items()} == EVERY_STORE
    assert {i: m.main.problem for i, m in found.items() if m.main.problem} == {}


def test_stores_are_listed_with_how_much_lies_in_them(home: Home) -> None:
    write_every_store(home.path)
    scan = home.scan(off=["lm-studio"])
    stores = {store.key: store for store in scan.stores}
    assert [(s.key, s.is_on, s.models) for s in stores.values()] == [
        ("hugging-face", True, 4),
        ("lm-studio", False, 0),
        ("jan", True, 1),
        ("gpt4all", True, 1),
        ("ollama", True, 2),
    ]
    own = [model for model in scan.models if model.store == "gpt4all"]
    assert stores["gpt4all"].size == own[0].size > 0
    assert stores["ollama"].places == (str(home.path / ".ollama" / "models"),)
    assert not [model for model in scan.models if model.store == "lm-studio"]


def test_a_home_without_stores_has_none(home: Home) -> None:
    assert home.scan().stores == ()


def test_a_store_that_is_also_a_folder_gives_each_model_once(home: Home) -> None:
    write_every_store(home.path)
    folders = [home.path / ".cache" / "huggingface", home.path / "LM models", home.path]
    assert {i: m.store for i, m in home.models(folders).items()} == {
        i: store for i, (store, _, _) in EVERY_STORE.items()
    }


@pytest.mark.skipif(not HAS_LINKS, reason="links need a privilege on Windows")
def test_links_between_stores_and_folders_give_each_model_once(home: Home, tmp_path: Path) -> None:
    write_every_store(home.path)
    mine = tmp_path / "mine"
    mine.mkdir()
    orca = home.path / ".local/share/nomic.ai/GPT4All/orca-mini.Q4_0.gguf"
    (mine / "soft.gguf").symlink_to(orca)
    (mine / "hard.gguf").hardlink_to(orca)
    (mine / "broken.gguf").symlink_to(tmp_path / "nothing")
    assert home.models([mine]).keys() == EVERY_STORE.keys()


def test_a_copy_is_another_model(home: Home, tmp_path: Path) -> None:
    write_every_store(home.path)
    write_gguf(tmp_path / "mine" / "mistral" / "model.gguf")
    assert len(home.models([tmp_path / "mine"])) == len(EVERY_STORE) + 1


def test_models_of_a_store_are_checked_by_its_own_rules(home: Home) -> None:
    write_every_store(home.path)
    scanner = home.scanner()
    for model in scanner((), ()).models:
        again = scanner.recheck(model, ()).variant
        assert validate(again).valid, (model.id, again.problem)
    llama = home.models()["llama3.2-3b"]
    llama.main.entry.write_bytes(named_gguf("llama")[:-40])
    assert "incomplete" in str(scanner.recheck(llama, ()).variant.problem)
    llama.folder.unlink()
    assert "cannot be opened" in str(scanner.recheck(llama, ()).variant.problem)


def test_nothing_is_written_into_a_store(home: Home) -> None:
    write_every_store(home.path)
    before = _tree(home.path)
    scanner = home.scanner()
    for model in scanner((), ()).models:
        scanner.recheck(model, ())
    assert _tree(home.path) == before


def _tree(folder: Path) -> dict[str, int]:
    return {str(path): path.lstat().st_mtime_ns for path in folder.rglob("*")}


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Path]:
    """A folder whose models lie on another drive; taking the link away unplugs it."""
    if not (sys.platform == "linux" and SHARED_MEMORY.is_dir()):
        pytest.skip("needs a second file system")
    place = tmp_path / "USB stick"
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY) as other:
        place.symlink_to(other, target_is_directory=True)
        assert device_near(place) != device_near(tmp_path)
        yield place


def test_models_of_a_drive_that_is_away_stay_listed(home: Home, drive: Path) -> None:
    write_gguf(drive / "tiny" / "model.gguf")
    write_checkpoint(drive / "phi-2")
    before = home.models([drive])
    stick = drive.readlink()
    drive.unlink()
    for _ in range(2):  # and again after another start of the program
        away = home.models([drive])
        assert away.keys() == before.keys() == {"phi-2", "tiny"}
        assert {m.main.problem for m in away.values()} == {
            f"The drive with {drive} is not connected. Connect it, then look for models again."
        }
        assert away["tiny"].main.traits.architecture == "llama"
    drive.symlink_to(stick, target_is_directory=True)
    assert home.models([drive]) == before


def test_an_empty_mount_point_means_that_the_drive_is_away(home: Home, drive: Path) -> None:
    write_gguf(drive / "tiny" / "model.gguf")
    assert home.models([drive]).keys() == {"tiny"}
    drive.unlink()
    drive.mkdir()
    assert "not connected" in str(home.models([drive])["tiny"].main.problem)


def test_a_store_on_a_drive_that_is_away_keeps_its_models(home: Home, drive: Path) -> None:
    write_every_store(home.path)
    shutil.move(home.path / ".ollama" / "models" / "blobs", drive / "blobs")
    shutil.move(home.path / ".ollama" / "models" / "manifests", drive / "manifests")
    home.environment["OLLAMA_MODELS"] = str(drive)
    assert home.models()["mistral"].main.problem is None
    drive.unlink()
    mistral = home.models()["mistral"]
    assert (mistral.store, mistral.publisher) == ("ollama", "library")
    assert "not connected" in str(mistral.main.problem)


def test_deleted_files_are_not_taken_for_a_drive_that_is_away(home: Home, tmp_path: Path) -> None:
    write_gguf(tmp_path / "mine" / "tiny" / "model.gguf")
    assert home.models([tmp_path / "mine"]).keys() == {"tiny"}
    shutil.rmtree(tmp_path / "mine")
    assert home.models([tmp_path / "mine"]) == {}


def test_a_memory_that_is_damaged_is_done_without(home: Home, drive: Path) -> None:
    write_gguf(drive / "tiny" / "model.gguf")
    home.models([drive])
    for file in (home.data / "places").iterdir():
        file.write_text('{"device": 1, "found": [{"name": 7}]}', encoding="utf-8")
    drive.unlink()
    assert home.models([drive]) == {}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")
def test_a_store_that_may_not_be_read_is_passed_over(home: Home) -> None:
    write_every_store(home.path)
    closed = home.path / ".ollama" / "models" / "manifests"
    closed.chmod(0)
    try:
        assert len(home.models()) == len(EVERY_STORE) - 2
    finally:
        closed.chmod(stat.S_IRWXU)
