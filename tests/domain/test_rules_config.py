"""The shape of runtime_config.json: what it takes, what it fills in, what it refuses."""

from typing import Any

import pytest
from pydantic import ValidationError

from app.domain.model import FormatMatch
from app.domain.rules import RuntimeConfig, schema_text
from app.domain.rules.completion import is_python, merged
from app.domain.rules.engines import ENGINES
from tests.domain.rules_world import CONFIG, SEED, config, shipped


def test_the_schema_beside_the_configuration_is_the_generated_one() -> None:
    kept = (CONFIG / "runtime_config.schema.json").read_text(encoding="utf-8")
    assert kept == schema_text(), "run: python -m app.domain.rules > that file"


def test_the_shipped_rules_are_the_built_in_ones() -> None:
    rules = shipped().runtime_rules
    assert list(rules) == ["gguf", "safetensors", "pytorch", "onnx"]
    for name, rule in rules.items():
        engine = ENGINES[rule.engine]
        assert (rule.label, rule.command) == (engine.label, engine.command), name
        assert [arg for arg in rule.args if arg != "--allow-pickle"] == list(engine.args), name
    assert "--allow-pickle" in rules["pytorch"].args
    assert "gguf" in rules["safetensors"].opens


@pytest.mark.parametrize("engine", ENGINES)
def test_a_rule_that_only_names_an_engine_is_the_built_in_one(engine: str) -> None:
    rule = config({"any": {"engine": engine}}).runtime_rules["any"]
    built_in = ENGINES[engine]
    assert rule.command == built_in.command
    assert rule.args == built_in.args
    assert rule.label == built_in.label


@pytest.mark.parametrize(
    ("args", "appended"),
    [
        (["--model", "{model_path}", "--port", "{port}"], {"--host", "--alias"}),
        (["-m", "{model_path}", "--port={port}"], {"--host", "--alias"}),
        (["-a", "{model}"], {"--model", "--host", "--port"}),
        ([], {"--model", "--host", "--port", "--alias"}),
    ],
)
def test_what_no_model_can_be_reached_without_is_appended(
    args: list[str], appended: set[str]
) -> None:
    rule = config({"gguf": {"engine": "llama.cpp", "args": args}}).runtime_rules["gguf"]
    assert list(rule.args[: len(args)]) == args
    rest = rule.args[len(args) :]
    assert {word for word in rest if isinstance(word, str) and word.startswith("--")} == appended
    assert ("--threads", "{threads}") in rest


@pytest.mark.parametrize(
    "given", [["--threads", "2"], ["-t", "2"], ["-t=2"], [["-t", "{threads}"]]]
)
def test_a_group_that_the_rule_names_itself_is_not_appended(given: list[Any]) -> None:
    rule = config({"gguf": {"engine": "llama.cpp", "args": given}}).runtime_rules["gguf"]
    assert ("--threads", "{threads}") not in rule.args


def test_an_engine_of_ones_own_gets_nothing_appended() -> None:
    rule = config({"xyz": {"engine": "mine", "command": "run", "args": ["a"]}}).runtime_rules["xyz"]
    assert (rule.label, rule.args, rule.opens) == ("mine", ("a",), ())


def test_the_seed_configuration_stands_for_the_built_in_runners() -> None:
    rules = RuntimeConfig.model_validate(SEED).runtime_rules
    assert {name: rule.command for name, rule in rules.items()} == {
        "gguf": "{llama_server}",
        "safetensors": "{transformers}",
        "onnx": "{onnx}",
    }
    assert not any("scripts" in word for rule in rules.values() for word in rule.args)


@pytest.mark.parametrize(
    ("rule", "command"),
    [
        ({"engine": "transformers", "command": "python"}, "{transformers}"),
        ({"engine": "onnxruntime", "command": "{python}"}, "{onnx}"),
        ({"engine": "llama.cpp", "command": "config\\llama.cpp\\server.exe"}, "{llama_server}"),
        ({"engine": "llama.cpp", "command": "/opt/server.exe"}, "/opt/server.exe"),
        ({"engine": "transformers", "command": "python", "args": ["/a/b.py"]}, "python"),
        ({"engine": "transformers", "command": "python", "args": ["-m", "my_server"]}, "python"),
        ({"engine": "mine", "command": "python"}, "python"),
    ],
)
def test_our_runner_stands_in_only_for_what_the_seed_names(
    rule: dict[str, Any], command: str
) -> None:
    assert config({"x": rule}).runtime_rules["x"].command == command


