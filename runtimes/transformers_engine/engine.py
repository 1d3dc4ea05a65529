"""The transformers engine: ``runtimes.serving.engine.Engine`` over a loaded model."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from runtimes.serving.engine import CannotLoad, GenerationRequest, ModelCard, Steps
from runtimes.serving.options import ServeOptions
from runtimes.transformers_engine.checkpoint import find_checkpoint

if TYPE_CHECKING:
    from runtimes.transformers_engine.decoding import Decoder
    from runtimes.transformers_engine.text import Text


class TransformersEngine:
    """One model. Nothing heavy is imported before ``load``."""

    _text: "Text"
    _decoder: "Decoder"

    def __init__(self, options: ServeOptions) -> None:
        self._options = options

    def load(self, on_progress: Callable[[float], None]) -> ModelCard:
        # Before torch is imported, which takes seconds.
        checkpoint = find_checkpoint(self._options.model, allow_pickle=self._options.allow_pickle)
        try:
            from runtimes.transformers_engine.decoding import Decoder
            from runtimes.transformers_engine.loading import load
        except ImportError as error:
            raise CannotLoad(
                "engine_missing",
                f"transformers cannot be started: {error}.",
                'Install it with: pip install "modeltray[transformers]"',
            ) from error

        loaded = load(checkpoint, self._options, on_progress)
        self._text = loaded.text
        self._decoder = Decoder(loaded.model, loaded.text, loaded.end_tokens)
        return loaded.card

    def tokenize(self, text: str, *, add_special: bool, parse_special: bool) -> list[int]:
        return self._text.tokenize(text, add_special=add_special, parse_special=parse_special)

    def detokenize(self, tokens: Sequence[int]) -> str:
        return self._text.detokenize(tokens)

    def token_bytes(self, token: int) -> bytes:
        return self._text.token_bytes(token)

    def generate(self, request: GenerationRequest) -> Steps:
        return self._decoder.generate(request)
