"""The decode loop on a tiny real model, on onnxruntime-genai and on plain ONNX Runtime."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from runtimes.onnx_engine.engine import OnnxEngine
from runtimes.serving.engine import GenerationRequest, PromptProgress, Sampling, Token
from tests.runtimes.onnx_engine.conftest import engine_for

pytestmark = pytest.mark.engine

GREEDY = Sampling(temperature=0, ignore_eos=True)


def answer(engine: OnnxEngine, request: GenerationRequest) -> tuple[list[int], int]:
    """Tokens of the answer, and how many of the prompt were known."""
    steps = list(engine.generate(request))
    known = [step.cached for step in steps if isinstance(step, PromptProgress)]
    return [step.id for step in steps if isinstance(step, Token)], known[-1]


def request(engine: OnnxEngine, text: str, count: int = 12) -> GenerationRequest:
    prompt = engine.tokenize(text, add_special=True, parse_special=True)
    return GenerationRequest(prompt, count, GREEDY)


def own_loop(folder: Path, prompt: Sequence[int], count: int) -> list[int]:
    """What onnxruntime-genai itself says, greedily, ends of turn not being ends."""
    import onnxruntime_genai as genai

    model: Any = genai.Model(str(folder))
    parameters = genai.GeneratorParams(model)
    length = len(prompt) + count
    parameters.set_search_options(max_length=length, min_length=length, do_sample=False)
    generator = genai.Generator(model, parameters)
    generator.append_tokens(list(prompt))
    for _ in range(count):
        generator.generate_next_token()
    return [int(token) for token in generator.get_sequence(0)][len(prompt) :]


def test_it_says_what_the_librarys_own_loop_says_also_of_a_known_prompt(
    engine: OnnxEngine, tiny_genai: Path
) -> None:
    asked = request(engine, "Once upon a time", 20)
    expected = own_loop(tiny_genai, asked.prompt, 20)
    assert answer(engine, asked)[0] == expected
    assert answer(engine, asked) == (expected, len(asked.prompt) - 2)


def test_it_says_what_transformers_says_of_the_model_it_was_made_from(
    engine: OnnxEngine, tiny_source: Path
) -> None:
    import torch
    from transformers import AutoModelForCausalLM

    asked = request(engine, "Once upon a time", 20)
    model = AutoModelForCausalLM.from_pretrained(tiny_source, dtype=torch.float32)
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


def test_a_long_prompt_is_read_in_steps_and_no_token_is_left_alone(engine: OnnxEngine) -> None:
    asked = replace(request(engine, "x" * 193, 1), reuse_prompt=False)
    done = [step.done for step in engine.generate(asked) if isinstance(step, PromptProgress)]
    assert done == [64, 128, 191, 193]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The cat", "The cat sat on the mat"),
        ("The cat sat on the mat", "The cat"),
        ("The cat sat on the mat", "The cow sat on the mat"),
        ("The cat", "The cat"),
        ("The cat", "A dog"),
        ("The cat", "T"),
    ],
)
def test_what_was_read_before_is_reused_and_changes_nothing(
    engine: OnnxEngine, first: str, second: str
) -> None:
    before = request(engine, first)
    said, _known = answer(engine, before)
    asked = request(engine, second)
    shared = 0
    for old, new in zip((*before.prompt, *said), asked.prompt, strict=False):
        if old != new:
            break
        shared += 1
    fresh, _known = answer(engine_of_same(engine), replace(asked, reuse_prompt=False))
    assert answer(engine, asked) == (fresh, max(0, min(shared, len(asked.prompt) - 2)))


def engine_of_same(engine: OnnxEngine) -> OnnxEngine:
    """Another engine with the same model."""
    other = engine_for(engine._options.model)
    other.load(lambda _value: None)
    return other


def test_the_next_turn_knows_the_answer_before(engine: OnnxEngine) -> None:
    asked = request(engine, "Hello there")
    said, _known = answer(engine, asked)
    longer = replace(asked, prompt=[*asked.prompt, *said, 5, 6, 7])
    _said, known = answer(engine, longer)
    assert known == len(asked.prompt) + len(said) - 1


def test_a_conversation_may_outgrow_its_room_in_the_middle_of_an_answer(
    engine: OnnxEngine,
) -> None:
    asked = request(engine, "x" * 500, 700)
    said, _known = answer(engine, asked)
    assert len(said) == 700
    again = replace(asked, prompt=[*asked.prompt, *said[:600]], max_tokens=100)
    assert answer(engine_of_same(engine), again)[0] == said[600:]


def test_the_context_can_be_filled_to_the_last_token(engine: OnnxEngine) -> None:
    said, _known = answer(engine, request(engine, "x" * 2000, 48))
    assert len(said) == 48


def test_an_answer_that_is_broken_off_harms_no_other(engine: OnnxEngine) -> None:
    asked = replace(request(engine, "y" * 200), reuse_prompt=False)
    expected = answer(engine, asked)
    for stop_after in (1, 2, 6):
        steps = engine.generate(asked)
        for _ in range(stop_after):
            next(steps)
        steps.close()
        assert answer(engine, replace(asked, reuse_prompt=True))[0] == expected[0]


def test_reading_alone_gives_nothing(engine: OnnxEngine) -> None:
    assert answer(engine, request(engine, "The cat", 0))[0] == []


def test_the_end_of_a_turn_ends_the_answer(engine: OnnxEngine) -> None:
    (end,) = engine.tokenize("<|im_end|>", add_special=False, parse_special=True)
    asked = request(engine, "hi")
    asked = replace(asked, sampling=Sampling(temperature=0, logit_bias={end: 1e9}))
    steps = [step for step in engine.generate(asked) if isinstance(step, Token)]
    assert [(step.id, step.text, step.is_end) for step in steps] == [(end, "", True)]


def test_a_seed_repeats_an_answer_and_another_does_not(engine: OnnxEngine) -> None:
    hot = Sampling(temperature=3, top_k=0, top_p=1, min_p=0, ignore_eos=True, seed=7)
    asked = replace(request(engine, "hi", 20), sampling=hot)
    first = answer(engine, asked)[0]
    assert answer(engine, asked)[0] == first
    other = replace(asked, sampling=replace(hot, seed=8))
    assert answer(engine, other)[0] != first
