"""Filling gaps, as llama.vscode asks for it."""

from typing import Any

import pytest

from tests.fakes.scripted_engine import ScriptedEngine
from tests.fakes.serving_front import ServedFront

PREFIX, SUFFIX, MIDDLE, REPOSITORY, FILE = range(0xE000, 0xE005)
QWEN = {
    "<|fim_prefix|>": PREFIX,
    "<|fim_suffix|>": SUFFIX,
    "<|fim_middle|>": MIDDLE,
    "<|repo_name|>": REPOSITORY,
    "<|file_sep|>": FILE,
}
DEEPSEEK = {"<｜fim▁begin｜>": PREFIX, "<｜fim▁hole｜>": SUFFIX, "<｜fim▁end｜>": MIDDLE}
ASKED: dict[str, Any] = {
    "id_slot": 0,
    "input_prefix": "ab\n",
    "input_suffix": "\nyz",
    "input_extra": [{"text": "other", "filename": "o.py"}],
    "prompt": "x =",
    "n_predict": 8,
    "top_k": 40,
    "samplers": ["top_k", "top_p", "infill"],
    "cache_prompt": True,
    "n_indent": 4,
    "t_max_prompt_ms": 500,
    "t_max_predict_ms": 2500,
    "model": "any",
}


def ask(front: ServedFront, **fields: Any) -> Any:
    return front.client.post("/infill", json={**ASKED, **fields})


@pytest.mark.parametrize(
    ("names", "extra"),
    [
        (QWEN, f"{chr(REPOSITORY)}myproject\n{chr(FILE)}o.py\nother{chr(FILE)}filename\n"),
        (DEEPSEEK, "\n\n--- snippet ---\n\nother"),
    ],
    ids=["qwen", "deepseek"],
)
def test_the_prompt_is_llama_servers(
    front: ServedFront, engine: ScriptedEngine, names: dict[str, int], extra: str
) -> None:
    engine.specials = names
    reply = ask(front).json()
    assert (reply["content"], reply["stop_type"]) == ("Hello", "eos")
    assert reply["timings"]["predicted_n"] == 6
    gap = f"{chr(PREFIX)}ab\nx ={chr(SUFFIX)}\nyz{chr(MIDDLE)}"
    request = engine.requests[-1]
    assert engine.detokenize(request.prompt) == chr(2) + extra + gap
    assert {PREFIX, SUFFIX, MIDDLE} <= request.end_tokens
    assert request.time_limit_ms == 2500


def test_what_does_not_fit_is_left_out_farthest_first(
    front: ServedFront, engine: ScriptedEngine
) -> None:
    engine.specials = QWEN
    before, after = "a" * 500 + "b" * 50, "c" * 50 + "d" * 500
    reply = ask(front, input_prefix=before, input_suffix=after, input_extra=[{"text": "e" * 900}])
    assert reply.status_code == 200
    prompt = engine.detokenize(engine.requests[-1].prompt)
    assert len(prompt) <= 300 - 8
    assert "b" * 50 + "x =" in prompt
    assert chr(SUFFIX) + "c" * 50 in prompt
    assert "e" not in prompt


def test_a_warm_up_reads_the_prompt_only(front: ServedFront, engine: ScriptedEngine) -> None:
    engine.specials = QWEN
    reply = ask(front, n_predict=0, samplers=[]).json()
    assert (reply["content"], reply["tokens_predicted"]) == ("", 0)


def test_several_answers_are_a_list(front: ServedFront, engine: ScriptedEngine) -> None:
    engine.specials = QWEN
    assert [one["content"] for one in ask(front, n_cmpl=3).json()] == ["Hello"] * 3


@pytest.mark.parametrize(
    "fields",
    [{"input_prefix": None}, {"input_suffix": 5}, {"input_extra": ["x"]}, {"input_extra": [{}]}],
    ids=str,
)
def test_wrong_fields_are_400(
    front: ServedFront, engine: ScriptedEngine, fields: dict[str, Any]
) -> None:
    engine.specials = QWEN
    assert ask(front, **fields).status_code == 400


def test_a_model_without_the_marks_says_so(front: ServedFront) -> None:
    reply = ask(front)
    assert reply.status_code == 501
    assert reply.json()["error"]["message"].startswith("Infill is not supported by this model")


def test_time_is_up_after_a_line(front: ServedFront, engine: ScriptedEngine) -> None:
    engine.specials, engine.answer = QWEN, "ab\n" + "c" * 50
    reply = ask(front, n_predict=40, t_max_predict_ms=0.0001).json()
    assert (reply["content"], reply["stop_type"]) == ("ab\n", "limit")
