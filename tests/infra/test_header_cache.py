"""The header cache: right when it is there, no matter when it is not."""

from pathlib import Path

import pytest

from app.domain.formats.folder import FileEntry
from app.domain.formats.header import Header
from app.domain.model import Capability, Traits
from app.infra.header_cache import HeaderCache

ENTRY = FileEntry("/models/é 日本/model.gguf", 1000, 123_456_789)
HEADER = Header(
    format="gguf",
    kind="model",
    traits=Traits("llama", 7, "Q4_1", 2048, "{{ é }}", frozenset({Capability.CHAT})),
    parts=("a", "b"),
    split_count=2,
    code=("x.py",),
    problem="Broken.",
)


class Reads:
    """Answers with one header and counts."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, entry: FileEntry) -> Header:
        self.count += 1
        return HEADER


def test_a_header_comes_back_whole_from_the_file(tmp_path: Path) -> None:
    first = HeaderCache(tmp_path / "c" / "headers.json", Reads())
    first.read(ENTRY)
    first.save()
    reads = Reads()
    assert HeaderCache(tmp_path / "c" / "headers.json", reads).read(ENTRY) == HEADER
    assert reads.count == 0


@pytest.mark.parametrize(
    ("size", "mtime_ns", "count"), [(1000, 123_456_789, 1), (999, 123_456_789, 2), (1000, 1, 2)]
)
def test_a_changed_file_is_read_again(tmp_path: Path, size: int, mtime_ns: int, count: int) -> None:
    reads = Reads()
    cache = HeaderCache(tmp_path / "headers.json", reads)
    cache.read(ENTRY)
    cache.read(ENTRY._replace(size=size, mtime_ns=mtime_ns))
    assert reads.count == count


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 100, b"{", b"[]", b'{"version": 1}', b'{"version": 0, "entries": {}}', b"\xff"],
)
def test_a_broken_file_is_ignored_and_replaced(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "headers.json"
    file.write_bytes(content)
    reads = Reads()
    cache = HeaderCache(file, reads)
    assert cache.read(ENTRY) == HEADER
    cache.save()
    HeaderCache(file, reads).read(ENTRY)
    assert reads.count == 1


def test_a_folder_instead_of_the_file_is_survived(tmp_path: Path) -> None:
    (tmp_path / "headers.json").mkdir()
    cache = HeaderCache(tmp_path / "headers.json", Reads())
    cache.read(ENTRY)
    cache.save()
    assert cache.read(ENTRY) == HEADER


def test_a_file_that_could_not_be_opened_is_tried_again(tmp_path: Path) -> None:
    headers = iter((Header(problem="Permission denied.", readable=False), HEADER))
    cache = HeaderCache(tmp_path / "headers.json", lambda _: next(headers))
    assert cache.read(ENTRY).problem == "Permission denied."
    cache.save()
    assert cache.read(ENTRY) == HEADER


def test_files_that_were_not_seen_again_are_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "headers.json"
    cache = HeaderCache(file, Reads())
    cache.read(ENTRY)
    cache.save()
    cache.read(ENTRY._replace(location="/models/other.gguf"))
    cache.save()
    reads = Reads()
    HeaderCache(file, reads).read(ENTRY)
    assert reads.count == 1


def test_nothing_is_written_when_nothing_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "headers.json"
    cache = HeaderCache(file, Reads())
    cache.read(ENTRY)
    cache.save()
    file.unlink()
    cache.read(ENTRY)
    cache.save()
    assert not file.exists()
