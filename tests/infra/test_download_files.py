"""Where downloads lie, and what is left alone."""

import json
from pathlib import Path

import pytest

from app.domain.errors import DownloadConflict
from app.domain.hub.download import DownloadOrder
from app.infra.download_files import MANIFEST, DownloadFolders

FILES = DownloadFolders()


def folder_for(root: Path, repository: str = "pub/Name", id_: str = "id", **more: object) -> str:
    taken = more.get("taken", ())
    assert isinstance(taken, tuple)
    folder = FILES.free_folder(root, repository, "Q4_K_M", id_, taken)
    return folder.relative_to(root).as_posix()


def order_in(root: Path, id_: str = "name-123") -> DownloadOrder:
    return DownloadOrder(id_, "pub/Name", "r", "Q8_0", "https://hub", str(root), str(root), ())


def put_there(folder: Path, id_: str, *names: str) -> None:
    folder.mkdir(parents=True)
    listed = [{"path": name} for name in ("a.gguf", "b.gguf")]
    (folder / MANIFEST).write_text(json.dumps({"id": id_, "files": listed}), encoding="utf-8")
    for name in names:
        (folder / name).write_bytes(b"x")


def test_publisher_and_name(hard_path: Path) -> None:
    assert folder_for(hard_path) == "pub/Name"


def test_another_choice_lies_beside_the_first(tmp_path: Path) -> None:
    put_there(tmp_path / "pub" / "Name", "other", "a.gguf", "b.gguf")
    assert folder_for(tmp_path) == "pub/Name-Q4_K_M"
    (tmp_path / "pub" / "Name-Q4_K_M").mkdir()
    assert folder_for(tmp_path) == "pub/Name-Q4_K_M-2"


def test_where_another_download_goes_is_taken(tmp_path: Path) -> None:
    assert folder_for(tmp_path, taken=(tmp_path / "pub" / "Name",)) == "pub/Name-Q4_K_M"


def test_what_is_there_is_not_fetched_again_unless_it_was_deleted(tmp_path: Path) -> None:
    put_there(tmp_path / "pub" / "Name", "id", "a.gguf", "b.gguf")
    with pytest.raises(DownloadConflict, match="is here already"):
        folder_for(tmp_path)
    (tmp_path / "pub" / "Name" / "b.gguf").unlink()
    assert folder_for(tmp_path) == "pub/Name-Q4_K_M"


def test_names_that_windows_keeps_to_itself(tmp_path: Path) -> None:
    assert folder_for(tmp_path, "con/aux.gguf") == "con-model/aux.gguf-model"


@pytest.mark.parametrize("id_", ["../..", "/etc", "", "a/b", "A", "a" * 99])
def test_an_id_from_an_edited_list_leads_nowhere(tmp_path: Path, id_: str) -> None:
    with pytest.raises(DownloadConflict):
        FILES.remove(order_in(tmp_path, id_))


def test_only_what_belongs_to_it_is_removed(tmp_path: Path) -> None:
    order = order_in(tmp_path)
    mine, others = FILES.staging(order), FILES.staging(order_in(tmp_path, "other-1"))
    for folder in (mine, others):
        folder.mkdir(parents=True)
        (folder / "part").write_bytes(b"x")
    FILES.remove(order)
    assert not mine.exists()
    assert others.exists()
    FILES.remove(order)
