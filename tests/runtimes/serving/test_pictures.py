"""Pictures in a chat, whichever API they came by: what is read, and what is refused in words."""

import base64
from collections.abc import Iterator, Sequence
from typing import Any

import httpx2
import pytest

from runtimes.serving.engine import BadPicture, PicturePrompt
from runtimes.serving.pictures import PICTURE_LIMIT, PICTURES_LIMIT
from tests.fakes.scripted_engine import ScriptedEngine, card
from tests.fakes.serving_front import ServedFront, served

EYES = (
    "{% for message in messages %}{{ message.role }}:{% if message.content is string %}"
    "{{ message.content }}{% else %}{% for part in message.content %}"
    "{% if part.type == 'image' %}[picture]{% else %}{{ part.text }}{% endif %}{% endfor %}"
    "{% endif %}|{% endfor %}"
)
RAW = b"a picture"
URI = f"data:image/png;base64,{base64.b64encode(RAW).decode('ascii')}"


class SeeingScript(ScriptedEngine):
    """Takes any bytes for a picture, but for ``broken`` ones."""

    def look(self, text: str, pictures: Sequence[bytes]) -> PicturePrompt:
        if b"broken" in pictures:
            raise BadPicture("A picture is broken.")
        return PicturePrompt([*map(ord, text)], tuple(pictures))


@pytest.fixture(scope="module")
def seeing() -> Iterator[tuple[SeeingScript, ServedFront]]:
    engine = SeeingScript(card=card(chat_template=EYES, sees=True))
    engine.may_load.set()
    with served(engine) as front:
        assert front.ready.wait(10)
        yield engine, front


def show(
    front: ServedFront, *addresses: Any, path: str = "/v1/chat/completions"
) -> httpx2.Response:
    """A message with pictures, and a question."""
    images = [{"type": "image_url", "image_url": {"url": one}} for one in addresses]
    content = [*images, {"type": "text", "text": "what?"}]
    body = {"messages": [{"role": "user", "content": content}]}
    return front.client.post("/v1/chat/completions", json=body)


CLAUDE = {
    "type": "image",
    "source": {"type": "base64", "media_type": "image/png", "data": URI.partition(",")[2]},
}
WAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "chat": (
        "/v1/chat/completions",
        {
            "messages": [
                {
                    "role": "user",
                    "content": [
                        {"type": "image_url", "image_url": {"url": URI, "detail": "low"}},
                        {"type": "text", "text": "what?"},
                    ],
                }
            ]
        },
    ),
    "responses": (
        "/v1/responses",
        {
            "input": [
                {
                    "role": "user",
                    "content": [
                        {"type": "input_image", "image_url": URI, "detail": "auto"},
                        {"type": "input_text", "text": "what?"},
                    ],
                }
            ]
        },
    ),
    "messages": (
        "/v1/messages",
        {
            "max_tokens": 9,
            "messages": [{"role": "user", "content": [CLAUDE, {"type": "text", "text": "what?"}]}],
        },
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_picture_reaches_the_engine(seeing: tuple[SeeingScript, ServedFront], way: str) -> None:
    engine, front = seeing
    engine.requests.clear()
    path, body = WAYS[way]
    assert front.client.post(path, json=body).status_code == 200
    (request,) = engine.requests
    assert engine.detokenize(request.prompt) == "user:[picture]what?|"
    assert request.view == (RAW,)


def test_a_chat_without_pictures_has_no_view(seeing: tuple[SeeingScript, ServedFront]) -> None:
    engine, front = seeing
    engine.requests.clear()
    assert show(front).status_code == 200
    assert engine.requests[0].view is None


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://127.0.0.1:8080/secret.png", "not fetched"),
        ("https://example.org/cat.png", "not fetched"),
        ("file:///etc/passwd", "not fetched"),
        ("C:\\secret.png", "not fetched"),
        ("data:image/png,abc", "base64"),
        ("data:image/png;base64,???", "not valid base64"),
        ("data:image/png;base64,", "empty"),
        (None, "data URI"),
        (5, "data URI"),
        (f"data:;base64,{base64.b64encode(b'broken').decode('ascii')}", "broken"),
        ("data:;base64," + "A" * (PICTURE_LIMIT * 4 // 3 + 100), "larger than 20 MiB"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_picture_is_refused_in_words(
    seeing: tuple[SeeingScript, ServedFront], address: Any, words: str
) -> None:
    reply = show(seeing[1], address)
    assert reply.status_code == 400
    assert words in reply.json()["error"]["message"]


def test_too_many_pictures_are_refused(seeing: tuple[SeeingScript, ServedFront]) -> None:
    reply = show(seeing[1], *[URI] * (PICTURES_LIMIT + 1))
    assert reply.status_code == 400
    assert str(PICTURES_LIMIT) in reply.json()["error"]["message"]


def test_the_assistant_shows_no_pictures(seeing: tuple[SeeingScript, ServedFront]) -> None:
    image = {"type": "image_url", "image_url": {"url": URI}}
    body = {"messages": [{"role": "assistant", "content": [image]}]}
    assert seeing[1].client.post("/v1/chat/completions", json=body).status_code == 400


def test_a_model_without_eyes_says_so(front: ServedFront) -> None:
    reply = show(front, URI)
    assert reply.status_code == 501
    assert "takes only text" in reply.json()["error"]["message"]


def test_pages_tell_of_eyes(seeing: tuple[SeeingScript, ServedFront]) -> None:
    client = seeing[1].client
    assert client.get("/props").json()["modalities"]["vision"] is True
    models = client.get("/v1/models").json()
    assert models["data"][0]["architecture"]["input_modalities"] == ["text", "image"]
    assert models["models"][0]["capabilities"] == ["completion", "multimodal"]
