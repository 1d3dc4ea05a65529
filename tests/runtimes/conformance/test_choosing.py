"""How tokens are chosen: sampling, seeds, biases, and forms that must be kept."""

import json
from typing import Any

import httpx2
import pytest

from tests.runtimes.conformance.wire import CHAT, MESSAGES, SHORT, ask

pytestmark = pytest.mark.engine

SCHEMA = {
    "type": "object",
    "properties": {"city": {"enum": ["Oslo", "Rome"]}, "warm": {"type": "boolean"}},
    "required": ["city", "warm"],
    "additionalProperties": False,
}


def tokens_of(client: httpx2.Client, **fields: Any) -> list[int]:
    asked = {**SHORT, "n_predict": 12, "return_tokens": True, "prompt": "abc", **fields}
    tokens: list[int] = ask(client, "/completion", **asked)["tokens"]
    return tokens


def test_the_likeliest_tokens_are_always_the_same(client: httpx2.Client) -> None:
    first = tokens_of(client)
    assert len(first) == 12
    assert tokens_of(client) == first
    assert tokens_of(client, temperature=1, top_k=1) == first


def test_a_seed_repeats_an_answer(client: httpx2.Client) -> None:
    hot = {"temperature": 2.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0}
    first = tokens_of(client, seed=7, **hot)
    assert tokens_of(client, seed=7, **hot) == first
    others = {tuple(tokens_of(client, seed=seed, **hot)) for seed in range(8, 12)}
    assert others != {tuple(first)}


@pytest.mark.parametrize("form", ["pairs", "object"])
def test_a_bias_forbids_and_forces_tokens(client: httpx2.Client, form: str) -> None:
    usual = tokens_of(client)[0]
    wanted = ask(client, "/tokenize", content="z")["tokens"][0]
    bias: Any = [[usual, False], [wanted, 500]]
    if form == "object":
        bias = {str(usual): -100, str(wanted): 100}
    assert tokens_of(client, logit_bias=bias) == [wanted] * 12


def test_a_grammar_is_obeyed(client: httpx2.Client) -> None:
    asked = {"prompt": "a", "grammar": 'root ::= "yes" | "no"', "n_predict": 20}
    reply = ask(client, "/completion", **asked)
    assert reply["content"] in ("yes", "no")
    assert reply["stop_type"] == "eos"


@pytest.mark.parametrize(
    "form",
    [
        {"json_schema": SCHEMA},
        {
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "x", "schema": SCHEMA},
            }
        },
        {"response_format": {"type": "json_object", "schema": SCHEMA}},
    ],
    ids=["llama-server's", "OpenAI's", "older"],
)
def test_a_schema_is_obeyed(client: httpx2.Client, form: dict[str, Any]) -> None:
    reply = ask(client, CHAT, messages=MESSAGES, max_tokens=120, **form)
    read = json.loads(reply["choices"][0]["message"]["content"])
    assert read["city"] in ("Oslo", "Rome")
    assert isinstance(read["warm"], bool)
    assert reply["choices"][0]["finish_reason"] == "stop"


def test_probabilities_are_of_the_whole_vocabulary_and_in_order(client: httpx2.Client) -> None:
    asked = {"prompt": "abc", **SHORT, "n_probs": 5, "temperature": 0}
    scored = ask(client, "/completion", **asked)["completion_probabilities"]
    assert len(scored) == 4
    for one in scored:
        logprobs = [top["logprob"] for top in one["top_logprobs"]]
        assert len(logprobs) == 5
        assert logprobs == sorted(logprobs, reverse=True)
        assert max(logprobs) <= 0
        assert one["logprob"] == logprobs[0]
