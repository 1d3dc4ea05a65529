"""The shipped rules and one's own, told to people."""

import json
from pathlib import Path

import pytest

from app.infra.programs import Programs
from app.infra.rules_file import RulesFile
from app.paths import find_paths
from app.services.rule_book import rule_infos

MINE = {
    "runtime_rules": {
        "// note": "mine",
        "gguf": {"label": "llama.cpp (Mine)"},
        "npz": {
            "engine": "numpy",
            "command": "no-such-program-here",
            "args": ["--model", "{model_path}", "--port", "{port}", ["-t", "{threads}"]],
            "match": {"suffix": [".npz"], "files": ["model.json"]},
        },
    }
}


@pytest.fixture
def rules(hard_path: Path) -> RulesFile:
    return RulesFile(find_paths().config / "runtime_config.json", hard_path / "rules.json")


def test_without_a_file_of_ones_own_all_are_built_in(rules: RulesFile) -> None:
    infos = rule_infos(rules.load(), Programs(find_paths()))
    assert not any(info.is_own for info in infos)
    assert infos[0].name == "gguf"
    assert "[--threads {threads}]" in infos[0].command


def test_what_ones_own_file_changes_is_ones_own(rules: RulesFile, hard_path: Path) -> None:
    (hard_path / "rules.json").write_text(json.dumps(MINE), encoding="utf-8")
    infos = {info.name: info for info in rule_infos(rules.load(), Programs(find_paths()))}

    assert {name for name, info in infos.items() if info.is_own} == {"gguf", "npz"}
    assert infos["gguf"].label == "llama.cpp (Mine)"
    assert infos["npz"].formats == (".npz", "model.json")
    assert "no-such-program-here, which is not on PATH" in infos["npz"].problem
    assert infos["npz"].program == ""


def test_the_place_of_ones_own_file_is_told(rules: RulesFile, hard_path: Path) -> None:
    assert rules.load().own_file == hard_path / "rules.json"
    (hard_path / "rules.json").write_text("{", encoding="utf-8")
    loaded = rules.load()
    assert (loaded.own_file, loaded.own) == (hard_path / "rules.json", frozenset())
    assert loaded.warnings
