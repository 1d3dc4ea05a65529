"""Text and tokens: characters are never split, and what goes in comes out."""

import httpx2
import pytest

from tests.runtimes.conformance.wire import CHAT, DONE, MESSAGES, ask, listen

pytestmark = pytest.mark.engine

HARD = "é😀 日本 🇮🇳👩‍💻 ক্ষ"
"""Every character of it is several tokens of one byte each."""
SAYING = {"grammar": f'root ::= "{HARD}"', "temperature": 0.5, "n_predict": 200}


def test_no_character_is_split_in_a_stream(client: httpx2.Client) -> None:
    pieces = [
        event.data["content"] for event in listen(client, "/completion", prompt="a", **SAYING)
    ]
    assert "".join(pieces) == HARD
    assert len(pieces) > len("é😀 ")
    assert not any("�" in piece for piece in pieces)


@pytest.mark.parametrize("path", [CHAT, "/v1/completions"])
def test_no_character_is_split_in_a_whole_answer(client: httpx2.Client, path: str) -> None:
    (choice,) = ask(client, path, prompt="a", messages=MESSAGES, **SAYING)["choices"]
    assert (choice.get("text") or choice["message"]["content"]) == HARD


def test_a_stop_string_is_found_across_tokens_and_not_sent(client: httpx2.Client) -> None:
    asked = {"prompt": "a", **SAYING, "stop": ["日本"]}
    *pieces, last = listen(client, "/completion", **asked)
    assert "".join(event.data["content"] for event in pieces).rstrip() == "é😀"
    assert (last.data["stop_type"], last.data["stopping_word"]) == ("word", "日本")


def test_a_stop_string_ends_a_chat(client: httpx2.Client) -> None:
    events = listen(client, CHAT, messages=MESSAGES, **{**SAYING, "stop": "日"})
    choices = [event.data["choices"][0] for event in events if event.data != DONE]
    text = "".join(choice["delta"].get("content") or "" for choice in choices)
    assert text.rstrip() == "é😀"
    assert choices[-1]["finish_reason"] == "stop"


@pytest.mark.parametrize("text", ["hello", HARD, "a\n\tb", "<|im_start|>user\nhi<|im_end|>"])
def test_tokens_become_their_text_again(client: httpx2.Client, text: str) -> None:
    tokens = ask(client, "/tokenize", content=text)["tokens"]
    assert tokens
    assert ask(client, "/detokenize", tokens=tokens)["content"].lstrip() == text


def test_a_special_token_is_read_as_one_unless_refused(client: httpx2.Client) -> None:
    one = ask(client, "/tokenize", content="<|im_start|>")["tokens"]
    many = ask(client, "/tokenize", content="<|im_start|>", parse_special=False)["tokens"]
    assert len(one) == 1
    assert len(many) >= len("<|im_start|>")


def test_pieces_of_tokens_are_text_or_bytes(client: httpx2.Client) -> None:
    asked = {"content": "a😀", "with_pieces": True}
    tokens = ask(client, "/tokenize", **asked)["tokens"]
    pieces = [token["piece"] for token in tokens]
    halves = [piece for piece in pieces if isinstance(piece, list)]
    assert bytes(byte for half in halves for byte in half).decode("utf-8") == "😀"
    assert "".join(piece for piece in pieces if isinstance(piece, str)).strip() == "a"


@pytest.mark.parametrize("content", ["", []])
def test_nothing_is_no_token(client: httpx2.Client, content: object) -> None:
    assert ask(client, "/tokenize", content=content)["tokens"] == []


def test_a_mixture_is_tokenized(client: httpx2.Client) -> None:
    mixed = ask(client, "/tokenize", content=["ab", 70, "c"])["tokens"]
    assert mixed[2] == 70
    assert len(mixed) == 4


def test_the_template_is_applied(client: httpx2.Client) -> None:
    prompt = ask(client, "/apply-template", messages=MESSAGES)["prompt"]
    assert prompt == "<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n"


def test_an_answer_that_was_begun_goes_on(client: httpx2.Client) -> None:
    begun = [*MESSAGES, {"role": "assistant", "content": "Sure, "}]
    prompt = ask(client, "/apply-template", messages=begun)["prompt"]
    assert prompt.endswith("<|im_start|>assistant\nSure, ")


def test_parts_of_a_content_are_read(client: httpx2.Client) -> None:
    """With keys that nobody knows, as Roo Code sends them."""
    part = {"type": "text", "text": "hi", "cache_control": {"type": "ephemeral"}}
    messages = [{"role": "user", "content": [part]}]
    prompt = ask(client, "/apply-template", messages=messages)["prompt"]
    assert prompt == "<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n"
