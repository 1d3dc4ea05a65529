"""Whatever an architecture remembers of a prompt: answers are those of transformers' own
``generate()``, also when conversations are reused and when several are read in one pass."""

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from runtimes.serving.engine import GenerationRequest, PromptProgress, Sampling, Token
from runtimes.transformers_engine.engine import TransformersEngine
from tests.runtimes.transformers_engine.conftest import engine_for

pytestmark = pytest.mark.engine

FIRST = "The cat sat on the mat and looked"
SECOND = "The cat sat on a chair"
PROMPTS = (FIRST, SECOND, "Dogs bark, for they have seen the cat on the mat", "x")
COUNT = 12

_SIZES = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 8,
    "max_position_embeddings": 256,
    "initializer_range": 0.5,
}
_GPT2 = {"n_embd": 32, "n_layer": 2, "n_head": 2, "n_positions": 256, "initializer_range": 0.5}
# Name of the configuration, and what it takes beside the vocabulary.
PACKED: dict[str, tuple[str, dict[str, Any]]] = {
    "llama": ("LlamaConfig", _SIZES),
    "qwen2": ("Qwen2Config", _SIZES),
    "qwen3": ("Qwen3Config", _SIZES),
    "qwen3-moe": (
        "Qwen3MoeConfig",
        {**_SIZES, "num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 16},
    ),
    "mistral, sliding": ("MistralConfig", {**_SIZES, "sliding_window": 8}),
    "gemma": ("GemmaConfig", _SIZES),
    "gemma2, sliding, capped": ("Gemma2Config", {**_SIZES, "sliding_window": 8}),
    "gemma3, sliding": ("Gemma3TextConfig", {**_SIZES, "sliding_window": 8}),
    "gpt-oss, sinks": (
        "GptOssConfig",
        {**_SIZES, "sliding_window": 8, "num_local_experts": 4, "num_experts_per_tok": 2},
    ),
    "phi": ("PhiConfig", {**_SIZES, "num_key_value_heads": 4}),
    "phi3": ("Phi3Config", {**_SIZES, "pad_token_id": 0}),
    "olmo2": ("Olmo2Config", _SIZES),
    "gpt2": ("GPT2Config", _GPT2),
    "gpt-neox": ("GPTNeoXConfig", _SIZES),
}
APART: dict[str, tuple[str, dict[str, Any], str]] = {
    "bloom": (
        "BloomConfig",
        {"hidden_size": 32, "n_layer": 2, "n_head": 2, "initializer_range": 0.5},
        "cannot be told where its tokens stand",
    ),
    "mamba": (
        "MambaConfig",
        {"hidden_size": 32, "num_hidden_layers": 2, "initializer_range": 0.5},
        "cannot be told where its tokens stand",
    ),
}
ARCHITECTURES: dict[str, tuple[Any, ...]] = {**PACKED, **APART}


def _engine(folder: Path, config: str, sizes: dict[str, Any]) -> TransformersEngine:
    import transformers

    from tests.fakes.tiny_transformers import VOCABULARY, make_tiny_model

    made = getattr(transformers, config)(vocab_size=VOCABULARY, **sizes)
    engine = engine_for(make_tiny_model(folder, made))
    engine.load(lambda _value: None)
    return engine


@pytest.fixture(params=PACKED)
def packing(request: pytest.FixtureRequest, tmp_path: Path) -> TransformersEngine:
    """A model that reads several conversations in one pass."""
    return _engine(tmp_path, *PACKED[request.param])


@pytest.fixture(params=ARCHITECTURES)
def any_engine(request: pytest.FixtureRequest, tmp_path: Path) -> TransformersEngine:
    config, sizes, *_reason = ARCHITECTURES[request.param]
    return _engine(tmp_path, config, sizes)


def ask(engine: TransformersEngine, text: str, *, reuse: bool = False) -> GenerationRequest:
    prompt = engine.tokenize(text, add_special=False, parse_special=True)
    return GenerationRequest(prompt, COUNT, Sampling(temperature=0, ignore_eos=True), reuse)


def answer(engine: TransformersEngine, text: str, *, reuse: bool) -> tuple[list[int], int]:
    steps = list(engine.generate(ask(engine, text, reuse=reuse)))
    known = [step.cached for step in steps if isinstance(step, PromptProgress)]
    return [step.id for step in steps if isinstance(step, Token)], known[-1]


def side_by_side(engine: TransformersEngine, texts: Sequence[str]) -> list[list[int]]:
    """The answers, each asked for its next token in turn."""
    answers = [engine.generate(ask(engine, text)) for text in texts]
    rounds = zip_longest(*answers)
    said = zip(*rounds, strict=True)
    return [[step.id for step in one if isinstance(step, Token)] for one in said]


def generated(folder: Path, engine: TransformersEngine, text: str) -> list[int]:
    """What transformers' own loop says."""
    import torch
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    prompt = torch.tensor([ask(engine, text).prompt])
    said = model.generate(
        prompt,
        attention_mask=torch.ones_like(prompt),
        max_new_tokens=COUNT,
        min_new_tokens=COUNT,
        do_sample=False,
        eos_token_id=None,
        suppress_tokens=sorted(engine._decoder._end_tokens),
        pad_token_id=0,
    )
    return said[0, prompt.shape[1] :].tolist()  # type: ignore[no-any-return]


def test_answers_are_those_of_generate(any_engine: TransformersEngine, tmp_path: Path) -> None:
    expected = [generated(tmp_path, any_engine, text) for text in PROMPTS]
    assert [answer(any_engine, text, reuse=False)[0] for text in PROMPTS] == expected
    assert side_by_side(any_engine, PROMPTS) == expected


def test_reuse_changes_nothing(any_engine: TransformersEngine) -> None:
    fresh = answer(any_engine, SECOND, reuse=False)[0]
    said, _known = answer(any_engine, FIRST, reuse=False)
    assert answer(any_engine, SECOND, reuse=True)[0] == fresh
    longer = FIRST + any_engine.detokenize(said)
    without = answer(any_engine, longer, reuse=False)[0]
    assert answer(any_engine, longer, reuse=True)[0] == without


def test_a_beginning_that_was_read_before_is_known(packing: TransformersEngine) -> None:
    answer(packing, FIRST, reuse=False)
    shared = len("The cat sat on ")
    assert answer(packing, SECOND, reuse=True)[1] == shared
    assert answer(packing, FIRST, reuse=True)[1] >= shared


def test_one_pass_reads_all_that_wait(
    packing: TransformersEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes = _passes(packing, monkeypatch)
    side_by_side(packing, PROMPTS)
    prompts, tokens = passes[: len(PROMPTS)], passes[len(PROMPTS) :]
    assert prompts == [1] * len(PROMPTS)
    assert tokens == [len(PROMPTS)] * (COUNT - 1)


def _passes(engine: TransformersEngine, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many conversations each forward pass has read."""
    forward, counts = engine._decoder._batch._forward, []
    read: Callable[..., Any] = forward.read

    def counted(readings: Sequence[Any]) -> Any:
        counts.append(len(readings))
        return read(readings)

    monkeypatch.setattr(forward, "read", counted)
    return counts


@pytest.mark.parametrize("name", APART)
def test_what_cannot_be_read_together_is_said(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config, sizes, reason = APART[name]
    _engine(tmp_path, config, sizes)
    assert re.search(f"share no pass over the weights: .*{reason}", capfd.readouterr().err)


@pytest.mark.parametrize("name", PACKED)
def test_nothing_is_said_of_what_can(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _engine(tmp_path, *PACKED[name])
    assert "share no pass" not in capfd.readouterr().err
