"""Probabilities and special tokens of a tiny real model."""

import math
from dataclasses import replace

import pytest

from runtimes.serving.engine import GenerationRequest, Sampling, Token
from runtimes.transformers_engine.engine import TransformersEngine

pytestmark = pytest.mark.engine

GREEDY = Sampling(temperature=0, ignore_eos=True)


def tokens_of(engine: TransformersEngine, request: GenerationRequest) -> list[Token]:
    return [step for step in engine.generate(request) if isinstance(step, Token)]


def test_the_scores_are_those_of_the_model_and_of_no_sampling(engine: TransformersEngine) -> None:
    prompt = engine.tokenize("Once upon", add_special=True, parse_special=True)
    asked = GenerationRequest(prompt, 3, GREEDY, top_scores=300)
    for token in tokens_of(engine, asked):
        assert token.scores is not None
        assert token.scores.chosen.token == token.id
        total = sum(math.exp(score.logprob) for score in token.scores.top)
        assert total == pytest.approx(1, abs=1e-4)
        ranked = [score.logprob for score in token.scores.top]
        assert ranked == sorted(ranked, reverse=True)
        assert token.scores.chosen.logprob == max(
            score.logprob for score in token.scores.top if score.token == token.id
        )


def test_nothing_is_told_unasked(engine: TransformersEngine) -> None:
    prompt = engine.tokenize("Once upon", add_special=True, parse_special=True)
    assert all(one.scores is None for one in tokens_of(engine, GenerationRequest(prompt, 2)))


def test_special_tokens_give_text_where_it_is_wanted(engine: TransformersEngine) -> None:
    prompt = engine.tokenize("hi", add_special=True, parse_special=True)
    (start,) = engine.tokenize("<|im_start|>", add_special=False, parse_special=True)
    only = Sampling(temperature=0, logit_bias={start: 1e9})
    asked = GenerationRequest(prompt, 2, only)
    hidden = tokens_of(engine, asked)
    shown = tokens_of(engine, replace(asked, shown_tokens=frozenset({start})))
    assert [token.text for token in hidden] == ["", ""]
    assert [token.text for token in shown] == ["<|im_start|>"] * 2
