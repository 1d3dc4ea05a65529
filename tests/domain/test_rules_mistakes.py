"""No document, however odd, gives anything but rules or a sentence; lines are found exactly."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ConfigError
from app.domain.rules import RuntimeConfig
from app.domain.rules.completion import merged
from app.domain.rules.json_lines import line_of
from app.domain.rules.mistakes import checked, document_of
from tests.domain.rules_world import CONFIG, SEED

SHIPPED = json.loads((CONFIG / "runtime_config.json").read_text(encoding="utf-8"))

_KEYS = st.sampled_from(
    ["runtime_rules", "gguf", "xyz", "engine", "command", "args", "match", "opens", "ports",
     "first", "fallback", "default_runtime", "enabled", "// note", "label", ""]
)  # fmt: skip
_PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from(["llama.cpp", "transformers", "python", "mine", "{port}", "", "é\0"]),
)
_VALUES = st.recursive(
    _PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4)
)


@settings(max_examples=300, deadline=None)
@given(own=st.dictionaries(_KEYS, _VALUES, max_size=4))
def test_an_odd_document_gives_rules_or_a_sentence_with_a_line(own: dict[str, Any]) -> None:
    result = _read(json.dumps(own, indent=1))
    if isinstance(result, ConfigError):
        assert result.message.startswith("mine.json, line ")
        assert result.message.endswith(".")
    else:
        assert {"gguf", "safetensors", "pytorch"} <= set(result.runtime_rules)


def _read(text: str) -> RuntimeConfig | ConfigError:
    try:
        return checked(merged(SHIPPED, document_of(text, "mine.json")), text, "mine.json")
    except ConfigError as error:
        return error


@pytest.mark.parametrize("indent", [None, 0, 2])
def test_the_line_of_every_value_is_found(indent: int | None) -> None:
    text = json.dumps(SEED, indent=indent)
    for path, value in _leaves(SEED, ()):
        line = text.splitlines()[line_of(text, path) - 1]
        assert json.dumps(value) in line
        assert indent is None or line.strip().rstrip(",").endswith(json.dumps(value))


def _leaves(value: Any, path: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in _leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for i, item in enumerate(value) for leaf in _leaves(item, (*path, i))]
    return [(path, value)]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a", "missing"), 2),
        (("nothing",), 1),
        (("a", "b", "deeper"), 3),
        (("a", "list", 7), 4),
        (("a", "list", 1), 5),
        (("a", 0), 2),
        (("a", "list", "x"), 4),
    ],
)
def test_a_path_that_leads_nowhere_ends_at_its_innermost_value(
    path: tuple[str | int, ...], line: int
) -> None:
    text = '{\n"a" : {\n"b": 1,\n"list" : [0 ,\n2]}}'
    assert line_of(text, path) == line
