"""Hashes that somebody has noted, against what is in the files."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.domain.hashes import Comparison, KnownHash, compared_check
from app.domain.model import Model, ModelFile, ModelId, Variant
from app.infra.file_hashes import FileHashes
from tests.fakes.hub_server import git_sha1

CONTENT = b"weights" * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@dataclass
class Watch:
    """Counts, and has enough after ``limit`` calls."""

    limit: int = 1000
    calls: int = 0
    cancelled: bool = False

    def advanced(self, done: int, total: int) -> None:
        assert 0 < done <= total
        self.calls += 1
        self.cancelled = self.calls >= self.limit


def model_of(folder: Path, *names: str) -> Model:
    files = tuple(ModelFile(folder / name, len(CONTENT)) for name in names)
    return Model(ModelId("m"), "m", folder, (Variant("gguf", folder / names[0], files),))


def note(folder: Path, *files: dict[str, Any]) -> None:
    content = {"id": "m", "files": list(files)}
    (folder / ".modeltray.json").write_text(json.dumps(content), encoding="utf-8")


def compared(model: Model) -> Comparison:
    reader = FileHashes()
    return reader.compare(reader.known(model), Watch())


def test_our_own_note_of_a_download_is_believed(hard_path: Path) -> None:
    (hard_path / "a.gguf").write_bytes(CONTENT)
    (hard_path / "config.json").write_bytes(b"{}")
    note(
        hard_path,
        {"path": "a.gguf", "sha256": SHA256, "git_sha1": ""},
        {"path": "config.json", "sha256": "", "git_sha1": git_sha1(b"{}")},
    )
    model = model_of(hard_path, "a.gguf")
    assert compared(model) == Comparison(2)

    (hard_path / "config.json").write_bytes(b"[]")
    assert compared(model) == Comparison(2, (hard_path / "config.json",))
    (hard_path / "a.gguf").unlink()
    assert compared(model).wrong == (hard_path / "a.gguf", hard_path / "config.json")


def test_a_store_names_files_by_their_content(tmp_path: Path) -> None:
    blobs, snapshot = tmp_path / "blobs", tmp_path / "snapshot"
    blobs.mkdir()
    snapshot.mkdir()
    (blobs / SHA256).write_bytes(CONTENT)
    (blobs / git_sha1(b"{}")).write_bytes(b"{}")
    (blobs / f"sha256-{SHA256}").write_bytes(CONTENT)
    (snapshot / "a.gguf").symlink_to(blobs / SHA256)
    (snapshot / "b.json").symlink_to(blobs / git_sha1(b"{}"))
    (snapshot / "plain.gguf").write_bytes(CONTENT)
    names = ("a.gguf", "b.json", "plain.gguf")
    assert compared(model_of(snapshot, *names)) == Comparison(2)
    assert compared(model_of(blobs, f"sha256-{SHA256}")) == Comparison(1)
    (blobs / SHA256).write_bytes(b"rot")
    assert compared(model_of(snapshot, *names)).wrong == (snapshot / "a.gguf",)


@pytest.mark.parametrize(
    "file",
    [
        {"path": "../a.gguf", "sha256": SHA256},
        {"path": "/etc/passwd", "sha256": SHA256},
        {"path": "a.gguf", "sha256": "xyz"},
        {"path": "a.gguf", "sha256": ["x"], "git_sha1": 7},
        {"path": 7, "sha256": SHA256, "git_sha1": None},
        {},
    ],
)
def test_a_strangers_note_is_not_believed(tmp_path: Path, file: dict[str, Any]) -> None:
    note(tmp_path, file)
    known = FileHashes().known(model_of(tmp_path, "a.gguf"))
    assert {each.path for each in known} <= {tmp_path / "7"}


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"files": 3}', b'{"files": [1]}', b"\xff"])
def test_a_broken_note_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".modeltray.json").write_bytes(content)
    assert FileHashes().known(model_of(tmp_path, "a.gguf")) == ()


def test_a_comparison_ends_when_nobody_wants_it(tmp_path: Path) -> None:
    known = []
    for name in "abc":
        (tmp_path / name).write_bytes(CONTENT)
        known.append(KnownHash(tmp_path / name, SHA256))
    comparison = FileHashes().compare(known, Watch(limit=2))
    assert (comparison.compared, comparison.complete) == (2, False)
    assert "before it was ended" in compared_check(comparison).sentence


@pytest.mark.parametrize(
    ("comparison", "ok", "words"),
    [
        (Comparison(1), True, "The file is what the publisher put there"),
        (Comparison(3), True, "All 3 files are what the publisher put there"),
        (Comparison(3, (Path("a"),)), False, "damaged or changed: a."),
        (Comparison(3, (Path("a"), Path("b"))), False, "damaged or changed: a, b."),
        (Comparison(2, (Path("a"),), complete=False), False, "damaged or changed: a."),
    ],
)
def test_what_is_said(comparison: Comparison, ok: bool, words: str) -> None:
    check = compared_check(comparison)
    assert check.ok is ok
    assert words in check.sentence
