"""Every text has its translation, and the files that the program reads are those of the texts."""

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from devtools.sentences import PARTS, templates, words_in_code
from devtools.translations import FOLDER, LANGUAGES, release, source_of

_PLACE = re.compile(r"\{\w+\}")


def messages(language: str) -> list[tuple[str, str, str]]:
    """Context, text and translation."""
    tree = ElementTree.parse(source_of(language))
    return [
        (context.findtext("name") or "", message.findtext("source") or "", translation.text or "")
        for context in tree.getroot().iter("context")
        for message in context.iter("message")
        for translation in message.iter("translation")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_untranslated(language: str) -> None:
    assert "unfinished" not in source_of(language).read_text(encoding="utf-8")
    assert [source for _, source, translation in messages(language) if not translation] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_text(language: str) -> None:
    for _, source, translation in messages(language):
        assert sorted(_PLACE.findall(source)) == sorted(_PLACE.findall(translation)), source


def test_bengali_is_written_in_its_own_digits_and_full_stops() -> None:
    for _, source, translation in messages("bn"):
        if source.endswith("."):
            assert translation.endswith("।"), source


def test_the_sentences_are_those_of_the_code() -> None:
    known = json.loads((FOLDER / "sentences.json").read_text(encoding="utf-8"))
    assert known == templates(), "python dev.py translations"


def test_the_parts_of_sentences_are_those_of_the_code() -> None:
    code = "".join(words_in_code())
    pieces = {piece.strip(" .") for part in PARTS for piece in _PLACE.split(part)}
    assert sorted(piece for piece in pieces if piece not in code) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_reads_what_was_translated(language: str, tmp_path: Path) -> None:
    release(source_of(language), tmp_path / "new.qm")
    ready = (FOLDER / f"modeltray_{language}.qm").read_bytes()
    assert ready == (tmp_path / "new.qm").read_bytes(), "python dev.py translations"
