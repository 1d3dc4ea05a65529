"""Embedding models and rerankers, against what torch says of the models they were made from."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runtimes.onnx_engine.engine import OnnxEngine
from runtimes.serving.engine import CannotLoad, ModelCard, Purpose
from tests.runtimes.onnx_engine.conftest import engine_for

pytestmark = pytest.mark.engine

TEXTS = ("abc", "hello there", "z")


def loaded(folder: Path) -> tuple[OnnxEngine, ModelCard]:
    engine = engine_for(folder)
    return engine, engine.load(lambda _value: None)


def exported(folder: Path, output: str = "last_hidden_state") -> Path:
    """A copy of the model in ONNX."""
    from tests.fakes.tiny_onnx_encoders import export_encoder

    copy = folder.with_name(f"{folder.name} in ONNX")
    return export_encoder(Path(shutil.copytree(folder, copy)), output)


def embed(engine: OnnxEngine, *texts: str) -> list[list[float]]:
    return engine.embed([engine.tokenize(t, add_special=True, parse_special=False) for t in texts])


def states_of(folder: Path, text: str) -> Any:
    """What the model makes of one text, shape (length, width)."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokens = AutoTokenizer.from_pretrained(folder)(text, return_tensors="pt")
    with torch.no_grad():
        return AutoModel.from_pretrained(folder)(**tokens).last_hidden_state[0]


def test_a_plain_encoder_gives_the_mean_of_each_text(hard_path: Path) -> None:
    from tests.fakes.tiny_encoders import CONTEXT, WIDTH, make_encoder

    folder = make_encoder(hard_path / "plain")
    engine, card = loaded(exported(folder))
    assert (card.purpose, card.context, card.embedding) == (Purpose.EMBED, CONTEXT, WIDTH)
    for vector, text in zip(embed(engine, *TEXTS), TEXTS, strict=True):
        assert vector == pytest.approx(states_of(folder, text).mean(0).tolist(), abs=1e-5)


@pytest.mark.parametrize("output", ["token_embeddings", "sentence_embedding"])
def test_outputs_have_several_names(tmp_path: Path, output: str) -> None:
    from tests.fakes.tiny_encoders import make_encoder

    folder = make_encoder(tmp_path / "plain")
    engine, _card = loaded(exported(folder, output))
    (vector,) = embed(engine, "abc")
    assert vector == pytest.approx(states_of(folder, "abc").mean(0).tolist(), abs=1e-5)


def test_an_unknown_output_is_named(tmp_path: Path) -> None:
    from tests.fakes.tiny_encoders import make_encoder

    folder = exported(make_encoder(tmp_path / "plain"), "what_is_this")
    with pytest.raises(CannotLoad, match="what_is_this"):
        loaded(folder)


POOLINGS: dict[str, tuple[dict[str, Any], Callable[[Any], Any]]] = {
    "cls": ({"pooling_mode_cls_token": True}, lambda states: states[0]),
    "last": ({"pooling_mode_lasttoken": True}, lambda states: states[-1]),
    "max": (
        {"pooling_mode_max_tokens": True, "pooling_mode_mean_tokens": False},
        lambda states: states.amax(0),
    ),
}


@pytest.mark.parametrize("name", POOLINGS)
def test_pooling_is_what_the_files_say(tmp_path: Path, name: str) -> None:
    from tests.fakes.tiny_encoders import make_sentence_encoder

    pooling, expected = POOLINGS[name]
    folder = make_sentence_encoder(tmp_path / "model", pooling)
    engine, _card = loaded(exported(folder))
    for vector, text in zip(embed(engine, *TEXTS), TEXTS, strict=True):
        assert vector == pytest.approx(expected(states_of(folder, text)).tolist(), abs=1e-5)


def test_a_layer_on_top(tmp_path: Path) -> None:
    import torch

    from tests.fakes.tiny_encoders import WIDTH, make_sentence_encoder

    folder = make_sentence_encoder(tmp_path / "model", {"pooling_mode": "mean"}, dense=True)
    engine, _card = loaded(exported(folder))
    weight = torch.arange(WIDTH * 4, dtype=torch.float32).reshape(4, WIDTH) / 100
    mean = states_of(folder, "abc").mean(0)
    (vector,) = embed(engine, "abc")
    assert vector == pytest.approx(torch.tanh(weight @ mean + 1).tolist(), abs=1e-5)


def test_a_ranker_scores_as_transformers_does_and_cuts_long_documents(tmp_path: Path) -> None:
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    from tests.fakes.tiny_encoders import CONTEXT, make_ranker
    from tests.fakes.tiny_onnx_encoders import export_ranker

    folder = make_ranker(tmp_path / "ranker")
    copy = export_ranker(Path(shutil.copytree(folder, tmp_path / "copy")))
    engine, card = loaded(copy)
    assert card.purpose is Purpose.RANK
    model = AutoModelForSequenceClassification.from_pretrained(folder)
    for document in ("cab", "x" * 200):
        pair = AutoTokenizer.from_pretrained(folder)(
            "abc", document, truncation="only_second", max_length=CONTEXT, return_tensors="pt"
        )
        with torch.no_grad():
            expected = float(model(**pair).logits[0, 0])
        rank = engine.rank("abc", document)
        assert rank.score == pytest.approx(expected, abs=1e-4)
        assert rank.tokens == pair["input_ids"].shape[1]
