"""Complete answers: their fields, the types of these, and their numbers."""

from types import NoneType
from typing import Any

import httpx2
import pytest

from tests.runtimes.conformance.candidates import ALIAS, CONTEXT
from tests.runtimes.conformance.shapes import NUMBER, Shape, differences
from tests.runtimes.conformance.wire import CHAT, MESSAGES, SHORT, ask

pytestmark = pytest.mark.engine

TIMINGS: Shape = {
    "cache_n": int,
    "prompt_n": int,
    "prompt_ms": NUMBER,
    "prompt_per_token_ms": NUMBER,
    "prompt_per_second": NUMBER,
    "predicted_n": int,
    "predicted_ms": NUMBER,
    "predicted_per_token_ms": NUMBER,
    "predicted_per_second": NUMBER,
}
USAGE: Shape = {
    "prompt_tokens": int,
    "completion_tokens": 4,
    "total_tokens": int,
    "prompt_tokens_details": {"cached_tokens": int},
}
ENVELOPE: Shape = {
    "id": str,
    "created": int,
    "model": ALIAS,
    "system_fingerprint": str,
    "usage": USAGE,
    "timings": TIMINGS,
}
SETTINGS: Shape = {
    "seed": int,
    "temperature": NUMBER,
    "top_k": int,
    "top_p": NUMBER,
    "min_p": NUMBER,
    "typical_p": NUMBER,
    "xtc_probability": NUMBER,
    "repeat_last_n": int,
    "repeat_penalty": NUMBER,
    "presence_penalty": NUMBER,
    "frequency_penalty": NUMBER,
    "mirostat": int,
    "stop": list,
    "n_predict": int,
    "max_tokens": int,
    "n_keep": int,
    "ignore_eos": bool,
    "stream": bool,
    "logit_bias": list,
    "n_probs": int,
    "grammar": str,
    "samplers": [str],
}
NATIVE: Shape = {
    "index": 0,
    "content": str,
    "tokens": list,
    "id_slot": int,
    "stop": True,
    "model": ALIAS,
    "tokens_predicted": 4,
    "tokens_evaluated": int,
    "generation_settings": SETTINGS,
    "prompt": str,
    "has_new_line": bool,
    "truncated": False,
    "stop_type": "limit",
    "stopping_word": "",
    "tokens_cached": int,
    "timings": TIMINGS,
}
MESSAGE = {"role": "assistant", "content": str}
SCORE: Shape = {"id": int, "token": str, "bytes": list, "logprob": NUMBER}
SCORED: Shape = {**SCORE, "top_logprobs": [SCORE]}
ANSWERS: dict[str, tuple[str, dict[str, Any], Shape]] = {
    "chat": (
        CHAT,
        {"messages": MESSAGES},
        {
            **ENVELOPE,
            "object": "chat.completion",
            "choices": [{"index": 0, "finish_reason": "length", "message": MESSAGE}],
        },
    ),
    "chat without /v1": ("/chat/completions", {"messages": MESSAGES}, ENVELOPE),
    "chat with probabilities": (
        CHAT,
        {"messages": MESSAGES, "logprobs": True, "top_logprobs": 2},
        {"choices": [{"logprobs": {"content": [SCORED]}}]},
    ),
    "completion": (
        "/v1/completions",
        {"prompt": "a"},
        {
            **ENVELOPE,
            "object": "text_completion",
            "choices": [
                {"text": str, "index": int, "logprobs": NoneType, "finish_reason": "length"}
            ],
        },
    ),
    "native": ("/completion", {"prompt": "a"}, NATIVE),
    "native in the plural": ("/completions", {"prompt": "a"}, NATIVE),
    "native with probabilities": (
        "/completion",
        {"prompt": "a", "n_probs": 2},
        {"completion_probabilities": [SCORED]},
    ),
    "native with tokens": (
        "/completion",
        {"prompt": "a", "return_tokens": True},
        {"tokens": [int]},
    ),
    "native of several prompts": ("/completion", {"prompt": ["a", "b"]}, [{"index": int}]),
    "native of tokens": ("/completion", {"prompt": [65, 66]}, {"tokens_evaluated": 2}),
    "native of a mixture": ("/completion", {"prompt": [65, "ab"]}, {"tokens_evaluated": 3}),
    "native, a part of it": (
        "/completion",
        {"prompt": "a", "response_fields": ["content", "generation_settings/n_predict"]},
        {"content": str, "generation_settings/n_predict": 4},
    ),
    "infill": ("/infill", {"input_prefix": "a", "input_suffix": "b", "prompt": "c"}, NATIVE),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_has_its_fields(client: httpx2.Client, name: str) -> None:
    path, body, shape = ANSWERS[name]
    assert not differences(ask(client, path, **body, **SHORT), shape)


def test_native_answers_have_no_more_than_what_was_asked_for(client: httpx2.Client) -> None:
    reply = ask(client, "/completion", prompt="a", response_fields=["content"], **SHORT)
    assert list(reply) == ["content"]
    assert ask(client, "/completion", prompt="a", **SHORT)["tokens"] == []


def test_the_numbers_agree(client: httpx2.Client) -> None:
    reply = ask(client, CHAT, messages=MESSAGES, **SHORT)
    usage, timings = reply["usage"], reply["timings"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]
    assert timings["cache_n"] + timings["prompt_n"] == usage["prompt_tokens"]
    assert timings["predicted_n"] == 4
    counted = ask(client, f"{CHAT}/input_tokens", messages=MESSAGES)
    assert counted == {"input_tokens": usage["prompt_tokens"], "object": "response.input_tokens"}


def test_several_prompts_are_answered_in_their_order(client: httpx2.Client) -> None:
    alone = [ask(client, "/completion", prompt=one, **SHORT)["content"] for one in "ab"]
    both = ask(client, "/completion", prompt=["a", "b"], **SHORT)
    assert [(one["index"], one["content"]) for one in both] == [*enumerate(alone)]


def test_a_responses_answer(client: httpx2.Client) -> None:
    reply = ask(client, "/v1/responses", input="hi", max_output_tokens=4)
    text = {"type": "output_text", "annotations": list, "logprobs": list, "text": str}
    message = {"type": "message", "role": "assistant", "id": str, "content": [text]}
    usage = {"input_tokens": int, "output_tokens": int, "total_tokens": int}
    details = {"input_tokens_details": {"cached_tokens": int}}
    shape = {"object": "response", "id": str, "created_at": int, "model": ALIAS, "status": str}
    assert not differences(reply, {**shape, "output": [message], "usage": {**usage, **details}})


def test_a_messages_answer(client: httpx2.Client) -> None:
    reply = ask(client, "/v1/messages?beta=true", messages=MESSAGES, max_tokens=4)
    usage = {"input_tokens": int, "output_tokens": int, "cache_read_input_tokens": int}
    shape = {
        "type": "message",
        "id": str,
        "role": "assistant",
        "model": ALIAS,
        "content": [{"type": "text", "text": str}],
        "stop_reason": str,
        "stop_sequence": NoneType,
        "usage": usage,
    }
    assert not differences(reply, shape)
    counted = ask(client, "/v1/messages/count_tokens", messages=MESSAGES)
    used = reply["usage"]
    assert counted["input_tokens"] == used["input_tokens"] + used["cache_read_input_tokens"]


def test_nothing_is_said_when_nothing_is_asked_for(client: httpx2.Client) -> None:
    """How editors have a prompt read beforehand. llama.cpp says one token all the same."""
    reply = ask(client, "/completion", prompt="abc", n_predict=0, samplers=[])
    assert reply["tokens_predicted"] <= 1
    assert reply["stop"] is True


def test_a_second_turn_is_read_from_the_cache(client: httpx2.Client) -> None:
    asked = {"prompt": "x" * 50, "n_predict": 2, "ignore_eos": True, "temperature": 0}
    first = ask(client, "/completion", **asked)
    again = ask(client, "/completion", **asked)
    # onnxruntime leaves two: it reads a lone token with another rounding.
    assert again["timings"]["prompt_n"] <= 2
    assert (
        sum(again["timings"][key] for key in ("cache_n", "prompt_n")) == first["tokens_evaluated"]
    )
    assert again["content"] == first["content"]


def test_the_context_ends_an_answer(client: httpx2.Client) -> None:
    asked = {"prompt": [65] * (CONTEXT - 20), "n_predict": -1, "ignore_eos": True}
    reply = ask(client, "/completion", **asked)
    assert reply["stop_type"] == "limit"
    assert 0 < reply["tokens_predicted"] <= 20
    assert reply["truncated"] is True
