"""Answers that are made side by side: none is in another's way."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Any

import pytest

from runtimes.serving.engine import GenerationFailed, PromptProgress, Steps, Token
from runtimes.transformers_engine.engine import TransformersEngine
from tests.runtimes.transformers_engine.test_generating import answer, request

pytestmark = pytest.mark.engine

TEXTS = ("Once upon a time", "The cat sat on the mat", "x", "It rains")


def fresh(engine: TransformersEngine, text: str, count: int = 12) -> Any:
    return replace(request(engine, text, count), reuse_prompt=False)


def tokens(steps: Sequence[object]) -> list[int]:
    return [step.id for step in steps if isinstance(step, Token)]


def in_turn(answers: Sequence[Steps]) -> list[list[int]]:
    rounds = zip_longest(*answers)
    return [tokens(one) for one in zip(*rounds, strict=True)]


def failing(
    engine: TransformersEngine, monkeypatch: pytest.MonkeyPatch, fails: Callable[[list[int]], bool]
) -> None:
    """Have the model run out of memory on some rows of tokens."""
    import torch

    forward: Any = engine._decoder._batch._forward
    compute = forward._model.forward

    def exhausted(**inputs: Any) -> Any:
        if fails(inputs["input_ids"][0].tolist()):
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB")
        return compute(**inputs)

    monkeypatch.setattr(forward._model, "forward", exhausted)


def test_one_that_joins_late_changes_nothing(engine: TransformersEngine) -> None:
    alone = [answer(engine, fresh(engine, text))[0] for text in TEXTS[:2]]
    first = engine.generate(fresh(engine, TEXTS[0]))
    begun = [next(first) for _ in range(6)]
    second = engine.generate(fresh(engine, TEXTS[1]))
    rounds = list(zip_longest(first, second))
    said = [tokens([*begun, *(one for one, _ in rounds)]), tokens([one for _, one in rounds])]
    assert said == alone


def test_one_that_leaves_changes_nothing(engine: TransformersEngine) -> None:
    alone = answer(engine, fresh(engine, TEXTS[0]))[0]
    first, second = (engine.generate(fresh(engine, text)) for text in TEXTS[:2])
    begun = [step for _ in range(5) for step in (next(first), next(second))][::2]
    second.close()
    assert tokens([*begun, *first]) == alone


def test_what_is_too_much_together_works_alone(
    engine: TransformersEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = [answer(engine, fresh(engine, text))[0] for text in TEXTS]
    prompts = [list(fresh(engine, text).prompt) for text in TEXTS]
    failing(engine, monkeypatch, lambda row: len(row) > 1 and row not in prompts)
    assert in_turn([engine.generate(fresh(engine, text)) for text in TEXTS]) == alone


def test_one_that_fails_harms_no_other(
    engine: TransformersEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = answer(engine, fresh(engine, TEXTS[0]))[0]
    doomed = fresh(engine, TEXTS[1])
    (third,) = answer(engine, replace(doomed, max_tokens=3))[0][2:]
    assert third not in alone
    failing(engine, monkeypatch, lambda row: third in row)
    healthy, broken = engine.generate(fresh(engine, TEXTS[0])), engine.generate(doomed)
    said = [step for _ in range(4) for step in (next(healthy), next(broken))][::2]
    said.append(next(healthy))
    with pytest.raises(GenerationFailed, match="not enough memory"):
        next(broken)
    assert tokens([*said, *healthy]) == alone


def test_a_long_prompt_lets_others_go_on(engine: TransformersEngine) -> None:
    quick, slow = (
        engine.generate(one) for one in (fresh(engine, TEXTS[0], 100), fresh(engine, "word " * 250))
    )
    said = [next(quick), next(quick)]
    read = []
    while isinstance(step := next(slow), PromptProgress):
        read.append(step.done)
        said.append(next(quick))
    assert len(tokens(said)) == 1 + len(read)
    assert max(later - now for now, later in pairwise(read)) <= 128
    quick.close()
    slow.close()


def test_what_several_begin_with_is_read_once(
    engine: TransformersEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["word " * 100 + end for end in ("cat", "dog", "dog and cat", "")]
    alone = [answer(engine, fresh(engine, text))[0] for text in texts]
    engine._decoder._cache.clear()
    lengths: list[int] = []

    def counted(row: list[int]) -> bool:
        lengths.append(len(row))
        return False

    failing(engine, monkeypatch, counted)
    asked = [request(engine, text) for text in texts]
    assert in_turn([engine.generate(one) for one in asked]) == alone
    assert sum(lengths) < 500 + 4 * (12 + 20)


def test_who_waits_goes_on_when_the_reader_leaves(engine: TransformersEngine) -> None:
    text = "word " * 300
    alone = answer(engine, fresh(engine, text))[0]
    engine._decoder._cache.clear()
    first, second = (engine.generate(request(engine, text)) for _ in range(2))
    assert next(first) == PromptProgress(512, 0)
    assert next(second) == PromptProgress(0, 0)
    first.close()
    assert tokens(list(second)) == alone
