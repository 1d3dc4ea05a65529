"""The sentences of /registry/validate, word for word where a client may compare them."""

from pathlib import Path

import pytest

from app.domain.formats.detect import detect
from app.domain.formats.folder import list_folder
from app.domain.formats.reader import read_header
from app.domain.formats.validate import recheck, validate
from app.domain.model import FormatMatch, Model, Variant
from app.domain.names import make_models
from tests.fakes.model_files import write_checkpoint, write_gguf, write_split_gguf


def only_model(folder: Path) -> Model:
    (model,) = make_models(detect(list_folder(str(folder)).folder, read_header))
    return model


def test_a_good_gguf(tmp_path: Path) -> None:
    write_gguf(tmp_path / "model.gguf")
    report = validate(only_model(tmp_path).main)
    assert report.format == "gguf"
    assert report.valid
    assert report.files == ("model.gguf",)
    assert report.message == "GGUF format detected - compatible with llama.cpp"


def test_a_good_checkpoint(tmp_path: Path) -> None:
    report = validate(only_model(write_checkpoint(tmp_path)).main)
    assert report.format == "safetensors"
    assert report.valid
    assert report.files == ("model.safetensors",)
    assert report.message == "SafeTensors format detected - will use transformers runtime"


def test_a_lone_file_of_a_rules_own_format_is_named(tmp_path: Path) -> None:
    (tmp_path / "song.xyz").write_bytes(b"weights")
    matches = (FormatMatch("xyz", (".xyz",)),)
    (found,) = detect(list_folder(str(tmp_path), matches).folder, read_header, matches)
    assert validate(found.variants[0]).files == ("song.xyz",)


@pytest.mark.parametrize(
    ("format_name", "engine", "message"),
    [
        ("pytorch", None, "PyTorch format detected - will use transformers runtime"),
        ("onnx", None, "ONNX format detected - will use onnxruntime runtime"),
        ("safetensors", "vllm", "SafeTensors format detected - will use vllm runtime"),
        ("gguf", "koboldcpp", "GGUF format detected - compatible with koboldcpp"),
        ("xyz", "my-engine", "xyz format detected - will use my-engine runtime"),
        ("xyz", None, "xyz format detected - will use the runtime of rule 'xyz'"),
    ],
)
def test_other_formats_and_engines(format_name: str, engine: str | None, message: str) -> None:
    assert validate(Variant(format_name, Path("x"), ()), engine).message == message


def test_a_problem_is_the_message(tmp_path: Path) -> None:
    (tmp_path / "model.gguf").touch()
    report = validate(only_model(tmp_path).main)
    assert not report.valid
    assert report.message == "model.gguf is empty. Download it again."


def test_a_recheck_sees_what_happened_since(hard_path: Path) -> None:
    path = write_gguf(hard_path / "model.gguf")
    model = only_model(hard_path)
    assert recheck(model).problem is None
    path.write_bytes(path.read_bytes()[:-100])
    assert "incomplete" in str(recheck(model).problem)
    path.unlink()
    assert "not there any more" in str(recheck(model).problem)
    hard_path.rmdir()
    assert "cannot be opened" in str(recheck(model).problem)


def test_a_recheck_sees_a_part_that_arrived(tmp_path: Path) -> None:
    parts = write_split_gguf(tmp_path, "big", 3)
    content = parts[1].read_bytes()
    parts[1].unlink()
    model = only_model(tmp_path)
    assert "missing" in str(recheck(model).problem)
    parts[1].write_bytes(content)
    assert recheck(model).problem is None


def test_a_recheck_reads_no_other_model(tmp_path: Path) -> None:
    write_gguf(tmp_path / "one.gguf")
    write_gguf(tmp_path / "two.gguf")
    found = make_models(detect(list_folder(str(tmp_path)).folder, read_header))
    (tmp_path / "two.gguf").write_bytes(b"spoiled")
    assert recheck(found[0]).problem is None
