from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runtimes.serving.options import read_options
from runtimes.transformers_engine.engine import TransformersEngine

if TYPE_CHECKING:
    from runtimes.transformers_engine.hardware import Hardware


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


def engine_for(model: Path, *flags: str, hardware: "Hardware | None" = None) -> TransformersEngine:
    argv = ["--model", str(model), "--threads", "1", *flags]
    return TransformersEngine(read_options("transformers", argv, {}), hardware or exact_hardware())


def exact_hardware() -> "Hardware":
    """This machine's, but that a CPU computes in float32: in bfloat16 nothing can be compared, for
    rounding depends on how many tokens are read at once."""
    from runtimes.transformers_engine.hardware import read_hardware

    return replace(read_hardware(), cpu_bfloat16=False)
