"""LM Studio, Jan and GPT4All: where their settings say that the models are."""

import os
from pathlib import Path

import pytest

from tests.fakes.model_files import write_json
from tests.fakes.store_trees import named_gguf, write_file, write_lm_studio
from tests.infra.stores.conftest import Home

MODEL = "publisher/Tiny-GGUF/tiny-q4.gguf"


@pytest.mark.parametrize("old", [False, True])
def test_lm_studios_settings_name_its_folder(home: Home, tmp_path: Path, old: bool) -> None:
    write_lm_studio(home.path, tmp_path / "großes Laufwerk", MODEL, old=old)
    (model,) = home.models().values()
    assert (model.id, model.publisher, model.store) == ("tiny-gguf", "publisher", "lm-studio")


def test_lm_studios_home_may_be_elsewhere(home: Home, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (home.path / ".lmstudio-home-pointer").write_text(f"{elsewhere}\n", encoding="utf-8")
    write_file(elsewhere / "models" / MODEL, named_gguf("tiny"))
    assert home.models().keys() == {"tiny-gguf"}


def test_lm_studio_on_windows_kept_its_settings_in_appdata(home: Home, tmp_path: Path) -> None:
    home.environment["APPDATA"] = str(tmp_path / "Roaming")
    settings = tmp_path / "Roaming" / "LM Studio" / "settings.json"
    write_json(settings, {"downloadsFolder": str(tmp_path / "downloads")})
    write_file(tmp_path / "downloads" / MODEL, named_gguf("tiny"))
    assert home.models().keys() == {"tiny-gguf"}


@pytest.mark.parametrize("folder", ["jan/models", ".local/share/Jan/data/llamacpp/models"])
def test_jan_of_all_generations(home: Home, folder: str) -> None:
    write_file(home.path / folder / "tiny" / "model.gguf", named_gguf("tiny"))
    assert home.models()["tiny"].store == "jan"


def test_jans_settings_name_its_data_folder(home: Home, tmp_path: Path) -> None:
    home.environment["APPDATA"] = str(tmp_path / "Roaming")
    write_json(tmp_path / "Roaming/Jan/settings.json", {"data_folder": str(tmp_path / "jan data")})
    write_file(tmp_path / "jan data/llamacpp/models/tiny/model.gguf", named_gguf("tiny"))
    assert home.models().keys() == {"tiny"}


def test_gpt4alls_settings_name_its_folder(home: Home, tmp_path: Path) -> None:
    settings = home.path / ".config" / "nomic.ai" / "GPT4All.ini"
    folder = os.fspath(tmp_path / "modèles").replace("\\", "\\\\")
    write_file(settings, f"[General]\nuserDefaultModel=x\nmodelPath={folder}\n".encode())
    write_file(tmp_path / "modèles" / "orca.gguf", named_gguf("orca"))
    assert home.models()["orca"].store == "gpt4all"


@pytest.mark.parametrize(
    "settings",
    [
        b"",
        b"\xff\xfe\x00",
        b"[1]",
        b'{"downloadsFolder": 7}',
        b"[" * 5000,
        b'{"downloadsFolder": "a\\u0000b"}',
    ],
)
def test_settings_that_make_no_sense_leave_the_usual_place(home: Home, settings: bytes) -> None:
    write_file(home.path / ".lmstudio" / "settings.json", settings)
    write_file(home.path / ".config" / "nomic.ai" / "GPT4All.ini", settings)
    write_file(home.path / ".lmstudio" / "models" / MODEL, named_gguf("tiny"))
    assert home.models().keys() == {"tiny-gguf"}
