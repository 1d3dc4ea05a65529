from pathlib import Path

import pytest

from runtimes.onnx_engine.engine import OnnxEngine
from runtimes.serving.options import read_options


@pytest.fixture(scope="session")
def tiny_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny Llama that the ONNX models are made from; not to be changed."""
    from tests.fakes.tiny_transformers import make_tiny_model

    return make_tiny_model(tmp_path_factory.mktemp("source") / "tiny")


@pytest.fixture(scope="session")
def tiny_genai(tiny_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny random model of onnxruntime-genai; not to be changed."""
    from tests.fakes.tiny_onnx import make_genai

    return make_genai(tiny_source, tmp_path_factory.mktemp("modèle 日本 with spaces") / "tiny")


@pytest.fixture(scope="session")
def tiny_plain(
    tiny_genai: Path, tiny_source: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The same in the layout of transformers.js; not to be changed."""
    from tests.fakes.tiny_onnx import make_plain

    folder = tmp_path_factory.mktemp("modèle 日本 with spaces") / "plain"
    return make_plain(tiny_genai, tiny_source, folder)


@pytest.fixture(scope="module", params=["genai", "plain"])
def engine(request: pytest.FixtureRequest) -> OnnxEngine:
    """The tiny model, loaded, in each layout."""
    engine = engine_for(request.getfixturevalue(f"tiny_{request.param}"))
    engine.load(lambda _value: None)
    return engine


def engine_for(model: Path, *flags: str) -> OnnxEngine:
    argv = ["--model", str(model), "--threads", "1", *flags]
    return OnnxEngine(read_options("onnx", argv, {}))
