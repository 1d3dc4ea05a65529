from pathlib import Path

import pytest

from runtimes.serving.options import read_options
from runtimes.transformers_engine.engine import TransformersEngine


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny random model; not to be changed."""
    from tests.fakes.tiny_transformers import make_tiny_model

    return make_tiny_model(tmp_path_factory.mktemp("modèle 日本 with spaces") / "tiny")


@pytest.fixture(scope="module")
def engine(tiny_model: Path) -> TransformersEngine:
    """The tiny model, loaded."""
    engine = engine_for(tiny_model)
    engine.load(lambda _value: None)
    return engine


def engine_for(model: Path, *flags: str) -> TransformersEngine:
    argv = ["--model", str(model), "--threads", "1", *flags]
    return TransformersEngine(read_options("transformers", argv, {}))
