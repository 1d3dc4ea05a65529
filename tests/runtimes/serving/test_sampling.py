"""How the next token is chosen."""

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from runtimes.serving.engine import Sampling
from runtimes.serving.sampling import Sampler

LOGITS = {0: 2.0, 1: 1.0, 2: 0.5, 3: -1.0}
OPEN = Sampling(temperature=1, top_k=0, top_p=1, min_p=0, seed=1)


def chosen(
    sampling: Sampling, tokens: tuple[int, ...] = (), logits: Mapping[int, float] = LOGITS
) -> set[int]:
    """All tokens that come up in many draws."""
    sampler = Sampler(sampling, end_tokens=[3])
    scores = np.array([logits[token] for token in sorted(logits)], dtype=np.float32)
    return {sampler.choose(scores, tokens) for _ in range(300)}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {0, 1, 2, 3}),
        ({"temperature": 0}, {0}),
        ({"temperature": -1}, {0}),
        ({"top_k": 2}, {0, 1}),
        ({"top_k": 1}, {0}),
        ({"top_k": 99}, {0, 1, 2, 3}),
        ({"top_p": 0.5}, {0}),
        ({"top_p": 0.7}, {0, 1}),
        ({"top_p": 0}, {0}),
        ({"min_p": 0.3}, {0, 1}),
        ({"min_p": 1}, {0}),
        ({"min_p": 5}, {0}),
        ({"ignore_eos": True}, {0, 1, 2}),
        ({"logit_bias": {0: -math.inf}}, {1, 2, 3}),
        ({"logit_bias": {3: 100.0}}, {3}),
        ({"temperature": 0, "logit_bias": {1: 1.5}}, {1}),
        ({"temperature": 1e-6}, {0}),
        ({"logit_bias": {1: 1e300}}, {1}),
        ({"logit_bias": dict.fromkeys(LOGITS, -math.inf)}, {0, 1, 2, 3}),
        ({"temperature": 1e300}, {0, 1, 2, 3}),
        ({"temperature": 1e-300}, {0}),
    ],
)
def test_which_tokens_can_come(changes: dict[str, object], expected: set[int]) -> None:
    fields = {name: getattr(OPEN, name) for name in OPEN.__slots__} | changes
    assert chosen(Sampling(**fields)) == expected


@pytest.mark.parametrize(
    ("changes", "tokens", "expected"),
    [
        ({"repeat_penalty": 3.0}, (0,), 1),
        ({"repeat_penalty": 3.0}, (), 0),
        ({"presence_penalty": 1.5}, (0,), 1),
        ({"frequency_penalty": 0.6}, (0,), 0),
        ({"frequency_penalty": 0.6}, (0, 0), 1),
        ({"repeat_penalty": 3.0, "repeat_last_n": 1}, (0, 1), 0),
        ({"repeat_penalty": 3.0, "repeat_last_n": 0}, (0,), 0),
        ({"repeat_penalty": 3.0, "repeat_last_n": -1}, (0, *[3] * 100), 1),
        ({"repeat_penalty": 3.0}, (0, *[3] * 100), 0),
    ],
)
def test_penalties(changes: dict[str, object], tokens: tuple[int, ...], expected: int) -> None:
    fields = {name: getattr(OPEN, name) for name in OPEN.__slots__}
    sampling = Sampling(**(fields | {"temperature": 0} | changes))
    assert chosen(sampling, tokens) == {expected}


def test_a_penalty_makes_a_negative_logit_smaller() -> None:
    sampling = Sampling(temperature=0, repeat_penalty=3.0)
    assert chosen(sampling, (0,), {0: -1.0, 1: -2.0, 2: -9.0, 3: -9.0}) == {1}


def test_extreme_penalties_still_choose() -> None:
    sampling = replace(OPEN, presence_penalty=1e300, frequency_penalty=-1e300, repeat_penalty=1e300)
    assert chosen(sampling, (0, 0)) == {0}


def test_the_logits_are_left_alone() -> None:
    logits = np.array([1.0, 2.0], dtype=np.float32)
    Sampler(Sampling(logit_bias={0: 5.0}), []).choose(logits, [])
    assert logits.tolist() == [1.0, 2.0]
