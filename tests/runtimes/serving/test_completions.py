"""The JSON and the events of the three completion routes, as llama-server writes them."""

import json
from typing import Any

import httpx2
import pytest

from tests.fakes.scripted_engine import ScriptedEngine
from tests.fakes.serving_front import ServedFront

CHAT = {"messages": [{"role": "user", "content": "hi"}]}


def chat(front: ServedFront, **fields: Any) -> httpx2.Response:
    return front.client.post("/v1/chat/completions", json={**CHAT, **fields})


def events(reply: httpx2.Response) -> list[Any]:
    """The data of a stream; every event must be one line with a space after the colon."""
    assert reply.headers["content-type"].startswith("text/event-stream")
    lines = reply.text.split("\n\n")
    assert lines.pop() == ""
    assert all(line.startswith("data: ") and "\n" not in line for line in lines)
    data = [line.removeprefix("data: ") for line in lines]
    return [one if one == "[DONE]" else json.loads(one) for one in data]


def test_a_chat_answer(front: ServedFront) -> None:
    reply = chat(front, max_tokens=50).json()
    assert reply["choices"] == [
        {
            "finish_reason": "stop",
            "index": 0,
            "message": {"role": "assistant", "content": "Hello"},
        }
    ]
    assert (reply["object"], reply["model"]) == ("chat.completion", "scripted")
    prompt = len("<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n")
    assert reply["usage"] == {
        "completion_tokens": 6,
        "prompt_tokens": prompt,
        "total_tokens": prompt + 6,
        "prompt_tokens_details": {"cached_tokens": 0},
    }
    assert reply["timings"]["prompt_n"] == prompt
    assert set(reply["timings"]) == {
        "cache_n",
        "prompt_n",
        "prompt_ms",
        "prompt_per_token_ms",
        "prompt_per_second",
        "predicted_n",
        "predicted_ms",
        "predicted_per_token_ms",
        "predicted_per_second",
    }


def test_a_streamed_chat_answer(front: ServedFront) -> None:
    first, *pieces, finish, done = events(chat(front, stream=True))
    assert first["choices"][0]["delta"] == {"role": "assistant", "content": None}
    assert [one["choices"][0]["delta"] for one in pieces] == [{"content": c} for c in "Hello"]
    assert finish["choices"] == [{"finish_reason": "stop", "index": 0, "delta": {}}]
    assert finish["timings"]["predicted_n"] == 6
    assert done == "[DONE]"
    assert not any("usage" in one for one in [first, *pieces, finish])
    assert len({one["id"] for one in [first, *pieces, finish]}) == 1


def test_usage_comes_in_a_chunk_of_its_own_when_asked_for(front: ServedFront) -> None:
    reply = chat(front, stream=True, stream_options={"include_usage": True})
    *_others, finish, last, _done = events(reply)
    assert "timings" not in finish
    assert last["choices"] == []
    assert last["usage"]["completion_tokens"] == 6
    assert last["timings"]["predicted_n"] == 6


def test_a_native_answer(front: ServedFront) -> None:
    asked = {"prompt": "ab", "n_predict": 3, "return_tokens": True}
    reply = front.client.post("/completion", json=asked).json()
    assert reply["content"] == "Hel"
    assert reply["tokens"] == [ord(c) for c in "Hel"]
    assert (reply["stop"], reply["stop_type"], reply["stopping_word"]) == (True, "limit", "")
    assert (reply["tokens_predicted"], reply["tokens_evaluated"]) == (3, 3)
    assert reply["generation_settings"]["n_predict"] == 3
    assert reply["truncated"] is False


@pytest.mark.parametrize("stream", [False, True])
def test_of_a_native_answer_only_what_is_wanted(front: ServedFront, stream: bool) -> None:
    fields = ["content", "timings/predicted_n", "timings/nothing", "nothing", "content/nothing"]
    asked = {"prompt": "a", "n_predict": 3, "response_fields": fields, "stream": stream}
    reply = front.client.post("/completion", json=asked)
    last = events(reply)[-1] if stream else reply.json()
    assert last == {"content": "" if stream else "Hel", "timings/predicted_n": 3}


def test_tokens_come_when_asked_for(front: ServedFront) -> None:
    assert front.client.post("/completion", json={"prompt": "a"}).json()["tokens"] == []


def test_from_nothing_a_model_begins_with_its_own_token(
    front: ServedFront, engine: ScriptedEngine
) -> None:
    assert front.client.post("/completion", json={"prompt": ""}).is_success
    assert engine.detokenize(engine.requests[0].prompt) == "<s>"


