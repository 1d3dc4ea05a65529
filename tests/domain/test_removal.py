"""What of a folder goes with a model: never a file that is not known to be the model's."""

from pathlib import Path, PurePath

import pytest

from app.domain.model import Model, ModelFile, ModelId, Variant
from app.domain.removal import has_company, is_companion, own_files, parts

FOLDER = Path("models") / "phi 2 é"


def model(name: str, *files: Path) -> Model:
    variant = Variant("gguf", files[0], tuple(ModelFile(file, 1) for file in files))
    return Model(ModelId(name), name, files[0].parent, (variant,))


@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("config.json", True),
        ("tokenizer.json", True),
        ("tokenizer.model", True),
        ("merges.txt", True),
        ("model.safetensors.index.json", True),
        ("chat_template.jinja", True),
        ("README.md", True),
        ("LICENSE", True),
        (".gitattributes", True),
        (".modeltray.json", True),
        ("adapter_config.json", True),
        ("1_Pooling/config.json", True),
        (".cache/huggingface/download/model.safetensors.metadata", True),
        ("notes.txt", False),
        ("taxes.json", False),
        ("my config.json", False),
        ("thesis.md", False),
        ("modeling_phi.py", False),
        ("other.safetensors", False),
        (".cache/mine", False),
    ],
)
def test_companions_are_known_by_name(name: str, goes: bool) -> None:
    assert is_companion(PurePath(name)) is goes


def test_a_folder_of_nothing_else_goes_as_one() -> None:
    own = (FOLDER / "model.safetensors",)
    found = [*own, FOLDER / "config.json", FOLDER / "tokenizer.json"]
    assert parts(FOLDER, own, found) == (FOLDER,)


def test_what_a_person_put_there_stays() -> None:
    own = (FOLDER / "model.safetensors",)
    found = [*own, FOLDER / "config.json", FOLDER / "my notes.txt"]
    assert parts(FOLDER, own, found) == (*own, FOLDER / "config.json")


def test_a_file_that_another_model_needs_stays() -> None:
    projector = FOLDER / "mmproj.gguf"
    small, large = (model(size, FOLDER / f"{size}.gguf", projector) for size in ("q4", "q8"))
    assert own_files(small, [small, large]) == (FOLDER / "q4.gguf",)
    assert own_files(small, [small]) == (FOLDER / "q4.gguf", projector)


def test_company_is_looked_for_at_any_depth() -> None:
    upper, lower = model("upper", FOLDER / "a.gguf"), model("lower", FOLDER / "sub/b.gguf")
    assert has_company(FOLDER, upper, [upper, lower])
    assert not has_company(lower.folder, lower, [upper, lower])
