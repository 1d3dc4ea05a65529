"""The ONNX engine: ``runtimes.serving.engine.Engine`` over ONNX Runtime."""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from runtimes.onnx_engine.model_files import find_model
from runtimes.serving.engine import (
    BadConstraint,
    CannotLoad,
    Constraint,
    GenerationRequest,
    ModelCard,
    Rank,
    Steps,
)
from runtimes.serving.options import ServeOptions

if TYPE_CHECKING:
    from runtimes.onnx_engine.decoding import Decoder
    from runtimes.onnx_engine.encoding import Encoder, Ranker
    from runtimes.serving.constraints import Constraints
    from runtimes.serving.text import Text


class OnnxEngine:
    """One model. Nothing heavy is imported before ``load``."""

    _text: "Text"
    _decoder: "Decoder"
    _encoder: "Encoder"
    _ranker: "Ranker"
    _constraints: "Constraints | None"

    def __init__(self, options: ServeOptions) -> None:
        self._options = options

    def load(self, on_progress: Callable[[float], None]) -> ModelCard:
        files = find_model(self._options.model)
        # Before the libraries are imported, which would tell their maker of every model.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        try:
            from runtimes.onnx_engine.decoding import Decoder
            from runtimes.onnx_engine.encoding import Encoder, Ranker
            from runtimes.onnx_engine.loading import load
        except ImportError as error:
            raise CannotLoad(
                "engine_missing",
                f"ONNX Runtime cannot be started: {error}.",
                'Install it with: pip install "modeltray[onnx]"',
            ) from error
        loaded = load(files, self._options, on_progress)
        self._text, self._constraints = loaded.text, loaded.constraints
        match loaded.part:
            case Decoder():
                self._decoder = loaded.part
            case Encoder():
                self._encoder = loaded.part
            case Ranker():
                self._ranker = loaded.part
        return loaded.card

    def tokenize(self, text: str, *, add_special: bool, parse_special: bool) -> list[int]:
        return self._text.tokenize(text, add_special=add_special, parse_special=parse_special)

    def detokenize(self, tokens: Sequence[int]) -> str:
        return self._text.detokenize(tokens)

    def token_bytes(self, token: int) -> bytes:
        return self._text.token_bytes(token)

    def check_constraint(self, constraint: Constraint) -> None:
        if self._constraints is None:
            raise BadConstraint("llguidance is not installed.")
        self._constraints.check(constraint)

    def generate(self, request: GenerationRequest) -> Steps:
        return self._decoder.generate(request)

    def embed(self, inputs: Sequence[Sequence[int]]) -> list[list[float]]:
        return self._encoder.embed(inputs)

    def rank(self, query: str, document: str) -> Rank:
        return self._ranker.rank(query, document)