def test_a_streamed_native_answer_has_no_done(front: ServedFront) -> None:
    reply = front.client.post("/completion", json={"prompt": "ab", "stream": True})
    *pieces, last = events(reply)
    assert pieces[1] == {
        "index": 0,
        "content": "e",
        "tokens": [ord("e")],
        "stop": False,
        "id_slot": 0,
        "tokens_predicted": 2,
        "tokens_evaluated": 3,
    }
    assert (last["content"], last["stop"], last["stop_type"]) == ("", True, "eos")


def test_a_text_answer_for_each_prompt(front: ServedFront) -> None:
    reply = front.client.post("/v1/completions", json={"prompt": ["a", "b"]}).json()
    assert reply["object"] == "text_completion"
    assert reply["choices"] == [
        {"text": "Hello", "index": index, "logprobs": None, "finish_reason": "stop"}
        for index in (0, 1)
    ]


def test_a_streamed_text_answer(front: ServedFront) -> None:
    reply = front.client.post("/v1/completions", json={"prompt": "a", "stream": True})
    *pieces, finish, done = events(reply)
    assert "".join(one["choices"][0]["text"] for one in pieces) == "Hello"
    assert finish["choices"][0]["finish_reason"] == "stop"
    assert finish["usage"]["completion_tokens"] == 6
    assert done == "[DONE]"


@pytest.mark.parametrize("path", ["/completion", "/completions"])
@pytest.mark.parametrize("field", ["n_predict", "max_tokens", "max_completion_tokens"], ids=str)
def test_every_name_of_the_limit_counts(
    front: ServedFront, engine: ScriptedEngine, path: str, field: str
) -> None:
    assert front.client.post(path, json={"prompt": "a", field: 2}).json()["content"] == "He"
    assert engine.requests[-1].max_tokens == 2


def test_nothing_is_generated_for_a_limit_of_0(front: ServedFront, engine: ScriptedEngine) -> None:
    reply = front.client.post("/completion", json={"prompt": "a", "n_predict": 0}).json()
    assert (reply["content"], reply["tokens_predicted"]) == ("", 0)
    assert engine.requests[-1].max_tokens == 0


def test_without_a_limit_the_context_is_one(front: ServedFront, engine: ScriptedEngine) -> None:
    engine.answer = "x" * 500
    reply = front.client.post("/completion", json={"prompt": "abc"}).json()
    assert reply["tokens_predicted"] == 296
    assert reply["truncated"] is True


@pytest.mark.parametrize("stream", [False, True])
def test_a_stop_string_ends_the_answer(
    front: ServedFront, engine: ScriptedEngine, stream: bool
) -> None:
    engine.answer = "one two three"
    reply = chat(front, stop=["two", "zzz"], stream=stream)
    if stream:
        chunks = events(reply)[1:-2]
        assert "".join(one["choices"][0]["delta"]["content"] for one in chunks) == "one "
    else:
        assert reply.json()["choices"][0]["message"]["content"] == "one "
    assert engine.generated == len("one two")


def test_unknown_fields_and_another_model_are_ignored(front: ServedFront) -> None:
    reply = chat(front, model="gpt-5", cache_control={"a": 1}, store=True, mirostat=2)
    assert reply.json()["model"] == "scripted"


def test_several_answers_have_seeds_of_their_own(
    front: ServedFront, engine: ScriptedEngine
) -> None:
    reply = chat(front, n=2, seed=7).json()
    assert [one["index"] for one in reply["choices"]] == [0, 1]
    assert [one.sampling.seed for one in engine.requests] == [7, 8]


def test_sampling_fields_reach_the_engine(front: ServedFront, engine: ScriptedEngine) -> None:
    bias = [[65, -1.5], ["bc", False]]
    chat(front, temperature=0.1, top_k=3, top_p=0.5, min_p=0, seed=3, logit_bias=bias)
    sampling = engine.requests[-1].sampling
    assert (sampling.temperature, sampling.top_k, sampling.top_p) == (0.1, 3, 0.5)
    assert (sampling.min_p, sampling.seed) == (0, 3)
    infinity = float("-inf")
    assert sampling.logit_bias == {65: -1.5, ord("b"): infinity, ord("c"): infinity}


def test_a_failure_in_a_stream_is_an_event_without_done(
    front: ServedFront, engine: ScriptedEngine
) -> None:
    engine.breaks_after = 2
    *_pieces, last = events(chat(front, stream=True))
    assert last == {
        "error": {
            "code": 500,
            "message": "There is not enough memory for the model.",
            "type": "server_error",
        }
    }


def test_a_failure_outside_a_stream_is_a_reply_and_the_next_request_works(
    front: ServedFront, engine: ScriptedEngine
) -> None:
    engine.breaks_after = 2
    reply = chat(front)
    assert (reply.status_code, reply.json()["error"]["type"]) == (500, "server_error")
    engine.breaks_after = None
    assert chat(front).status_code == 200
