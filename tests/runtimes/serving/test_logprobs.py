"""Probabilities of tokens, on the three routes that tell them."""

from typing import Any

from tests.fakes.serving_front import ServedFront
from tests.runtimes.serving.test_completions import chat, events

FIRST = {"id": ord("H"), "token": "H", "bytes": [ord("H")], "logprob": -0.5}
OTHER = {"id": ord("?"), "token": "?", "bytes": [ord("?")], "logprob": -2.0}


def test_a_chat(front: ServedFront) -> None:
    reply = chat(front, logprobs=True, top_logprobs=2).json()
    content = reply["choices"][0]["logprobs"]["content"]
    assert [one["token"] for one in content] == list("Hello")
    assert content[0] == {**FIRST, "top_logprobs": [FIRST, OTHER]}


def test_a_chat_without_alternatives(front: ServedFront) -> None:
    content = chat(front, logprobs=True).json()["choices"][0]["logprobs"]["content"]
    assert content[0] == {**FIRST, "top_logprobs": []}


def test_a_streamed_chat_tells_each_token_once(front: ServedFront) -> None:
    chunks = events(chat(front, logprobs=True, stream=True))[:-1]
    told: list[Any] = [chunk["choices"][0].get("logprobs") for chunk in chunks]
    content = [one for logprobs in told if logprobs for one in logprobs["content"]]
    assert [one["token"] for one in content] == list("Hello")


def test_a_text(front: ServedFront) -> None:
    reply = front.client.post("/v1/completions", json={"prompt": "a", "logprobs": 2}).json()
    logprobs = reply["choices"][0]["logprobs"]
    assert logprobs["tokens"] == list("Hello")
    assert logprobs["token_logprobs"] == [-0.5] * 5
    assert logprobs["top_logprobs"][0] == {"H": -0.5, "?": -2.0}
    assert logprobs["content"][0] == {**FIRST, "top_logprobs": [FIRST, OTHER]}


def test_a_native_answer(front: ServedFront) -> None:
    reply = front.client.post("/completion", json={"prompt": "a", "n_probs": 1}).json()
    assert reply["completion_probabilities"][0] == {**FIRST, "top_logprobs": [FIRST]}
    assert (
        "completion_probabilities"
        not in front.client.post("/completion", json={"prompt": "a"}).json()
    )


def test_streams_lose_no_token_that_a_stop_string_held_back(front: ServedFront) -> None:
    asked = {"prompt": "a", "stop": ["lx"], "stream": True, "n_probs": 1}
    native = events(front.client.post("/completion", json=asked))
    told = [one for chunk in native for one in chunk.get("completion_probabilities", [])]
    assert [one["token"] for one in told] == list("Hello")
    text = events(front.client.post("/v1/completions", json=asked))[:-1]
    logprobs = [chunk["choices"][0]["logprobs"] for chunk in text]
    assert [one for each in logprobs if each for one in each["tokens"]] == list("Hello")
