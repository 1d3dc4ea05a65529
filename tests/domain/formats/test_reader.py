"""Reading any file: a header comes back, whatever is in it."""

import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.formats.detect import detect
from app.domain.formats.folder import FileEntry, list_folder
from app.domain.formats.reader import read_header
from tests.fakes.model_files import write_json

NAMES = (
    "model.gguf",
    "model.safetensors",
    "pytorch_model.bin",
    "any.bin",
    "config.json",
    "tokenizer_config.json",
    "chat_template.jinja",
    "genai_config.json",
    "model.safetensors.index.json",
)
STARTS = (b"", b"GGUF\x03\0\0\0", b"PK\x03\x04", b"\x80\x02", b"\x10\0\0\0\0\0\0\0{", b"{", b"tjgg")


@settings(max_examples=300, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    start=st.sampled_from(STARTS),
    rest=st.binary(max_size=200),
)
def test_any_content_gives_a_header(name: str, start: bytes, rest: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(start + rest)
        header = read_header(FileEntry(str(path), path.stat().st_size, 0))
    assert header.problem is None or header.problem.isprintable()


@pytest.mark.parametrize("name", NAMES)
def test_what_cannot_be_opened_is_a_problem_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    problem = read_header(FileEntry(str(tmp_path / name), 0, 0)).problem
    assert problem is not None
    assert f"{name} cannot be read" in problem


def test_half_a_character_in_json_becomes_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer_config.json"
    path.write_bytes(b'{"chat_template": "a\\ud83d b \\ud83d\\ude00"}')
    template = read_header(FileEntry(str(path), 0, 0)).traits.chat_template
    assert template == "a? b 😀"


def test_a_strangers_words_stay_one_short_line(tmp_path: Path) -> None:
    auto_map = {"AutoModel": "evil\n" + "x" * 10_000 + ".Class"}
    write_json(tmp_path / "config.json", {"model_type": "n\0ew", "auto_map": auto_map})
    header = read_header(FileEntry(str(tmp_path / "config.json"), 0, 0))
    assert header.traits.architecture == "n?ew"
    assert all(name.isprintable() and len(name) < 100 for name in header.code)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are always text there")
def test_a_name_that_is_no_text_is_passed_over(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.gguf")).write_bytes(b"GGUF")
    assert detect(list_folder(str(tmp_path)).folder, read_header) == ()
