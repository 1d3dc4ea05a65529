"""What the JSON files beside the weights say."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import InvalidModel
from app.domain.formats.config_json import read_config, read_template_file, read_tokenizer_config
from app.domain.formats.native_architectures import NATIVE_ARCHITECTURES
from app.domain.formats.shard_index import is_inside, read_index
from app.domain.model import Capability, Traits
from tests.fakes.model_files import write_json


def config(folder: Path, **values: Any) -> Traits:
    write_json(folder / "config.json", values)
    return read_config(folder / "config.json").traits


def test_nested_text_config_gives_the_context(tmp_path: Path) -> None:
    traits = config(
        tmp_path,
        model_type="gemma3",
        architectures=["Gemma3ForConditionalGeneration"],
        text_config={"max_position_embeddings": 131072},
        vision_config={"hidden_size": 1},
    )
    assert (traits.architecture, traits.context_length) == ("gemma3", 131072)
    assert traits.capabilities == {Capability.COMPLETION, Capability.VISION}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"architectures": ["PhiForCausalLM"]}, {Capability.COMPLETION}),
        ({"architectures": ["GPT2LMHeadModel"]}, {Capability.COMPLETION}),
        ({"architectures": ["BertModel"], "model_type": "bert"}, {Capability.EMBEDDING}),
        ({"architectures": ["XLMRobertaForSequenceClassification"]}, {Capability.RERANK}),
        ({"architectures": []}, set()),
        ({"architectures": "nonsense"}, set()),
        ({}, set()),
    ],
)
def test_capabilities(tmp_path: Path, values: dict[str, Any], expected: set[Capability]) -> None:
    assert config(tmp_path, **values).capabilities == expected


def test_quantization_is_named_by_its_method(tmp_path: Path) -> None:
    traits = config(tmp_path, model_type="llama", quantization_config={"quant_method": "awq"})
    assert traits.quantization == "awq"


AUTO_MAP = {"AutoModelForCausalLM": "modeling_evil.EvilForCausalLM", "AutoConfig": "a/b--conf.C"}


def test_code_of_an_unknown_architecture_is_named(tmp_path: Path) -> None:
    write_json(tmp_path / "config.json", {"model_type": "evil", "auto_map": AUTO_MAP})
    assert read_config(tmp_path / "config.json").code == ("conf.py", "modeling_evil.py")


def test_code_of_an_architecture_that_transformers_knows_is_not_needed(tmp_path: Path) -> None:
    write_json(tmp_path / "config.json", {"model_type": "phi3", "auto_map": AUTO_MAP})
    assert read_config(tmp_path / "config.json").code == ()


def test_the_known_architectures_are_those_of_the_installed_transformers() -> None:
    auto = pytest.importorskip("transformers.models.auto.configuration_auto")
    assert set(auto.CONFIG_MAPPING_NAMES) == NATIVE_ARCHITECTURES


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"\x00" * 50, "not JSON"),
        (b"\xff\xfe{}", "not JSON"),
        (b'{"a": "\xed\xa0\x80"}', "not JSON"),
        (b"[" * 200_000, "not JSON"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "not JSON"),
        (b"[1]", "JSON object"),
    ],
)
def test_broken_json_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "config.json"
    path.write_bytes(content)
    with pytest.raises(InvalidModel, match=words):
        read_config(path)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{{ x }}", "{{ x }}"),
        ([{"name": "tool_use", "template": "t"}, {"name": "default", "template": "d"}], "d"),
        ([], None),
        (7, None),
    ],
)
def test_chat_template_of_the_tokenizer(tmp_path: Path, value: Any, expected: str | None) -> None:
    path = tmp_path / "tokenizer_config.json"
    write_json(path, {"chat_template": value})
    assert read_tokenizer_config(path).traits.chat_template == expected


def test_a_template_that_mentions_tools_can_call_them(tmp_path: Path) -> None:
    path = tmp_path / "chat_template.jinja"
    path.write_text("{% if tools %}é{% endif %}", encoding="utf-8")
    traits = read_template_file(path).traits
    assert traits.chat_template == "{% if tools %}é{% endif %}"
    assert traits.capabilities == {Capability.CHAT, Capability.TOOLS}


@pytest.mark.parametrize("name", ["model-1.safetensors", "sub/model.safetensors", "a..b.bin"])
def test_names_inside_the_folder(name: str) -> None:
    assert is_inside(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../x",
        "a/../../x",
        "/etc/passwd",
        "..\\x",
        "C:\\x",
        "C:x",
        "\\\\srv\\s\\x",
        "\\x",
        "a\0b",
    ],
)
def test_names_outside_the_folder(tmp_path: Path, name: str) -> None:
    assert not is_inside(name)
    path = tmp_path / "model.safetensors.index.json"
    path.write_text(json.dumps({"weight_map": {"w": name}}), encoding="utf-8")
    with pytest.raises(InvalidModel, match="outside its folder"):
        read_index(path)


@pytest.mark.parametrize("weight_map", [None, {}, [], {"w": 7}, {"w": {"x": 1}}])
def test_an_index_that_lists_no_files_is_damaged(tmp_path: Path, weight_map: Any) -> None:
    path = tmp_path / "model.safetensors.index.json"
    write_json(path, {"weight_map": weight_map})
    with pytest.raises(InvalidModel, match="damaged"):
        read_index(path)
