"""runtime_config.json on the disk: two files made one, and what a broken one does."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import ConfigError
from app.infra.rules_file import SIZE_LIMIT, RulesFile
from tests.domain.rules_world import CONFIG, SEED

GOOD = {"runtime_rules": {"xyz": {"engine": "mine", "command": "run"}}}


class Files:
    """A program folder and a data folder, with the shipped rules in place."""

    def __init__(self, root: Path) -> None:
        self.program = root / "Program Files é"
        self.data = root / "Datos de María"
        self.shipped = self.program / "config" / "runtime_config.json"
        self.user = self.data / "runtime_config.json"
        self.last_good = self.data / "runtime_config.last-good.json"
        self.data.mkdir()
        self.shipped.parent.mkdir(parents=True)
        shutil.copy(CONFIG / "runtime_config.json", self.shipped)
        self.rules = RulesFile(self.shipped, self.user)

    def write(self, document: Any) -> None:
        text = document if isinstance(document, str) else json.dumps(document)
        self.user.write_text(text, encoding="utf-8")

    def command(self, rule: str) -> str:
        return self.rules.load().config.runtime_rules[rule].command


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_without_a_file_of_ones_own_the_shipped_rules_stand(files: Files) -> None:
    loaded = files.rules.load()
    assert list(loaded.config.runtime_rules) == ["gguf", "safetensors", "pytorch", "onnx"]
    assert loaded.warnings == ()
    assert list(files.data.iterdir()) == []


def test_the_persons_rules_are_laid_over_the_shipped_ones(files: Files) -> None:
    files.write({**GOOD, "ports": {"last": 8090}})
    loaded = files.rules.load()
    assert loaded.warnings == ()
    assert list(loaded.config.runtime_rules) == ["gguf", "safetensors", "pytorch", "onnx", "xyz"]
    assert (loaded.config.ports.first, loaded.config.ports.last) == (8080, 8090)


def test_the_seed_configuration_is_a_file_like_any_other(files: Files) -> None:
    files.write(SEED)
    loaded = files.rules.load()
    assert loaded.warnings == ()
    assert {name: rule.command for name, rule in loaded.config.runtime_rules.items()} == {
        "gguf": "{llama_server}",
        "safetensors": "{transformers}",
        "pytorch": "{transformers}",
        "onnx": "{onnx}",
    }


@pytest.mark.parametrize("folder", ["data", "program"])
def test_the_seeds_server_is_used_where_it_exists(files: Files, folder: str) -> None:
    server = getattr(files, folder) / "config" / "llama.cpp" / "server.exe"
    server.parent.mkdir(parents=True)
    server.touch()
    files.write(SEED)
    assert files.command("gguf") == str(server)


@pytest.mark.parametrize("written", ["tools/run.exe", "tools\\run.exe", "./tools/run.exe"])
def test_beside_the_file_comes_before_the_program_folder(files: Files, written: str) -> None:
    for folder in (files.data, files.program):
        (folder / "tools").mkdir()
        (folder / "tools" / "run.exe").touch()
    files.write({"runtime_rules": {"xyz": {"engine": "mine", "command": written}}})
    assert files.command("xyz") == str(files.data / "tools" / "run.exe")


def test_a_script_beside_the_file_is_found(files: Files) -> None:
    script = files.data / "serve.py"
    script.touch()
    files.write(
        {"runtime_rules": {"xyz": {"engine": "m", "command": "python", "args": ["-u", "serve.py"]}}}
    )
    assert files.rules.load().config.runtime_rules["xyz"].args == ("-u", str(script))


BROKEN = [
    pytest.param(b"", "is empty", id="empty"),
    pytest.param(b"\0" * 4146, "is empty", id="all NUL"),
    pytest.param(b'{"runtime_rules": {\n  "gguf": {', "line 2: expecting", id="half JSON"),
    pytest.param(b'{\n "a": 1,\n}', "line 3: ", id="comma too many"),
    pytest.param(b"[" * 100_000, "no program can read", id="nested too deep"),
    pytest.param(b"[1]", "must be one object", id="a list"),
    pytest.param(b'"text"', "must be one object", id="text"),
    pytest.param(b'{"a": ' + b"9" * 5000 + b"}", "no program can read", id="a huge number"),
    pytest.param('{"é": 1}'.encode("latin-1"), "not saved as UTF-8", id="latin-1"),
    pytest.param('{"runtime_rules": {}}'.encode("utf-16"), "not saved as UTF-8", id="UTF-16"),
    pytest.param(b" " * (SIZE_LIMIT + 1), "far too large", id="too large"),
    pytest.param(
        b'{"runtime_rules": {\n "gguf": {\n  "arg": []}}}',
        "line 3: runtime_rules.gguf.arg is not a setting",
        id="unknown key",
    ),
    pytest.param(
        b'{"runtime_rules": {"a": {"engine": "m"},\n "b": {"command": "run"}}}',
        "line 2: runtime_rules.b.engine is missing",
        id="engine missing",
    ),
    pytest.param(
        b'{"runtime_rules": {"b": {"engine": "m",\n "args": ["x",\n\n 8080]}}}',
        "line 4: runtime_rules.b.args.1 must be text in quotes",
        id="number among the arguments",
    ),
    pytest.param(
        b'{"ports": {"first": 8080,\n "last": "8100"}}',
        "line 2: ports.last must be a whole number",
        id="number in quotes",
    ),
    pytest.param(
        b'{"fallback":\n {"enabled": 1}}',
        "line 2: fallback.enabled must be true",
        id="number as bool",
    ),
    pytest.param(
        b'{\n"ports": {"first": 9000}}', "line 2: ports first (9000) is above", id="ports reversed"
    ),
    pytest.param(b'{"runtime_rules": []}', "runtime_rules must be an object", id="list of rules"),
    pytest.param(b'{"runtime_rules": {"gguf": 3}}', "gguf must be an object", id="rule no object"),
]


@pytest.mark.parametrize(("content", "said"), BROKEN)
@pytest.mark.parametrize("worked_before", [False, True])
def test_a_broken_file_is_kept_told_about_and_does_no_harm(
    files: Files, content: bytes, said: str, worked_before: bool
) -> None:
    if worked_before:
        files.write(GOOD)
        files.rules.load()
    files.user.write_bytes(content)
    loaded = files.rules.load()
    (warning,) = loaded.warnings
    assert warning.startswith("runtime_config.json")
    assert said in warning
    assert ("last working rules" if worked_before else "built-in rules") in warning
    assert ("xyz" in loaded.config.runtime_rules) is worked_before
    assert "gguf" in loaded.config.runtime_rules
    assert files.user.read_bytes() == content


def test_a_folder_in_the_place_of_the_file_does_no_harm(files: Files) -> None:
    files.user.mkdir()
    (warning,) = files.rules.load().warnings
    assert "is not a file" in warning


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "symlink"), reason="needs symbolic links")
def test_a_link_that_leads_nowhere_is_told_about(files: Files) -> None:
    files.user.symlink_to(files.data / "gone.json")
    (warning,) = files.rules.load().warnings
    assert "cannot be read" in warning


def test_a_file_of_100_megabytes_is_not_read(files: Files) -> None:
    with files.user.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    (warning,) = files.rules.load().warnings
    assert "far too large" in warning


def test_the_mark_that_notepad_writes_is_no_mistake(files: Files) -> None:
    files.user.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    loaded = files.rules.load()
    assert loaded.warnings == ()
    assert "xyz" in loaded.config.runtime_rules


def test_the_last_good_file_follows_the_good_ones_only(files: Files) -> None:
    files.write(GOOD)
    files.rules.load()
    assert json.loads(files.last_good.read_text(encoding="utf-8")) == GOOD
    files.write("{")
    files.rules.load()
    assert json.loads(files.last_good.read_text(encoding="utf-8")) == GOOD


def test_a_last_good_file_that_is_broken_too_leaves_the_built_in_rules(files: Files) -> None:
    files.write("{")
    files.last_good.write_bytes(b"\0")
    loaded = files.rules.load()
    assert "built-in rules" in loaded.warnings[0]
    assert list(loaded.config.runtime_rules) == ["gguf", "safetensors", "pytorch", "onnx"]


def test_a_data_folder_that_cannot_be_written_to_is_enough(files: Files) -> None:
    files.write(GOOD)
    files.last_good.mkdir()  # nothing can be written in its place
    loaded = files.rules.load()
    assert loaded.warnings == ()
    assert "xyz" in loaded.config.runtime_rules


def test_a_damaged_installation_is_said(files: Files) -> None:
    files.shipped.write_bytes(b"\0\0")
    with pytest.raises(ConfigError, match="is empty"):
        files.rules.load()
