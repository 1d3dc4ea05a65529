"""Which rule runs a model, why, and what is tried after it."""

from typing import Any

import pytest

from app.domain.errors import InvalidOption, RuleError, UnsupportedFormat
from app.domain.launch import LoadOptions
from app.domain.model import Model
from app.domain.rules import RuntimeConfig, candidates
from tests.domain.rules_world import config, model, shipped

OWN = {"engine": "mine", "command": "run", "match": {"suffix": [".xyz"]}}


def tried(rules: RuntimeConfig, asked: Model, runtime: str | None = None) -> list[tuple[str, str]]:
    found = candidates(rules, asked, LoadOptions(runtime=runtime))
    return [(candidate.rule_name, candidate.variant.format) for candidate in found]


@pytest.mark.parametrize(
    ("formats", "runtime", "expected"),
    [
        (["gguf"], None, [("gguf", "gguf"), ("safetensors", "gguf")]),
        (["safetensors"], None, [("safetensors", "safetensors")]),
        (["pytorch"], None, [("pytorch", "pytorch")]),
        (["gguf", "safetensors"], None, [("gguf", "gguf"), ("safetensors", "safetensors")]),
        (["gguf", "pytorch"], None, [("gguf", "gguf"), ("pytorch", "pytorch")]),
        (["onnx"], None, [("onnx", "onnx")]),
        (["safetensors", "onnx"], None, [("safetensors", "safetensors")]),
        (
            ["safetensors", "onnx"],
            "onnxruntime",
            [("onnx", "onnx"), ("safetensors", "safetensors")],
        ),
        (["gguf"], "gguf", [("gguf", "gguf"), ("safetensors", "gguf")]),
        (["gguf"], "transformers", [("safetensors", "gguf")]),
        (["gguf"], "Transformers", [("safetensors", "gguf")]),
        (["gguf", "safetensors"], "transformers", [("safetensors", "safetensors")]),
        (["safetensors", "gguf"], "llama.cpp", [("gguf", "gguf"), ("safetensors", "safetensors")]),
        (["gguf", "pytorch"], "pytorch", [("pytorch", "pytorch")]),
    ],
)
def test_the_shipped_rules_in_the_order_they_are_tried(
    formats: list[str], runtime: str | None, expected: list[tuple[str, str]]
) -> None:
    assert tried(shipped(), model(*formats), runtime) == expected


@pytest.mark.parametrize(
    ("fallback", "engines"),
    [
        ({"default_runtime": ["second", "third"]}, ["mine", "second", "third"]),
        ({"default_runtime": ["third", "second"]}, ["mine", "third", "second"]),
        ({"default_runtime": "mine"}, ["mine"]),
        ({"default_runtime": "nobody"}, ["mine"]),
        ({"default_runtime": ["second", "c"]}, ["mine", "second", "third"]),
        ({"enabled": False, "default_runtime": "second"}, ["mine"]),
        ({"default_runtime": "broken"}, ["mine"]),
    ],
)
def test_fallbacks_come_in_the_order_of_the_configuration(
    fallback: dict[str, Any], engines: list[str]
) -> None:
    rules = {
        "xyz": OWN,
        "b": {"engine": "second", "command": "b", "opens": ["xyz"]},
        "c": {"engine": "third", "command": "c", "opens": ["xyz"]},
        "d": {"engine": "broken", "command": "d", "opens": ["xyz"], "args": ["{nonsense}"]},
    }
    found = candidates(config(rules, fallback=fallback), model("xyz"), LoadOptions())
    assert [candidate.rule.engine for candidate in found] == engines


@pytest.mark.parametrize(
    ("formats", "runtime", "why"),
    [
        (["gguf"], None, "rule `gguf` because `model.gguf` starts with the GGUF magic"),
        (
            ["safetensors"],
            None,
            "rule `safetensors` because `model.safetensors` has a SafeTensors header",
        ),
        (["pytorch"], None, "rule `pytorch` because `pytorch_model.bin` holds PyTorch weights"),
        (["xyz"], None, "rule `xyz` because `model.xyz` is recognised by the rule's match for xyz"),
        (["gguf"], "llama.cpp", "rule `gguf` because llama.cpp was asked for"),
    ],
)
def test_every_choice_is_explained(formats: list[str], runtime: str | None, why: str) -> None:
    rules = shipped()
    rules = RuntimeConfig(
        runtime_rules={**rules.runtime_rules, **config({"xyz": OWN}).runtime_rules}
    )
    assert next(candidates(rules, model(*formats), LoadOptions(runtime=runtime))).why == why


def test_a_fallback_is_explained() -> None:
    *_, last = candidates(shipped(), model("gguf"), LoadOptions())
    assert last.why == "rule `safetensors` as the fallback: transformers opens gguf too"


def test_a_format_without_a_rule_is_said_in_a_sentence() -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        candidates(config({"gguf": {"engine": "llama.cpp"}}), model("onnx"), LoadOptions())
    assert "opens ONNX models, which Größe is" in caught.value.message
    assert 'Add a rule named "onnx"' in caught.value.hint


def test_an_unknown_runtime_is_answered_with_the_known_ones() -> None:
    with pytest.raises(InvalidOption) as caught:
        candidates(shipped(), model("gguf"), LoadOptions(runtime="vllm"))
    assert "vllm" in caught.value.message
    assert caught.value.hint == (
        "Known are: gguf, safetensors, pytorch, onnx, llama.cpp, transformers, onnxruntime."
    )


def test_a_runtime_that_cannot_open_the_model_says_so() -> None:
    with pytest.raises(InvalidOption, match=r"llama\.cpp cannot open Größe, which is SafeTensors"):
        candidates(shipped(), model("safetensors"), LoadOptions(runtime="llama.cpp"))


def test_a_mistake_in_the_best_rule_is_told_and_not_papered_over() -> None:
    rules = config({"gguf": {"engine": "llama.cpp", "args": ["{modle}"]}})
    with pytest.raises(RuleError, match="gguf"):
        candidates(rules, model("gguf"), LoadOptions())
