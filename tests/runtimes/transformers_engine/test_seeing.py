"""Models with eyes: what they say is what transformers says, whatever was asked before."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from runtimes.serving.engine import (
    BadPicture,
    CannotLoad,
    GenerationRequest,
    PromptProgress,
    Sampling,
    Token,
)
from runtimes.transformers_engine.engine import TransformersEngine
from tests.runtimes.transformers_engine.conftest import engine_for, exact_hardware

pytestmark = pytest.mark.engine

QWEN = "<|im_start|>user\n<|vision_start|><|image_pad|><|vision_end|>what?<|im_end|>\n"
PARTS = "<|im_start|>user:<image>what?<|im_end|>\n<|im_start|>assistant:"


@pytest.fixture(scope="module", params=["qwen", "idefics"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.fakes import tiny_vision

    make = tiny_vision.make_qwen_vl if request.param == "qwen" else tiny_vision.make_idefics
    return make(tmp_path_factory.mktemp("modèle 日本") / "tiny-vl")


@pytest.fixture(scope="module")
def engine(folder: Path) -> TransformersEngine:
    engine = engine_for(folder, "--parallel", "2")
    card = engine.load(lambda _value: None)
    assert card.sees
    assert "image" in card.chat_template
    return engine


@pytest.fixture(scope="module")
def text(engine: TransformersEngine) -> str:
    """A prompt with a place for one picture."""
    is_qwen = len(engine.tokenize("<|image_pad|>", add_special=False, parse_special=True)) == 1
    return QWEN if is_qwen else PARTS


def look(
    engine: TransformersEngine, text: str, *colors: str, reuse: bool = True
) -> GenerationRequest:
    from tests.fakes.tiny_vision import picture

    seen = engine.look(text, [picture(color) for color in colors])
    sampling = Sampling(temperature=0, ignore_eos=True)
    return GenerationRequest(seen.tokens, 8, sampling, reuse, view=seen.view)


def answer(engine: TransformersEngine, request: GenerationRequest) -> tuple[list[int], int]:
    """The tokens, and how many of the prompt were known."""
    steps = list(engine.generate(request))
    known = [step.cached for step in steps if isinstance(step, PromptProgress)]
    return [step.id for step in steps if isinstance(step, Token)], known[-1]


def reference(folder: Path, request: GenerationRequest) -> list[int]:
    """What transformers says by itself."""
    import torch
    from transformers import AutoModelForImageTextToText

    from runtimes.transformers_engine.hardware import place

    kind = getattr(torch, place(exact_hardware(), None).data_type)
    model = AutoModelForImageTextToText.from_pretrained(folder, dtype=kind).eval()
    prompt = torch.tensor([list(request.prompt)])
    said = model.generate(
        input_ids=prompt,
        attention_mask=torch.ones_like(prompt),
        max_new_tokens=8,
        min_new_tokens=8,
        do_sample=False,
        pad_token_id=0,
        **{
            name: one.to(kind) if one.is_floating_point() else one
            for name, one in request.view.inputs.items()
        },
    )
    return [int(token) for token in said[0, prompt.shape[1] :]]


def test_it_says_what_transformers_says(
    engine: TransformersEngine, folder: Path, text: str
) -> None:
    request = look(engine, text, "red", reuse=False)
    assert answer(engine, request)[0] == reference(folder, request)


def test_another_picture_is_seen_and_the_same_is_remembered(
    engine: TransformersEngine, text: str
) -> None:
    red = answer(engine, look(engine, text, "red", reuse=False))[0]
    blue = answer(engine, look(engine, text, "blue", reuse=False))[0]
    assert red != blue
    for color, expected in (("red", red), ("blue", blue), ("red", red)):
        request = look(engine, text, color)
        assert answer(engine, request) == (expected, len(request.prompt) - 1)
    green = look(engine, text, "green")
    assert answer(engine, green)[1] == 0


def test_conversations_side_by_side_do_not_mix(engine: TransformersEngine, text: str) -> None:
    plain = GenerationRequest(
        engine.tokenize("<|im_start|>user\nhi", add_special=False, parse_special=True),
        8,
        Sampling(temperature=0, ignore_eos=True),
        False,
    )
    requests = [look(engine, text, "red", reuse=False), plain]
    alone = [answer(engine, request)[0] for request in requests]
    open_ones = [engine.generate(request) for request in requests]
    said: list[list[int]] = [[], []]
    for _round in range(12):
        for place, steps in enumerate(open_ones):
            step = next(steps, None)
            if isinstance(step, Token):
                said[place].append(step.id)
    assert said == alone


def test_half_weights_see_what_whole_ones_see(
    folder: Path, engine: TransformersEngine, text: str, tmp_path: Path
) -> None:
    """Their first words are the same; later ones may differ by what was rounded."""
    import torch

    from tests.fakes import tiny_vision

    is_qwen = "qwen" in (folder / "config.json").read_text(encoding="utf-8")
    make = tiny_vision.make_qwen_vl if is_qwen else tiny_vision.make_idefics
    halved = engine_for(make(tmp_path / "halved", torch.bfloat16))
    halved.load(lambda _value: None)
    whole = answer(engine, look(engine, text, "red", reuse=False))[0]
    assert answer(halved, look(halved, text, "red", reuse=False))[0][:2] == whole[:2]


def test_a_long_prompt_with_a_picture_is_read_in_one_go(
    engine: TransformersEngine, text: str
) -> None:
    request = look(engine, "word " * 200 + text, "red", reuse=False)
    assert len(request.prompt) > 1000
    assert len(answer(engine, request)[0]) == 8


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "GIF", "BMP"])
def test_the_usual_kinds_of_pictures_are_read(
    engine: TransformersEngine, text: str, kind: str
) -> None:
    from tests.fakes.tiny_vision import picture

    assert engine.look(text, [picture("red", kind)]).tokens


def _bomb(width: int) -> bytes:
    """A few bytes that say they are as many pixels wide and high."""
    from tests.fakes.tiny_vision import picture

    raw = picture("red")
    head = b"IHDR" + struct.pack(">II", width, width) + raw[24:29]
    return raw[:12] + head + struct.pack(">I", zlib.crc32(head)) + raw[33:]


def _tiff() -> bytes:
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (9, 9)).save(file, "TIFF")
    return file.getvalue()


def test_what_is_no_good_picture_is_told(engine: TransformersEngine, text: str) -> None:
    from tests.fakes.tiny_vision import picture

    bad = [
        ("none that can be read", b"hello"),
        ("broken", picture("red", size=(300, 300))[:-300]),
        ("too large", _bomb(9000)),
        ("too large", _bomb(100_000)),
        ("Send one of: PNG", _tiff()),
    ]
    for words, raw in bad:
        with pytest.raises(BadPicture, match=words):
            engine.look(text, [raw])


def test_pictures_and_their_places_must_fit(engine: TransformersEngine, text: str) -> None:
    from tests.fakes.tiny_vision import picture

    with pytest.raises(BadPicture):
        engine.look("<|im_start|>no place", [picture("red")])
    with pytest.raises(BadPicture):
        engine.look(text + text, [picture("red")])


def test_without_its_preparation_a_model_with_eyes_is_told(folder: Path, tmp_path: Path) -> None:
    import shutil

    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    for name in ("preprocessor_config.json", "processor_config.json"):
        if (copy / name).exists():
            (copy / name).write_text("{", encoding="utf-8")
    with pytest.raises(CannotLoad) as caught:
        engine_for(copy).load(lambda _value: None)
    assert caught.value.kind == "missing_processor"


def test_over_http(engine: TransformersEngine) -> None:
    from tests.fakes.serving_front import served
    from tests.fakes.tiny_vision import data_uri, picture

    image = {"type": "image_url", "image_url": {"url": data_uri(picture("red"))}}
    content: list[dict[str, Any]] = [image, {"type": "text", "text": "what?"}]
    body = {"messages": [{"role": "user", "content": content}], "max_tokens": 3, "ignore_eos": True}
    with served(_Loaded(engine)) as front:
        assert front.ready.wait(60)
        props = front.client.get("/props").json()
        assert props["modalities"]["vision"] is True
        reply = front.client.post("/v1/chat/completions", json=body).json()
        assert reply["usage"]["completion_tokens"] == 3
        assert reply["usage"]["prompt_tokens"] > 10


class _Loaded:
    """An engine that is loaded already."""

    def __init__(self, engine: TransformersEngine) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)
