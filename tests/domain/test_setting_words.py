"""A setting as words and back."""

from dataclasses import fields
from typing import Any

import pytest

from app.domain.setting_words import Unusable, value_of, words_of
from app.domain.settings import Settings

FIELDS = {field.name: field for field in fields(Settings)}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("model_folders", ("D:\\Modelle ü", "/x y"), "D:\\Modelle ü\n/x y"),
        ("model_folders", (), ""),
        ("api_port", 9000, "9000"),
        ("api_token", "secret", "secret"),
        ("stall_timeout", 300.0, "300"),
        ("stall_timeout", 1.5, "1.5"),
    ],
)
def test_there_and_back(name: str, value: Any, words: str) -> None:
    assert words_of(value) == words
    assert value_of(FIELDS[name], words) == value


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("stall_timeout", "1,5", 1.5),
        ("api_token", "  secret ", "secret"),
        ("model_folders", "\n /a \n\n/b\n/a", ("/a", "/b")),
    ],
)
def test_what_people_type_is_understood(name: str, words: str, value: Any) -> None:
    assert value_of(FIELDS[name], words) == value


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("api_port", ""),
        ("api_port", "80"),
        ("api_port", "many"),
        ("stall_timeout", "0"),
        ("stall_timeout", "nan"),
    ],
)
def test_what_cannot_be_is_refused(name: str, words: str) -> None:
    with pytest.raises(Unusable):
        value_of(FIELDS[name], words)


def test_a_switch_is_yes_or_no() -> None:
    assert [words_of(value) for value in (True, False)] == ["yes", "no"]


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_every_default_can_be_typed(field: Any) -> None:
    assert value_of(field, words_of(field.default)) == field.default
