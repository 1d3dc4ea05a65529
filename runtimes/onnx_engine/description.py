"""What can be said about a loaded model."""

import onnxruntime

from runtimes.onnx_engine.genai_settings import end_tokens as genai_end_tokens
from runtimes.onnx_engine.model_files import ModelFiles, member, number, read_object
from runtimes.onnx_engine.tokenizer_files import TokenizerFiles
from runtimes.serving.engine import ModelCard, Purpose
from runtimes.serving.options import ServeOptions
from runtimes.serving.turn_ends import turn_ends

_UNKNOWN_CONTEXT = 4096
# What configurations call the most tokens that a model takes.
_CONTEXTS = ("max_position_embeddings", "n_positions", "n_ctx", "seq_length", "max_seq_len")
_WIDTHS = ("hidden_size", "n_embd", "d_model")


def describe(files: ModelFiles, tokenizer: TokenizerFiles, options: ServeOptions) -> ModelCard:
    """The model's card, by its files; a language model that has spoken is known better."""
    trained = _trained_context(files, tokenizer)
    limit = trained or options.context or _UNKNOWN_CONTEXT
    weights = files.weights
    return ModelCard(
        path=str(options.model),
        # A model answers nonsense beyond what it was trained for.
        context=min(options.context or limit, limit),
        trained_context=trained,
        vocabulary=tokenizer.tokenizer.get_vocab_size(),
        embedding=_width(files),
        parameters=0,
        size_bytes=sum(path.stat().st_size for path in weights),
        data_type=_data_type(files),
        device="cpu",
        engine=f"onnxruntime {onnxruntime.__version__}",
        chat_template=tokenizer.chat_template,
        special_tokens=tokenizer.special_tokens,
        purpose=files.purpose,
    )


def end_tokens(files: ModelFiles, tokenizer: TokenizerFiles) -> frozenset[int]:
    """Ids of the tokens that end an answer."""
    generation = files.folder / "generation_config.json"
    named = [
        files.text_config.get("eos_token_id"),
        read_object(generation).get("eos_token_id") if generation.is_file() else None,
        genai_end_tokens(files.genai or {}),
        tokenizer.id_of("eos_token"),
    ]
    listed = [one if isinstance(one, list) else [one] for one in named]
    added = {
        token.content: at for at, token in tokenizer.tokenizer.get_added_tokens_decoder().items()
    }
    found = {token for one in listed for token in one} | turn_ends(added)
    return frozenset(token for token in found if isinstance(token, int) and token >= 0)


def _trained_context(files: ModelFiles, tokenizer: TokenizerFiles) -> int:
    config = files.text_config
    trained = number(member(files.genai or {}, "model"), "context_length") or next(
        (number(config, name) for name in _CONTEXTS if number(config, name)), 0
    )
    if files.purpose is Purpose.GENERATE or not tokenizer.longest:
        return trained
    # RoBERTa and its kin count positions from 2.
    return min(trained or tokenizer.longest, tokenizer.longest)


def _width(files: ModelFiles) -> int:
    decoder, config = member(member(files.genai or {}, "model"), "decoder"), files.text_config
    named = (number(config, name) for name in _WIDTHS)
    return number(decoder, "hidden_size") or next(filter(None, named), 0)


def _data_type(files: ModelFiles) -> str:
    """By the name of the file: ``model_q4.onnx`` is ``q4``; ``onnx`` where it tells nothing."""
    return files.graph.stem.partition("_")[2] or "onnx"
