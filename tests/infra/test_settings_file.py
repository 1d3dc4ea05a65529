from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.settings import Settings
from app.infra.settings_file import SettingsFile


@pytest.fixture
def path(hard_path: Path) -> Path:
    return hard_path / "settings.toml"


def test_no_file_means_the_defaults(path: Path) -> None:
    file = SettingsFile(path)
    assert file.load() == Settings()
    assert file.warnings == ()


def test_what_is_saved_is_read_again(path: Path) -> None:
    settings = replace(Settings(), model_folders=("D:\\Modelle ü", "/x y"), stall_timeout=10.0)
    SettingsFile(path).save(settings)
    assert SettingsFile(path).load() == settings


def test_only_what_differs_is_written_and_other_words_are_kept(path: Path) -> None:
    path.write_text("# my note\nfuture_key = 1\napi_port = 9000\n", encoding="utf-8")
    file = SettingsFile(path)
    file.save(replace(file.load(), allow_pickle=("phi",)))
    text = path.read_text(encoding="utf-8")
    assert "# my note" in text
    assert "future_key = 1" in text
    assert "api_port = 9000" in text
    assert "stall_timeout" not in text


def test_a_value_set_back_to_its_default_leaves_the_file(path: Path) -> None:
    file = SettingsFile(path)
    file.save(replace(Settings(), api_port=9000))
    file.save(Settings())
    assert "api_port" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "broken",
    [b"\0" * 4146, b"api_port = ", b"\xff\xfe\x00", b"x = 1\n" * 300_000, b"x = " + b"[" * 10_000],
    ids=["zeros", "half", "not UTF-8", "huge", "deep"],
)
def test_a_broken_file_is_put_aside_and_the_last_good_one_used(path: Path, broken: bytes) -> None:
    good = replace(Settings(), api_port=9000)
    SettingsFile(path).save(good)
    path.write_bytes(broken)
    file = SettingsFile(path)
    assert file.load() == good
    assert "settings.toml cannot be read" in file.warnings[0]
    assert [kept.read_bytes() for kept in path.parent.glob("*.corrupt-*")] == [broken]


def test_a_broken_file_without_a_good_one_gives_the_defaults(path: Path) -> None:
    path.write_text("= = =", encoding="utf-8")
    assert SettingsFile(path).load() == Settings()


def test_a_folder_in_place_of_the_file_does_no_harm(path: Path) -> None:
    path.mkdir()
    file = SettingsFile(path)
    assert file.load() == Settings()
    assert file.warnings


@pytest.mark.parametrize(
    "line",
    [
        'api_port = "many"',
        "api_port = true",
        "api_port = 0",
        "stall_timeout = -1",
        "model_folders = [1]",
        "api_token = 7",
    ],
)
def test_a_value_of_the_wrong_type_is_named_and_not_used(path: Path, line: str) -> None:
    path.write_text(line, encoding="utf-8")
    file = SettingsFile(path)
    assert file.load() == Settings()
    assert line.split(" ")[0] in file.warnings[0]


def test_whole_seconds_are_seconds_too(path: Path) -> None:
    path.write_text("stall_timeout = 10", encoding="utf-8")
    assert SettingsFile(path).load().stall_timeout == 10.0


def test_a_byte_order_mark_is_tolerated(path: Path) -> None:
    path.write_text("api_port = 9000", encoding="utf-8-sig")
    assert SettingsFile(path).load().api_port == 9000


def test_saving_keeps_the_words_of_a_file_with_a_byte_order_mark(path: Path) -> None:
    path.write_text("# my note\nfuture_key = 1\n", encoding="utf-8-sig")
    SettingsFile(path).save(replace(Settings(), api_port=9000))
    assert "# my note" in path.read_text(encoding="utf-8")


def test_what_could_not_be_used_is_left_for_its_author_to_correct(path: Path) -> None:
    path.write_text("api_port = 99\n", encoding="utf-8")
    file = SettingsFile(path)
    file.save(replace(file.load(), allow_pickle=("phi",)))
    assert "api_port = 99" in path.read_text(encoding="utf-8")
