"""A validation point by point: what is looked at, and what is said when it is not so."""

import os
from pathlib import Path

import pytest

from app.domain.formats.detect import detect
from app.domain.formats.folder import list_folder
from app.domain.formats.reader import read_header
from app.domain.formats.validate import checked, open_folder, recheck
from app.domain.names import make_models
from tests.fakes.model_files import (
    CHAT_TEMPLATE,
    LLAMA_CONFIG,
    gguf_bytes,
    write_checkpoint,
    write_config,
    write_gguf,
    write_json,
    write_split_gguf,
    write_torch_zip,
)
from tests.fakes.onnx_bytes import onnx_bytes


def checks_of(folder: Path) -> dict[str, tuple[bool, str]]:
    (model,) = make_models(detect(list_folder(str(folder)).folder, read_header))
    points = checked(model, recheck(model), (), open_folder)
    assert len({point.name for point in points}) == len(points)
    return {point.name: (point.ok, point.sentence) for point in points}


def test_everything_about_a_good_gguf(hard_path: Path) -> None:
    facts = {"block_count": 2, "embedding_length": 64}
    metadata = {f"llama.{key}": value for key, value in facts.items()}
    more = {"tokenizer.chat_template": CHAT_TEMPLATE, "general.license": "apache-2.0"}
    write_gguf(hard_path / "model.gguf", metadata=metadata | more)
    assert checks_of(hard_path) == {
        "header": (True, "Every tensor lies inside its file."),
        "files": (True, "The file of the weights is there."),
        "tokenizer": (True, "The file holds 10 tokens."),
        "template": (True, "The model brings a chat template."),
        "licence": (True, "The publisher names the licence apache-2.0."),
    }


def test_everything_about_a_good_checkpoint(hard_path: Path) -> None:
    write_checkpoint(hard_path, shards=2)
    (hard_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    card = "---\nlanguage: en\nlicense: mit\n---\n# A model\nlicense: other\n"
    (hard_path / "README.md").write_text(card, encoding="utf-8")
    assert checks_of(hard_path) == {
        "header": (True, "Every tensor lies inside its file."),
        "files": (True, "All 2 files of the weights are there."),
        "tokenizer": (True, "The tokenizer is there: tokenizer.json."),
        "template": (True, "The model brings a chat template."),
        "code": (True, "The model asks for no Python code of its own."),
        "licence": (True, "The publisher names the licence mit."),
    }


def test_a_damaged_file_fails_its_header_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "model.gguf").write_bytes(gguf_bytes(tensors=[("w", (64, 64))])[:-100])
    found = checks_of(tmp_path)
    assert not found["header"][0]
    assert "incomplete" in found["header"][1]
    assert found["files"] == (True, "The file of the weights is there.")


@pytest.mark.parametrize("gone", ["model-00002-of-00003.gguf", "model-00003-of-00003.gguf"])
def test_a_missing_part_fails_the_files_and_not_the_headers(tmp_path: Path, gone: str) -> None:
    write_split_gguf(tmp_path, "model", 3)
    (tmp_path / gone).unlink()
    found = checks_of(tmp_path)
    assert found["header"][0]
    assert found["files"] == (
        False,
        f"{gone} is missing: the model comes in 3 files. "
        "Download the missing files into the same folder.",
    )


def test_code_that_is_asked_for_is_told_once(tmp_path: Path) -> None:
    config = LLAMA_CONFIG | {"model_type": "odd", "auto_map": {"AutoModel": "modeling_odd.Odd"}}
    write_checkpoint(tmp_path, config=config, chat=False)
    found = checks_of(tmp_path)
    assert not found["code"][0]
    assert "modeling_odd.py" in found["code"][1]
    assert found["files"][0]
    assert found["header"][0]
    assert found["tokenizer"][0] is found["template"][0] is False
    assert "tokenizer.json" in found["tokenizer"][1]


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


@pytest.mark.parametrize(("content", "ok"), [(None, True), ({"a": Evil()}, False)])
def test_a_pickle_that_calls_more_than_tensors_need_is_told(
    tmp_path: Path, content: object, ok: bool
) -> None:
    write_config(tmp_path)
    write_torch_zip(tmp_path / "pytorch_model.bin", content)
    found = checks_of(tmp_path)
    assert found["pickle"][0] is ok
    assert ("system" in found["pickle"][1]) is not ok


def test_a_model_that_has_gone_is_checked_without_an_accident(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    write_gguf(folder / "model.gguf")
    (model,) = make_models(detect(list_folder(str(folder)).folder, read_header))
    (folder / "model.gguf").unlink()
    folder.rmdir()
    points = {point.name: point for point in checked(model, recheck(model), (), open_folder)}
    assert not points["header"].ok
    assert "cannot be read" in points["header"].sentence


@pytest.mark.parametrize(
    ("providers", "sentence"),
    [
        ([], "The model is made for the processor."),
        ([{"cpu": {}}], "The model is made for the processor."),
        ([{"cuda": {}}], "The model is made for cuda; without it, the processor is tried."),
    ],
)
def test_what_an_onnx_is_made_for(
    hard_path: Path, providers: list[dict[str, object]], sentence: str
) -> None:
    options = {"provider_options": providers}
    decoder = {"filename": "model.onnx", "session_options": options}
    write_json(hard_path / "genai_config.json", {"model": {"decoder": decoder}})
    (hard_path / "model.onnx").write_bytes(onnx_bytes())
    assert checks_of(hard_path)["device"] == (True, sentence)
