"""Duplicates are files of the same bytes: neither the same size nor the same name makes one."""

import hashlib
import os
from pathlib import Path

import pytest

from app.domain.duplicates import Copy, Suspects, bytes_to_win, suspects
from app.domain.model import FileRole, Model, ModelFile, ModelId, Variant
from app.infra.duplicate_finder import find_duplicates
from tests.fakes.store_trees import write_file

SIZE = 3 << 20
CONTENT = bytes(range(256)) * (SIZE // 256)


class Watch:
    """Counts, and cancels when told to."""

    def __init__(self, cancel_at: int | None = None) -> None:
        self.cancelled = False
        self.steps: list[tuple[int, int]] = []
        self._cancel_at = cancel_at

    def advanced(self, done: int, total: int) -> None:
        self.steps.append((done, total))
        self.cancelled = len(self.steps) == self._cancel_at


def suspect(*paths: Path) -> Suspects:
    return Suspects(SIZE, tuple(Copy(path, path.name) for path in paths))


def changed_at(place: int) -> bytes:
    return CONTENT[:place] + b"!" + CONTENT[place + 1 :]


@pytest.mark.parametrize("place", [0, SIZE // 2 + 1, SIZE - 2], ids=["start", "middle", "end"])
def test_one_other_byte_makes_another_file(hard_path: Path, place: int) -> None:
    same = [write_file(hard_path / name, CONTENT) for name in ("a.gguf", "b é.gguf")]
    other = write_file(hard_path / "other.gguf", changed_at(place))
    (found,) = find_duplicates([suspect(*same, other)], Watch())
    assert [copy.path for copy in found.copies] == same
    assert found.could_be_won == bytes_to_win([found]) == SIZE


def test_two_names_of_one_file_take_its_room_once(tmp_path: Path) -> None:
    file = write_file(tmp_path / "a.gguf", CONTENT)
    os.link(file, tmp_path / "b.gguf")
    assert find_duplicates([suspect(file, tmp_path / "b.gguf")], Watch()) == ()


def test_stores_that_name_files_by_content_are_not_read_again(tmp_path: Path) -> None:
    name = hashlib.sha256(CONTENT).hexdigest()
    blobs = [write_file(tmp_path / f"sha256-{name}", CONTENT), write_file(tmp_path / name, CONTENT)]
    plain = write_file(tmp_path / "model.gguf", CONTENT)
    watch = Watch()
    (found,) = find_duplicates([suspect(*blobs, plain)], watch)
    assert len(found.copies) == 3
    assert len(watch.steps) == 3


def test_what_vanished_is_passed_over(tmp_path: Path) -> None:
    file = write_file(tmp_path / "a.gguf", CONTENT)
    assert find_duplicates([suspect(file, tmp_path / "gone.gguf")], Watch()) == ()


def test_progress_ends_at_all_bytes_and_a_cancel_keeps_what_was_found(tmp_path: Path) -> None:
    groups = []
    for number in range(3):
        content = bytes([number]) + CONTENT
        files = [write_file(tmp_path / f"{number}{c}.gguf", content) for c in "ab"]
        copies = tuple(Copy(path, path.name) for path in files)
        groups.append(Suspects(SIZE + 1, copies))
    watch = Watch()
    assert len(find_duplicates(groups, watch)) == 3
    assert watch.steps[-1] == (6 * (SIZE + 1), 6 * (SIZE + 1))
    assert len(find_duplicates(groups, Watch(cancel_at=3))) == 1


def test_weights_of_the_same_size_are_suspects() -> None:
    def model(name: str, size: int, role: FileRole = FileRole.WEIGHTS) -> Model:
        file = ModelFile(Path(name), size, role)
        return Model(ModelId(name), name, Path(), (Variant("gguf", Path(name), (file,)),))

    models = [
        *(model("a", 20), model("b", 20), model("large", 99), model("huge", 99)),
        *(model("alone", 21), model("small", 2), model("tiny", 2)),
        model("p", 20, FileRole.PROJECTOR),
    ]
    groups = suspects(models, smallest=10)
    assert [[copy.model for copy in group.copies] for group in groups] == [
        ["large", "huge"],
        ["a", "b"],
    ]
