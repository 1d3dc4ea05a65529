"""The transformers engine: ``runtimes.serving.engine.Engine`` over a loaded model."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from runtimes.serving.engine import (
    BadConstraint,
    BadPicture,
    CannotLoad,
    Constraint,
    GenerationRequest,
    ModelCard,
    PicturePrompt,
    Purpose,
    Rank,
    Steps,
)
from runtimes.serving.options import ServeOptions
from runtimes.serving.purpose import purpose_of
from runtimes.transformers_engine.checkpoint import find_checkpoint, read_config

if TYPE_CHECKING:
    from runtimes.serving.constraints import Constraints
    from runtimes.serving.text import Text
    from runtimes.transformers_engine.decoding import Decoder
    from runtimes.transformers_engine.encoding import Encoder, Ranker
    from runtimes.transformers_engine.hardware import Hardware
    from runtimes.transformers_engine.loading import Loaded
    from runtimes.transformers_engine.sight import Sight


class TransformersEngine:
    """One model. Nothing heavy is imported before ``load``.

    Args:
        hardware: what decides where the model goes, and as what; by default, this machine's.
    """

    _text: "Text"
    _decoder: "Decoder"
    _encoder: "Encoder"
    _ranker: "Ranker"
    _constraints: "Constraints | None" = None
    _sight: "Sight | None" = None

    def __init__(self, options: ServeOptions, hardware: "Hardware | None" = None) -> None:
        self._options = options
        self._hardware = hardware

    def load(self, on_progress: Callable[[float], None]) -> ModelCard:
        # Before torch is imported, which takes seconds.
        checkpoint = find_checkpoint(self._options.model, allow_pickle=self._options.allow_pickle)
        purpose = Purpose.GENERATE
        if not checkpoint.gguf_file:
            purpose = purpose_of(read_config(checkpoint.folder), checkpoint.folder)
        try:
            from runtimes.serving.pooling import read_pooling
            from runtimes.transformers_engine.decoding import Decoder
            from runtimes.transformers_engine.encoding import Encoder, Ranker
            from runtimes.transformers_engine.forward_choice import choose_forward
            from runtimes.transformers_engine.loading import load
            from runtimes.transformers_engine.prompt_cache import PromptCache, cache_limit
        except ImportError as error:
            raise CannotLoad(
                "engine_missing",
                f"transformers cannot be started: {error}.",
                'Install it with: pip install "modeltray[transformers]"',
            ) from error

        loaded = load(checkpoint, purpose, self._options, self._hardware, on_progress)
        model, self._text = loaded.model, loaded.text
        match purpose:
            case Purpose.GENERATE:
                self._constraints = _constraints(loaded)
                self._sight = loaded.sight
                forward, reason = choose_forward(model, sees=loaded.card.sees)
                _tell(reason)
                self._decoder = Decoder(
                    forward,
                    PromptCache(forward, cache_limit(loaded.card.device)),
                    self._text,
                    loaded.end_tokens,
                    self._constraints,
                )
            case Purpose.EMBED:
                pooling = read_pooling(checkpoint.folder)
                self._encoder = Encoder(model, pooling, loaded.padding)
            case Purpose.RANK:
                self._ranker = Ranker(
                    model, self._text, loaded.card.context, has_types=loaded.has_types
                )
        is_shared = purpose is Purpose.GENERATE
        return replace(
            loaded.card,
            constrains=self._constraints is not None,
            parallel=self._options.parallel if is_shared else 1,
        )

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

    def look(self, text: str, pictures: Sequence[bytes]) -> PicturePrompt:
        if self._sight is None:
            raise BadPicture("This model cannot see.")
        return self._sight.look(text, pictures)

    def embed(self, inputs: Sequence[Sequence[int]]) -> list[list[float]]:
        return self._encoder.embed(inputs)

    def rank(self, query: str, document: str) -> Rank:
        return self._ranker.rank(query, document)


def _constraints(loaded: "Loaded") -> "Constraints | None":
    """What forces answers into a form, where the library for it is installed."""
    try:
        from runtimes.serving.constraints import Constraints
    except ImportError:
        return None
    return Constraints(loaded.text.backend, loaded.card.vocabulary, loaded.end_tokens)


def _tell(reason: str) -> None:
    if reason:
        print(f"answers share no pass over the weights: {reason}", file=sys.stderr, flush=True)
