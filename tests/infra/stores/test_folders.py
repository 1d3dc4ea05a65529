"""Scanning real folders: deep, looping, forbidden, strange."""

import os
import sys
from pathlib import Path

import pytest

from app.domain.formats.folder import FileEntry
from app.domain.formats.header import Header
from app.domain.formats.reader import read_header
from app.domain.model import FormatMatch, Model
from app.infra.header_cache import HeaderCache
from app.infra.stores.place_memory import PlaceMemory
from app.infra.stores.scanner import StoreScanner
from tests.fakes.model_files import write_checkpoint, write_gguf, write_model_tree


@pytest.fixture
def scanner(tmp_path: Path) -> StoreScanner:
    cache = HeaderCache(tmp_path / "cache" / "headers.json")
    return StoreScanner(cache, PlaceMemory(tmp_path / "cache" / "places"))


def ids(scanner: StoreScanner, *folders: Path) -> list[str]:
    return [model.id for model in scanner(folders, ()).models]


def test_models_are_found_at_any_depth(scanner: StoreScanner, hard_path: Path) -> None:
    write_gguf(hard_path / "tinyllama-gguf" / "model.gguf")
    write_checkpoint(hard_path / "deep" / "er" / "and é" / "phi-2")
    write_gguf(hard_path / "lone.gguf")
    assert ids(scanner, hard_path) == ["lone", "phi-2", "tinyllama-gguf"]


def test_ids_stay_from_scan_to_scan(scanner: StoreScanner, tmp_path: Path) -> None:
    write_gguf(tmp_path / "deep" / "er" / "phi" / "model.gguf")
    assert ids(scanner, tmp_path) == ["phi"]
    write_gguf(tmp_path / "phi" / "model.gguf")
    later = {str(model.id): model.folder for model in scanner([tmp_path], ()).models}
    assert later["phi"] == tmp_path / "deep" / "er" / "phi"
    assert len(later) == 2


def test_a_folder_that_does_not_exist_is_tolerated(scanner: StoreScanner, tmp_path: Path) -> None:
    write_gguf(tmp_path / "there" / "a" / "model.gguf")
    assert ids(scanner, tmp_path / "not there", tmp_path / "there") == ["a"]


def test_a_file_instead_of_a_folder_is_tolerated(scanner: StoreScanner, tmp_path: Path) -> None:
    path = write_gguf(tmp_path / "model.gguf")
    assert ids(scanner, path) == []


def test_folders_inside_each_other_give_each_model_once(
    scanner: StoreScanner, tmp_path: Path
) -> None:
    write_gguf(tmp_path / "m" / "inner" / "a" / "model.gguf")
    assert ids(scanner, tmp_path / "m", tmp_path / "m" / "inner", tmp_path / "m") == ["a"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_not_opened(scanner: StoreScanner, tmp_path: Path) -> None:
    write_gguf(tmp_path / "m" / "a" / "model.gguf")
    for name in ("pipe.gguf", "config.json", "model.safetensors"):
        os.mkfifo(tmp_path / "m" / "a" / name)
    assert ids(scanner, tmp_path / "m") == ["a"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_links_are_followed_and_loops_end(scanner: StoreScanner, tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "m", tmp_path / "elsewhere"
    write_gguf(root / "a" / "model.gguf")
    write_gguf(elsewhere / "b" / "model.gguf")
    (root / "a" / "loop").symlink_to(root, target_is_directory=True)
    (root / "linked").symlink_to(elsewhere, target_is_directory=True)
    (root / "broken.gguf").symlink_to(root / "nothing")
    assert ids(scanner, root) == ["a", "b"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")
def test_a_forbidden_folder_is_passed_over(scanner: StoreScanner, tmp_path: Path) -> None:
    write_gguf(tmp_path / "m" / "open" / "model.gguf")
    closed = write_gguf(tmp_path / "m" / "closed" / "model.gguf").parent
    closed.chmod(0)
    try:
        assert ids(scanner, tmp_path / "m") == ["open"]
    finally:
        closed.chmod(0o755)


def test_hidden_and_unrelated_trees_are_not_searched(scanner: StoreScanner, tmp_path: Path) -> None:
    for name in (".git", ".venv", "node_modules", "$RECYCLE.BIN"):
        write_gguf(tmp_path / "m" / name / "x" / "model.gguf")
    write_gguf(tmp_path / "m" / "a" / "model.gguf")
    assert ids(scanner, tmp_path / "m") == ["a"]


@pytest.mark.skipif(sys.platform == "win32", reason="depends on a setting of Windows")
def test_long_paths_are_searched(scanner: StoreScanner, tmp_path: Path) -> None:
    folder = tmp_path / "m"
    for _ in range(10):
        folder /= (
            "a folder with a name of about a hundred characters, as some people have them, " * 2
        )
    write_gguf(folder / "tiny" / "model.gguf")
    assert len(str(folder)) > 1000
    assert ids(scanner, tmp_path / "m") == ["tiny"]


def test_a_rule_of_the_persons_own_finds_its_files(scanner: StoreScanner, tmp_path: Path) -> None:
    path = tmp_path / "m" / "made-up" / "weights.xyz"
    path.parent.mkdir(parents=True)
    path.write_text("anything", encoding="utf-8")
    (model,) = scanner([tmp_path / "m"], [FormatMatch("xyz", suffixes=(".xyz",))]).models
    assert (model.id, model.format, model.main.entry) == ("made-up", "xyz", path)


def test_a_second_scan_reads_nothing_that_has_not_changed(tmp_path: Path) -> None:
    write_model_tree(tmp_path / "m", 20)
    reads: list[str] = []

    def read(entry: FileEntry) -> Header:
        reads.append(entry.path.name)
        return read_header(entry)

    def scan() -> tuple[Model, ...]:
        cache = HeaderCache(tmp_path / "headers.json", read)
        return StoreScanner(cache, PlaceMemory(tmp_path / "places"))([tmp_path / "m"], ()).models

    first = scan()
    assert len(first) == 20
    reads.clear()
    again = scan()
    assert again == first
    assert reads == []
    write_gguf(first[0].folder / "model.gguf", architecture="qwen2", vocabulary=99)
    scan()
    assert reads == ["model.gguf"]
