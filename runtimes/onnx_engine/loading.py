"""Loads a model with its tokenizer, and puts together what answers with it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from runtimes.onnx_engine.conversation_model import ConversationModel
from runtimes.onnx_engine.decoding import Decoder
from runtimes.onnx_engine.description import describe, end_tokens
from runtimes.onnx_engine.encoding import Encoder, Ranker
from runtimes.onnx_engine.failures import load_told_in_words
from runtimes.onnx_engine.model_files import ModelFiles
from runtimes.onnx_engine.plain_model import PlainModel
from runtimes.onnx_engine.reading_ahead import read_ahead
from runtimes.onnx_engine.tokenizer_files import TokenizerFiles, read_tokenizer
from runtimes.serving.engine import CannotLoad, ModelCard, Purpose
from runtimes.serving.options import ServeOptions
from runtimes.serving.text import Text

if TYPE_CHECKING:
    from runtimes.serving.constraints import Constraints

Part: TypeAlias = Decoder | Encoder | Ranker


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model that can be used; ``part`` does what the model is for."""

    card: ModelCard
    text: Text
    part: Part
    constraints: "Constraints | None" = None


def load(files: ModelFiles, options: ServeOptions, on_progress: Callable[[float], None]) -> Loaded:
    """Load a model in the way that the options ask for.

    Raises:
        CannotLoad: with the reason.
    """
    # The tokenizer first: it is small, and without it the weights are read in vain.
    tokenizer = read_tokenizer(files.folder)
    with load_told_in_words(files.name):
        read_ahead(files.weights, on_progress)
        card = describe(files, tokenizer, options)
        text = Text(tokenizer.tokenizer)
        match files.purpose:
            case Purpose.GENERATE:
                return _language_model(files, options, tokenizer, card)
            case Purpose.EMBED:
                encoder = Encoder(files, options, tokenizer.id_of("pad_token") or 0)
                return Loaded(card, text, encoder)
            case Purpose.RANK:
                return Loaded(card, text, Ranker(files, options, text, card.context))


def _language_model(
    files: ModelFiles, options: ServeOptions, tokenizer: TokenizerFiles, card: ModelCard
) -> Loaded:
    model = _open(files, options, card.context)
    # One token, to find out now whether the model runs at all, and how many tokens it knows.
    model.reserve(1)
    vocabulary = len(model.read([0]))
    model.forget(0)
    text = Text(tokenizer.tokenizer)
    ends = frozenset(one for one in end_tokens(files, tokenizer) if one < vocabulary)
    constraints = _constraints(text, vocabulary, ends)
    card = replace(
        card, device=model.device, vocabulary=vocabulary, constrains=constraints is not None
    )
    return Loaded(card, text, Decoder(model, text, ends, constraints), constraints)


def _open(files: ModelFiles, options: ServeOptions, context: int) -> ConversationModel:
    if files.genai is None:
        return PlainModel(files, options, context)
    try:
        from runtimes.onnx_engine.genai_model import GenaiModel
    except ImportError as error:
        raise CannotLoad(
            "engine_missing",
            f"onnxruntime-genai cannot be started: {error}.",
            'Install it with: pip install "modeltray[onnx]"',
        ) from error
    return GenaiModel(files, options, context)


def _constraints(text: Text, vocabulary: int, ends: frozenset[int]) -> "Constraints | None":
    """What forces answers into a form, where the library for it is installed."""
    try:
        from runtimes.serving.constraints import Constraints
    except ImportError:
        return None
    return Constraints(text.backend, vocabulary, ends)