@pytest.mark.parametrize(
    ("own", "changed"),
    [
        ({"engine": "llama.cpp", "command": "/my/llama-server"}, {"command": "/my/llama-server"}),
        ({"label": "Fast"}, {"label": "Fast"}),
        ({"engine": "transformers"}, {"engine": "transformers"}),
    ],
)
def test_a_rule_of_the_persons_is_laid_over_the_shipped_one(
    own: dict[str, Any], changed: dict[str, Any]
) -> None:
    base = {"engine": "llama.cpp", "label": "A", "command": "{llama_server}", "args": ["--model"]}
    result = merged({"runtime_rules": {"gguf": base, "b": base}}, {"runtime_rules": {"gguf": own}})
    expected = changed if changed.get("engine") == "transformers" else {**base, **changed}
    assert result["runtime_rules"] == {"gguf": expected, "b": base}


def test_python_alone_over_a_shipped_rule_keeps_its_arguments() -> None:
    shipped_rule = {"engine": "transformers", "command": "{transformers}", "args": ["--fast"]}
    own = {"engine": "transformers", "command": "python"}
    result = merged({"runtime_rules": {"s": shipped_rule}}, {"runtime_rules": {"s": own}})
    assert result["runtime_rules"]["s"] == shipped_rule


def test_sections_are_laid_over_key_by_key() -> None:
    result = merged(
        {"runtime_rules": {}, "fallback": {"enabled": True, "default_runtime": "a"}, "ports": {}},
        {"fallback": {"enabled": False}},
    )
    assert result["fallback"] == {"enabled": False, "default_runtime": "a"}
    assert result["ports"] == {}


def test_comments_are_allowed_everywhere() -> None:
    rules = RuntimeConfig.model_validate(
        {
            "$schema": "./runtime_config.schema.json",
            "// why": "because",
            "runtime_rules": {
                "// note": "text",
                "gguf": {"engine": "llama.cpp", "_comment": "mine", "match": {"//": 1}},
            },
            "ports": {"$comment": "fewer", "first": 8090},
        }
    )
    assert list(rules.runtime_rules) == ["gguf"]
    assert (rules.ports.first, rules.ports.last) == (8090, 8100)


@pytest.mark.parametrize(
    ("given", "order"),
    [("transformers", ("transformers",)), (["a", "b"], ("a", "b")), ([], ())],
)
def test_the_fallback_is_one_runtime_or_several(given: Any, order: tuple[str, ...]) -> None:
    assert config({}, fallback={"default_runtime": given}).fallback.default_runtime == order


def test_only_rules_with_a_match_add_a_format() -> None:
    rules = config(
        {
            "gguf": {"engine": "llama.cpp"},
            "xyz": {"engine": "m", "match": {"suffix": ["XYZ", ".abc"]}},
            "genai": {"engine": "onnxruntime", "match": {"files": ["genai_config.json"]}},
        }
    )
    assert rules.matches == (
        FormatMatch("xyz", (".xyz", ".abc")),
        FormatMatch("genai", (), ("genai_config.json",)),
    )


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"runtime_rules": []},
        {"runtime_rules": {"x": {}}},
        {"runtime_rules": {"x": "llama.cpp"}},
        {"runtime_rules": {"x": {"engine": ""}}},
        {"runtime_rules": {"x": {"engine": "m", "args": "--model"}}},
        {"runtime_rules": {"x": {"engine": "m", "args": [1]}}},
        {"runtime_rules": {"x": {"engine": "llama.cpp", "args": [1]}}},
        {"runtime_rules": {"x": {"engine": "llama.cpp", "args": {"a": 1}}}},
        {"runtime_rules": {"x": {"engine": "m", "arg": []}}},
        {"runtime_rules": {"x": {"engine": "m", "health": "health"}}},
        {"runtime_rules": {"x": {"engine": ["m"], "command": 3}}},
        {"runtime_rules": {}, "ports": {"first": 8100, "last": 8080}},
        {"runtime_rules": {}, "ports": {"first": 0}},
        {"runtime_rules": {}, "ports": {"first": "8080"}},
        {"runtime_rules": {}, "fallback": {"enabled": "yes"}},
        {"runtime_rules": {}, "falback": {}},
    ],
)
def test_a_document_of_another_shape_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RuntimeConfig.model_validate(document)


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("python", True),
        ("{python}", True),
        ("python3.12", True),
        ("C:\\Python 3\\pythonw.exe", True),
        ("/usr/bin/python3", True),
        ("ipython", False),
        ("python-server", False),
        ("{llama_server}", False),
    ],
)
def test_a_python_interpreter_is_known_by_its_name(command: str, answer: bool) -> None:
    assert is_python(command) is answer
