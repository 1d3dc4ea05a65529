"""Deleting models from every store, for good and to the recycle bin, over real files."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.domain.errors import RemovalFailed
from app.domain.model import Model
from app.domain.removal import Removal
from app.infra.stores.removing import remove
from tests.fakes.model_files import gguf_bytes
from tests.fakes.store_trees import (
    EVERY_STORE,
    HAS_LINKS,
    LIBRARY,
    checkpoint_files,
    named_gguf,
    write_cached_repository,
    write_every_store,
    write_file,
    write_ollama_model,
)
from tests.infra.stores.conftest import Home


def removal(home: Home, model_id: str, folders: Sequence[Path] = ()) -> Removal:
    scanner = home.scanner()
    models = {str(model.id): model for model in scanner(folders, ()).models}
    return scanner.removal(models[model_id], list(models.values()), folders)


def delete(home: Home, model_id: str, folders: Sequence[Path] = ()) -> Removal:
    planned = removal(home, model_id, folders)
    home.scanner().remove(planned, for_good=True)
    return planned


def bytes_in(folder: Path) -> int:
    return sum(p.lstat().st_size for p in folder.rglob("*") if p.is_symlink() or p.is_file())


@pytest.mark.parametrize("model_id", EVERY_STORE)
def test_one_model_goes_from_its_store_and_all_others_stay(home: Home, model_id: str) -> None:
    write_every_store(home.path)
    before = bytes_in(home.path)
    scanner = home.scanner()
    models = {str(model.id): model for model in scanner((), ()).models}
    planned = scanner.removal(models[model_id], list(models.values()), ())
    scanner.remove(planned, for_good=True)
    left = scanner((), ()).models
    assert {model.id for model in left} == set(EVERY_STORE) - {model_id}
    assert all(model.main.problem is None for model in left)
    assert planned.store
    assert before - bytes_in(home.path) == planned.size > 0


def test_a_cached_repository_goes_with_all_its_revisions(home: Home) -> None:
    hub = home.path / ".cache" / "huggingface" / "hub"
    files = checkpoint_files("one")
    write_cached_repository(hub, "org/name", files, commit="1" * 40, is_main=False)
    write_cached_repository(hub, "org/name", checkpoint_files("two"), commit="2" * 40)
    assert delete(home, "name").paths == (hub / "models--org--name",)
    assert list(hub.iterdir()) == []


@pytest.mark.skipif(not HAS_LINKS, reason="the cache holds copies there")
def test_a_blob_that_another_revision_needs_stays(home: Home) -> None:
    hub = home.path / ".cache" / "huggingface" / "hub"
    files = {"a-Q4_0.gguf": named_gguf("a"), "b-Q8_0.gguf": named_gguf("b")}
    older = write_cached_repository(hub, "org/two", files, commit="1" * 40, is_main=False)
    write_cached_repository(hub, "org/two", files, commit="2" * 40)
    delete(home, "a-q4_0")
    (left,) = home.models().values()
    assert [file.path.name for file in left.main.files] == ["b-Q8_0.gguf"]
    assert (older / "a-Q4_0.gguf").read_bytes() == named_gguf("a")


def test_an_ollama_blob_that_another_name_needs_stays(home: Home) -> None:
    store = home.path / ".ollama" / "models"
    template = b"{{ .Prompt }}"
    for name in ("one", "two"):
        layers = {
            "model": named_gguf(name),
            "template": template,
            "license": b"of " + name.encode(),
        }
        write_ollama_model(store, f"{LIBRARY}/{name}/7b", layers)
    delete(home, "one-7b")
    (left,) = home.models().values()
    assert {file.path for file in left.main.files} < set((store / "blobs").iterdir())
    assert len(list((store / "blobs").iterdir())) == 3


def test_a_folder_with_something_of_the_persons_stays(home: Home) -> None:
    folder = home.path / "my models" / "phi é"
    for name, content in checkpoint_files().items():
        write_file(folder / name, content)
    notes = write_file(folder / "my notes.txt", b"mine")
    delete(home, "phi-e", [home.path / "my models"])
    assert list(folder.iterdir()) == [notes]


def test_a_lone_file_goes_and_its_neighbours_stay(home: Home) -> None:
    root = home.path / "downloads"
    write_file(root / "phi.gguf", named_gguf("phi"))
    letter = write_file(root / "config.json", b"{}")
    delete(home, "phi", [root])
    assert list(root.iterdir()) == [letter]


@pytest.mark.skipif(not HAS_LINKS, reason="a link needs a privilege there")
def test_a_linked_folder_stays_and_so_does_what_lies_behind_it(home: Home) -> None:
    truth = home.path / "elsewhere" / "phi"
    for name, content in checkpoint_files().items():
        write_file(truth / name, content)
    root = home.path / "my models"
    root.mkdir()
    (root / "phi").symlink_to(truth)
    planned = removal(home, "phi", [root])
    assert truth not in planned.paths
    assert root / "phi" not in planned.paths


def test_a_removal_moves_to_the_recycle_bin(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    file = write_file(home.path / "phi é.gguf", gguf_bytes())
    remove(file, for_good=False)
    assert not file.exists()
    assert os.name == "nt" or [p.name for p in (tmp_path / "Trash" / "files").iterdir()]


def test_what_is_gone_already_is_fine(tmp_path: Path) -> None:
    remove(tmp_path / "no such file", for_good=True)


def test_a_bin_that_cannot_be_had_is_a_sentence(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name == "nt":
        pytest.skip("there is always a recycle bin")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "not" / "there"))
    file = write_file(home.path / "phi.gguf", gguf_bytes())
    with pytest.raises(RemovalFailed, match="could not be moved to the Recycle Bin") as caught:
        remove(file, for_good=False)
    assert caught.value.hint
    assert file.exists()


def test_a_model_that_vanished_is_a_sentence_or_nothing_to_do(home: Home) -> None:
    write_every_store(home.path)
    scanner = home.scanner()
    models: dict[str, Model] = {model.id: model for model in scanner((), ()).models}
    mistral = models["mistral"]
    mistral.folder.unlink()
    with pytest.raises(RemovalFailed, match="mistral cannot be read"):
        scanner.removal(mistral, list(models.values()), ())
