"""What the front tells about its model, and its tokens."""

import pytest

from tests.fakes.scripted_engine import CHATML
from tests.fakes.serving_front import ServedFront


@pytest.mark.parametrize("path", ["/models", "/v1/models"])
def test_models(front: ServedFront, path: str) -> None:
    reply = front.client.get(path).json()
    assert reply["object"] == "list"
    (entry,) = reply["data"]
    assert (entry["id"], entry["object"], entry["owned_by"]) == ("scripted", "model", "llamacpp")
    assert entry["meta"] == {
        "vocab_type": 2,
        "n_vocab": 0x110000,
        "n_ctx": 300,
        "n_ctx_train": 400,
        "n_embd": 8,
        "n_params": 1000,
        "size": 4000,
        "ftype": "float32",
    }


def test_props_prove_whose_answer_it_is(front: ServedFront) -> None:
    props = front.client.get("/props").json()
    assert (props["model_alias"], props["model_path"]) == ("scripted", "/models/scripted")
    assert props["default_generation_settings"]["n_ctx"] == 300
    assert (props["total_slots"], props["is_sleeping"]) == (1, False)
    assert (props["bos_token"], props["eos_token"]) == ("<s>", "</s>")
    assert props["chat_template"] == CHATML
    assert props["build_info"] == "modeltray scripted 1.0"
    assert props["modalities"] == {"vision": False, "video": False, "audio": False}


def test_tokens_and_back(front: ServedFront) -> None:
    tokens = front.client.post("/tokenize", json={"content": "hé", "add_special": True}).json()
    assert tokens == {"tokens": [2, ord("h"), ord("é")]}
    text = front.client.post("/detokenize", json={"tokens": [104, 233]}).json()
    assert text == {"content": "hé"}


def test_pieces_that_are_no_text_are_bytes(front: ServedFront) -> None:
    reply = front.client.post("/tokenize", json={"content": "aé", "with_pieces": True}).json()
    assert reply["tokens"] == [{"id": 97, "piece": "a"}, {"id": 233, "piece": [233]}]


def test_the_template_is_applied(front: ServedFront) -> None:
    body = {"messages": [{"role": "user", "content": "hi"}]}
    assert front.client.post("/apply-template", json=body).json() == {
        "prompt": "<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n"
    }


@pytest.mark.parametrize("tokens", ["x", [-1], [1.5], [True], [0x110000], [10**30]])
def test_tokens_that_do_not_exist_are_400(front: ServedFront, tokens: object) -> None:
    assert front.client.post("/detokenize", json={"tokens": tokens}).status_code == 400


def test_a_mixture_of_texts_and_tokens(front: ServedFront) -> None:
    asked = {"content": ["h", 7, "i"], "add_special": True}
    tokens = front.client.post("/tokenize", json=asked).json()["tokens"]
    assert tokens == [2, ord("h"), 7, ord("i")]


@pytest.mark.parametrize("content", [5, {"a": 1}, [None], [-1]])
def test_what_is_no_text_is_refused(front: ServedFront, content: object) -> None:
    assert front.client.post("/tokenize", json={"content": content}).status_code == 400


@pytest.mark.parametrize("path", ["/props", "/slots/0?action=erase"])
def test_what_cannot_be_changed_is_501(front: ServedFront, path: str) -> None:
    reply = front.client.post(path, json={})
    assert (reply.status_code, reply.json()["error"]["type"]) == (501, "not_supported_error")
