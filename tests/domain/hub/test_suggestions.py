"""The catalog that is shipped, and what of it is suggested where."""

import pytest
from pydantic import ValidationError

from app.domain.hardware import Gpu, Hardware
from app.domain.hub.repository import checked_repository
from app.domain.hub.suggestions import Purpose, read_catalog, schema_text, suggestions
from app.paths import find_paths

G = 2**30
CATALOG = find_paths().config / "catalog.json"
ENTRIES = read_catalog(CATALOG.read_text(encoding="utf-8"))


def test_the_schema_is_current() -> None:
    file = CATALOG.with_name("catalog.schema.json")
    assert file.read_text(encoding="utf-8") == schema_text(), (
        "python -m app.domain.hub.suggestions > config/catalog.schema.json"
    )


def test_the_catalog_has_something_for_everybody() -> None:
    assert {entry.purpose for entry in ENTRIES} == set(Purpose)
    names = [checked_repository(entry.repository) for entry in ENTRIES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("computer", "best"),
    [
        (Hardware(4 * G, 2 * G), "Qwen3 0.6B"),
        (Hardware(8 * G, 2 * G), "Qwen3 8B"),
        (Hardware(64 * G, 2 * G), "Qwen3 8B"),
        (Hardware(32 * G, 2 * G, (Gpu("RTX", 24 * G, 1 * G),)), "Qwen3 30B A3B"),
        (Hardware(), "Qwen3 8B"),
    ],
)
def test_what_to_begin_with(computer: Hardware, best: str) -> None:
    found = suggestions(ENTRIES, computer)
    assert [each.entry.name for each in found if each.recommended] == [best]


def test_what_does_not_fit_is_not_suggested() -> None:
    names = [each.entry.name for each in suggestions(ENTRIES, Hardware(8 * G, 2 * G))]
    assert "Qwen3 4B" in names
    assert "gpt-oss 20B" not in names


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"models": [{"repository": "../x"}]}',
        '{"models": [], "command": "rm"}',
    ],
)
def test_a_catalog_that_is_none(text: str) -> None:
    with pytest.raises(ValidationError):
        read_catalog(text)
