"""Tokens written so far, from pages that a model's program sends."""

import json

import pytest

from app.domain.usage import Look, complete_tokens, speed_between, unfinished_tokens
from runtimes.serving.metrics import Totals, metrics_text


@pytest.mark.parametrize(
    ("page", "tokens"),
    [
        (b"# HELP x y\nllamacpp:tokens_predicted_total 509\nother 1\n", 509),
        (b"llamacpp:tokens_predicted_total 1.5e+06\r\n", 1_500_000),
        (metrics_text(Totals(predicted_tokens=7), processing=0, deferred=0).encode(), 7),
        (b"llamacpp:tokens_predicted_seconds_total 7.3\n", None),
        (b"llamacpp:tokens_predicted_total many\n", None),
        (b"llamacpp:tokens_predicted_total 1e+300\n", None),
        (b'{"error": {"code": 501}}', None),
        (b"", None),
    ],
)
def test_complete_answers(page: bytes, tokens: int | None) -> None:
    assert complete_tokens(page) == tokens


def slot(busy: bool, next_token: object) -> dict[str, object]:
    return {"id": 0, "is_processing": busy, "next_token": next_token}


@pytest.mark.parametrize(
    ("slots", "tokens"),
    [
        ([slot(True, [{"n_decoded": 5}]), slot(True, {"n_decoded": 2})], 7),
        ([slot(False, [{"n_decoded": 5}])], 0),
        ([{"id": 0, "is_processing": True}], 0),
        ([slot(True, []), slot(True, [{"n_decoded": "5"}]), slot(True, {"n_decoded": -1})], 0),
        ([1, None, []], 0),
        ([], 0),
        ({"error": {}}, None),
    ],
)
def test_answers_under_way(slots: object, tokens: int | None) -> None:
    assert unfinished_tokens(json.dumps(slots).encode()) == tokens


@pytest.mark.parametrize("page", [b"", b"<html>", b"[" * 100_000, b"\xff"])
def test_pages_that_are_none(page: bytes) -> None:
    assert unfinished_tokens(page) is None


@pytest.mark.parametrize(
    ("before", "now", "speed"),
    [
        (Look(1.0, 10), Look(3.0, 50), 20.0),
        (Look(1.0, 10), Look(3.0, 4), 0.0),
        (Look(1.0, 10), Look(1.0, 50), 0.0),
    ],
)
def test_the_speed_between_two_looks(before: Look, now: Look, speed: float) -> None:
    assert speed_between(before, now) == speed
