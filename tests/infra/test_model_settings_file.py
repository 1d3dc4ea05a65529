"""model_settings.toml: a person may edit it, and nothing of theirs is lost."""

from pathlib import Path

import pytest

from app.domain.model import ModelId
from app.domain.model_settings import ModelSettings
from app.infra.model_settings_file import ModelSettingsFile

PHI, TINY = ModelId("phi-2"), ModelId("tinyllama-1.1b")
ALL = ModelSettings("Φ two", 4, 2048, 0, "transformers", ("-fa", "on"), True, True)


@pytest.fixture
def path(hard_path: Path) -> Path:
    return hard_path / "model_settings.toml"


def test_what_is_saved_is_read_again(path: Path) -> None:
    file = ModelSettingsFile(path)
    assert file.load() == {}
    file.save(PHI, ALL)
    file.save(TINY, ModelSettings(threads=2))
    assert ModelSettingsFile(path).load() == {PHI: ALL, TINY: ModelSettings(threads=2)}
    assert file.warnings == ()


def test_other_models_comments_and_unknown_fields_stay(path: Path) -> None:
    path.write_text(
        '# mine\n[gone]\nthreads = 1 # of another\n\n[phi-2]\nnew_field = "x" # later\n'
        "threads = 4\nctx_size = 512\n",
        encoding="utf-8",
    )
    ModelSettingsFile(path).save(PHI, ModelSettings(ctx_size=1024))
    text = path.read_text(encoding="utf-8")
    for kept in ("# mine", "threads = 1 # of another", 'new_field = "x" # later'):
        assert kept in text
    assert ModelSettingsFile(path).load()[PHI] == ModelSettings(ctx_size=1024)


def test_settings_set_back_leave_the_file(path: Path) -> None:
    file = ModelSettingsFile(path)
    file.save(PHI, ALL)
    file.save(PHI, ModelSettings())
    assert "phi" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "threads = 0",
        "threads = true",
        "ctx_size = 1e9",
        "ctx_size = 999999999",
        "gpu_layers = '3'",
        "keep_loaded = 1",
        "name = 3",
        "arguments = '-fa'",
        "arguments = [1]",
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_counts(path: Path, line: str) -> None:
    path.write_text(f"strange = 1\n[phi-2]\n{line}\nload_at_start = true\n", encoding="utf-8")
    file = ModelSettingsFile(path)
    assert file.load() == {PHI: ModelSettings(load_at_start=True)}
    assert f"{line.split()[0]} = " in file.warnings[0]
    assert "of phi-2" in file.warnings[0]


def test_a_broken_file_gives_the_last_good_one(path: Path) -> None:
    ModelSettingsFile(path).save(PHI, ALL)
    path.write_bytes(b"\0\0")
    file = ModelSettingsFile(path)
    assert file.load() == {PHI: ALL}
    assert "model_settings.toml cannot be read" in file.warnings[0]
