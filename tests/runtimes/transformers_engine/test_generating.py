"""The decode loop on a tiny real model."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from runtimes.serving.engine import (
    GenerationFailed,
    GenerationRequest,
    PromptProgress,
    Sampling,
    Token,
)
from runtimes.transformers_engine.engine import TransformersEngine

pytestmark = pytest.mark.engine

GREEDY = Sampling(temperature=0, ignore_eos=True)


def answer(engine: TransformersEngine, request: GenerationRequest) -> tuple[list[int], int]:
    """Tokens of the answer, and how many of the prompt were known."""
    steps = list(engine.generate(request))
    known = [step.cached for step in steps if isinstance(step, PromptProgress)]
    return [step.id for step in steps if isinstance(step, Token)], known[-1]


def request(engine: TransformersEngine, text: str, count: int = 12) -> GenerationRequest:
    prompt = engine.tokenize(text, add_special=True, parse_special=True)
    return GenerationRequest(prompt, count, GREEDY)


def test_it_says_what_transformers_own_loop_says(
    engine: TransformersEngine, tiny_model: Path
) -> None:
    import torch
    from transformers import AutoModelForCausalLM

    asked = request(engine, "Once upon a time", 20)
    model = AutoModelForCausalLM.from_pretrained(tiny_model)
    expected = model.generate(
        torch.tensor([asked.prompt]),
        attention_mask=torch.ones(1, len(asked.prompt), dtype=torch.long),
        max_new_tokens=20,
        min_new_tokens=20,
        do_sample=False,
        eos_token_id=None,
        suppress_tokens=[*engine.tokenize("<|im_end|>", add_special=False, parse_special=True)],
        pad_token_id=0,
    )[0, len(asked.prompt) :]
    assert answer(engine, asked)[0] == expected.tolist()


def test_a_long_prompt_is_read_in_steps(engine: TransformersEngine) -> None:
    asked = replace(request(engine, "word " * 250, 1), reuse_prompt=False)
    done = [step.done for step in engine.generate(asked) if isinstance(step, PromptProgress)]
    assert done == [512, 1024, 1250]


def test_reading_in_steps_changes_nothing(
    engine: TransformersEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = replace(request(engine, "word " * 30), reuse_prompt=False)
    whole = answer(engine, asked)
    monkeypatch.setattr("runtimes.transformers_engine.batch.CHUNK", 7)
    assert answer(engine, asked) == whole


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The cat", "The cat sat on the mat"),
        ("The cat sat on the mat", "The cat"),
        ("The cat sat on the mat", "The cow sat on the mat"),
        ("The cat", "The cat"),
        ("The cat", "A dog"),
    ],
)
def test_what_was_read_before_is_reused_and_changes_nothing(
    engine: TransformersEngine, first: str, second: str
) -> None:
    asked = request(engine, second)
    fresh, none_known = answer(engine, replace(asked, reuse_prompt=False))
    answer(engine, replace(request(engine, first), reuse_prompt=False))
    again, known = answer(engine, asked)
    shared = len(_common(engine, first, second))
    assert none_known == 0
    assert known >= min(shared, len(asked.prompt) - 1)
    assert again == fresh


def _common(engine: TransformersEngine, first: str, second: str) -> list[int]:
    pairs = zip(request(engine, first).prompt, request(engine, second).prompt, strict=False)
    common: list[int] = []
    for left, right in pairs:
        if left != right:
            break
        common.append(left)
    return common


def test_the_next_turn_of_a_chat_reads_only_what_is_new(engine: TransformersEngine) -> None:
    first = request(engine, "<|im_start|>user\nhi<|im_end|>\n")
    said, _known = answer(engine, replace(first, reuse_prompt=False))
    turn = engine.tokenize("\nand?", add_special=False, parse_special=True)
    following = GenerationRequest([*first.prompt, *said, *turn], 5, GREEDY)
    _said, known = answer(engine, following)
    # The last token that was said was never read.
    assert known == len(first.prompt) + len(said) - 1


def test_broken_off_generation_leaves_a_cache_that_can_be_used(engine: TransformersEngine) -> None:
    asked = request(engine, "The cat sat")
    fresh, _known = answer(engine, replace(asked, reuse_prompt=False))
    steps = engine.generate(replace(asked, reuse_prompt=False))
    take_some(steps, 4)
    steps.close()
    assert answer(engine, asked)[0] == fresh


def take_some(steps: Iterator[object], count: int) -> None:
    for _ in range(count):
        next(steps)


def test_reading_a_prompt_can_be_broken_off(engine: TransformersEngine) -> None:
    asked = request(engine, "sword " * 200)
    steps = engine.generate(replace(asked, reuse_prompt=False))
    take_some(steps, 1)
    steps.close()
    said = answer(engine, asked)
    assert said == (answer(engine, replace(asked, reuse_prompt=False))[0], 512)


def test_the_same_seed_says_the_same_and_another_something_else(
    engine: TransformersEngine,
) -> None:
    asked = request(engine, "The cat", 30)
    warm = Sampling(temperature=1.5, top_k=0, top_p=1, min_p=0, seed=5, ignore_eos=True)
    said = [
        answer(engine, replace(asked, sampling=replace(warm, seed=seed)))[0] for seed in (5, 5, 6)
    ]
    assert said[0] == said[1] != said[2]


def test_an_end_token_ends_and_a_ban_of_it_does_not(engine: TransformersEngine) -> None:
    asked = request(engine, "The cat", 5)
    (end,) = engine.tokenize("<|im_end|>", add_special=False, parse_special=True)
    forced = Sampling(temperature=0, logit_bias={end: 1e6})
    *_prompt, last = engine.generate(replace(asked, sampling=forced))
    assert last == Token(end, "", is_end=True)
    tokens, _known = answer(engine, replace(asked, sampling=replace(forced, ignore_eos=True)))
    assert len(tokens) == 5
    assert end not in tokens


def test_half_a_character_is_never_sent(engine: TransformersEngine) -> None:
    bytes_of_text = engine.tokenize("a日é", add_special=False, parse_special=True)
    stream = engine._text.stream([])
    assert [stream(token) for token in bytes_of_text] == ["a", "", "", "日", "", "é"]


def test_a_prompt_that_ends_in_half_a_character_is_not_said_again(
    engine: TransformersEngine,
) -> None:
    first, second, *rest = engine.tokenize("éa", add_special=False, parse_special=True)
    stream = engine._text.stream([*rest, first])
    assert "a" not in stream(second)
    assert stream(rest[0]).endswith("a")


def test_running_out_of_memory_is_said_in_words_and_survived(
    engine: TransformersEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    def exhausted(**_inputs: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB")

    asked = request(engine, "The cat")
    fresh = answer(engine, asked)[0]
    forward: Any = engine._decoder._batch._forward
    monkeypatch.setattr(forward._model, "forward", exhausted)
    with pytest.raises(GenerationFailed, match="not enough memory"):
        list(engine.generate(asked))
    monkeypatch.undo()
    assert answer(engine, asked) == (fresh, 0)


def test_tokens_are_read_as_special_or_as_they_stand(engine: TransformersEngine) -> None:
    text = "<|im_end|>é"
    special = engine.tokenize(text, add_special=False, parse_special=True)
    literal = engine.tokenize(text, add_special=False, parse_special=False)
    assert (len(special), len(literal)) == (3, 12)
    assert engine.detokenize(special) == engine.detokenize(literal) == text
    assert b"".join(map(engine.token_bytes, literal)) == text.encode()


def test_nothing_is_generated_for_a_limit_of_0(engine: TransformersEngine) -> None:
    tokens, _known = answer(engine, request(engine, "The cat", 0))
    assert tokens == []
