"""Ids that stay the same, and finding a model by what a person or a client writes."""

import itertools
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import AppError, InvalidOption, ModelNotFound
from app.domain.formats.detect import Found
from app.domain.model import Model, Variant
from app.domain.names import find_model, make_models, slug

ROOT = Path("/models")


def found(*parts: str) -> Found:
    folder = ROOT.joinpath(*parts)
    return Found(parts[-1], folder, (Variant("safetensors", folder, ()),))


def models(*names: str) -> tuple[Model, ...]:
    return make_models(found(*name.split("/")) for name in names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tinyllama-gguf", "tinyllama-gguf"),
        ("phi-2", "phi-2"),
        ("SmolLM2-135M-Instruct.Q4_1", "smollm2-135m-instruct.q4_1"),
        ("Jürgens großes Modell", "jurgens-grosses-modell"),
        ("  a  &  b  ", "a-b"),
        ("日本", "model"),
        ("日本 7B", "7b"),
        ("../..", "model"),
        ("a..b", "a-b"),
        ("x.", "x"),
        ("CON", "model-con"),
        ("nul.gguf", "model-nul.gguf"),
        ("x" * 5000, "x" * 64),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text(max_size=100))
def test_a_slug_is_always_safe_in_a_url_and_as_a_file_name(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]([a-z0-9._-]{0,68}[a-z0-9])?", slug(text))
    assert quote(slug(text), safe="") == slug(text)


def test_ids_are_unique_and_the_same_in_any_order() -> None:
    items = [
        found("phi-2"),
        found("microsoft", "phi-2"),
        found("other", "phi-2"),
        found("deep", "other", "Phi 2"),
        found("日本"),
        found("中国"),
    ]
    results = {make_models(order) for order in itertools.permutations(items)}
    assert len(results) == 1
    ids = {model.folder.relative_to(ROOT).as_posix(): model.id for model in results.pop()}
    assert len(set(ids.values())) == len(items)
    assert ids["phi-2"] == "phi-2"
    assert ids["microsoft/phi-2"] == "phi-2-microsoft"
    assert ids["other/phi-2"] == "phi-2-other"
    assert re.fullmatch(r"phi-2-[0-9a-f]{6}", ids["deep/other/Phi 2"])


def test_a_newcomer_below_changes_no_id() -> None:
    before = {model.folder: model.id for model in models("phi-2", "a/gemma")}
    after = {model.folder: model.id for model in models("phi-2", "a/gemma", "b/c/phi-2")}
    assert before.items() <= after.items()


LIBRARY = models("microsoft/phi-2", "TheBloke/TinyLlama GGUF", "google/gemma", "copy/deep/Gemma")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("phi-2", "phi-2"),
        ("PHI-2", "phi-2"),
        ("microsoft/phi-2", "phi-2"),
        ("Microsoft/Phi-2", "phi-2"),
        ("microsoft%2Fphi-2", "phi-2"),
        ("TinyLlama GGUF", "tinyllama-gguf"),
        ("thebloke%2ftinyllama%20gguf", "tinyllama-gguf"),
        ("gemma", "gemma"),
        ("google/gemma", "gemma"),
        ("deep/gemma", "gemma-deep"),
    ],
)
def test_a_model_is_found_by_what_people_write(text: str, expected: str) -> None:
    assert find_model(LIBRARY, text).id == expected


HOSTILE = [
    "../../etc/passwd",
    "..\\..\\x",
    "C:\\x",
    "\\\\srv\\s",
    "a:b",
    "..",
    "..%2f..%2fetc",
    "%2e%2e/x",
    "/etc",
    "a//b",
    "",
    "   ",
    "phi-2\0",
    "phi-2%00",
    "phi\n2",
    "x" * 5000,
    "phi\u202e-2",
    "phi\u200b-2",
    "phi-2\ud800",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_names_are_refused_in_printable_words(text: str) -> None:
    with pytest.raises(InvalidOption, match="is not the name of a model") as caught:
        find_model(LIBRARY, text)
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 500


@pytest.mark.parametrize("text", ["CON", "x.", "nothing", "%%%", "%zz"])
def test_unknown_names_are_not_found(text: str) -> None:
    with pytest.raises(ModelNotFound, match="There is no model called"):
        find_model(LIBRARY, text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("tinylama-gguf", "Did you mean tinyllama-gguf?"),
        ("microsoft/phi2", "Did you mean phi-2?"),
        ("zzzzzz", "See /registry/models for the list."),
    ],
)
def test_the_hint_offers_what_is_near(text: str, hint: str) -> None:
    with pytest.raises(ModelNotFound) as caught:
        find_model(LIBRARY, text)
    assert caught.value.hint == hint


def test_an_ambiguous_name_asks_for_the_id() -> None:
    library = models("one/Big Model", "two/Big Model")
    with pytest.raises(ModelNotFound, match="2 models are called") as caught:
        find_model(library, "Big Model")
    assert "big-model" in caught.value.hint


@given(st.text(max_size=300))
def test_any_text_finds_a_model_or_fails_in_words(text: str) -> None:
    try:
        found_model = find_model(LIBRARY, text)
    except AppError:
        return
    assert found_model in LIBRARY


def test_a_known_model_keeps_its_id_whatever_comes_and_goes() -> None:
    before = make_models([found("a", "phi"), found("b", "phi")])
    first, second = before
    assert [model.id for model in before] == ["phi", "phi-b"]
    assert make_models([found("b", "phi")], before) == (second,), "the other one has gone"
    after = make_models([found("phi"), found("a", "phi")], before)
    assert first in after, "a newcomer nearer to the root takes no id"
    assert len({model.id for model in after}) == 2


def test_only_what_is_new_about_a_model_makes_it_another_object() -> None:
    same, other = before = make_models([found("gpt2"), found("phi")])
    moved = replace(found("phi"), publisher="microsoft")
    after = make_models([found("gpt2"), moved], before)
    assert after[0] is same
    assert (after[1].id, after[1].publisher) == (other.id, "microsoft")
