"""Models whose memory of a prompt is not Llama's: what is reused must still change nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runtimes.serving.engine import GenerationRequest, PromptProgress, Sampling, Token
from runtimes.transformers_engine.engine import TransformersEngine
from tests.runtimes.transformers_engine.conftest import engine_for

pytestmark = pytest.mark.engine

FIRST = "The cat sat on the mat and looked"
SECOND = "The cat sat on a chair"


def _sliding(vocabulary: int) -> Any:
    from transformers import MistralConfig

    return MistralConfig(
        vocab_size=vocabulary,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        sliding_window=8,
        initializer_range=0.5,
    )


def _without_sdpa(vocabulary: int) -> Any:
    from transformers import BloomConfig

    return BloomConfig(
        vocab_size=vocabulary, hidden_size=32, n_layer=2, n_head=2, initializer_range=0.5
    )


def _running_state(vocabulary: int) -> Any:
    from transformers import MambaConfig

    return MambaConfig(
        vocab_size=vocabulary, hidden_size=32, num_hidden_layers=2, initializer_range=0.5
    )


def _absolute_positions(vocabulary: int) -> Any:
    from transformers import GPT2Config

    return GPT2Config(
        vocab_size=vocabulary, n_embd=32, n_layer=2, n_head=2, n_positions=64, initializer_range=0.5
    )


def answer(engine: TransformersEngine, text: str, *, reuse: bool) -> tuple[list[int], int]:
    prompt = engine.tokenize(text, add_special=False, parse_special=True)
    sampling = Sampling(temperature=0, ignore_eos=True)
    steps = list(engine.generate(GenerationRequest(prompt, 10, sampling, reuse)))
    known = [step.cached for step in steps if isinstance(step, PromptProgress)]
    return [step.id for step in steps if isinstance(step, Token)], known[-1]


@pytest.mark.parametrize(
    ("make_config", "is_shortened"),
    [
        (_sliding, False),
        (_without_sdpa, True),
        (_running_state, False),
        (_absolute_positions, True),
    ],
)
def test_reuse_changes_nothing(
    tmp_path: Path, make_config: Callable[[int], Any], is_shortened: bool
) -> None:
    from tests.fakes.tiny_transformers import VOCABULARY, make_tiny_model

    engine = engine_for(make_tiny_model(tmp_path, make_config(VOCABULARY)))
    engine.load(lambda _value: None)
    fresh = answer(engine, SECOND, reuse=False)[0]
    said, _known = answer(engine, FIRST, reuse=False)
    assert answer(engine, SECOND, reuse=True)[0] == fresh
    assert (answer(engine, FIRST, reuse=True)[1] > 0) is is_shortened
    longer = FIRST + engine.detokenize(said)
    assert answer(engine, longer, reuse=True)[0] == answer(engine, longer, reuse=False)[0]
