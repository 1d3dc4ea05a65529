"""What can be said about a loaded model."""

from typing import Any

import transformers

from runtimes.serving.engine import ModelCard, Purpose
from runtimes.serving.options import ServeOptions
from runtimes.serving.turn_ends import turn_ends

_UNKNOWN_CONTEXT = 4096


def describe(
    model: Any, tokenizer: Any, options: ServeOptions, purpose: Purpose, template: str = ""
) -> ModelCard:
    """The model's card; ``template`` goes before the tokenizer's own."""
    config = model.config.get_text_config()
    trained = int(getattr(config, "max_position_embeddings", 0) or 0)
    if purpose is not Purpose.GENERATE:
        # RoBERTa and its kin count positions from 2.
        trained = min(trained or tokenizer.model_max_length, tokenizer.model_max_length)
    weights = list(model.parameters())
    return ModelCard(
        path=str(options.model),
        context=_context(options.context, trained),
        trained_context=trained,
        vocabulary=int(config.vocab_size),
        embedding=int(getattr(config, "hidden_size", 0) or 0),
        parameters=sum(weight.numel() for weight in weights),
        size_bytes=sum(weight.numel() * weight.element_size() for weight in weights),
        data_type=str(model.dtype).removeprefix("torch."),
        device=str(model.device),
        engine=f"transformers {transformers.__version__}",
        chat_template=template or template_of(tokenizer),
        special_tokens=_special_tokens(tokenizer),
        purpose=purpose,
    )


def end_tokens(model: Any, tokenizer: Any) -> frozenset[int]:
    """Ids of the tokens that end an answer."""
    config = model.config.get_text_config()
    named = [
        model.generation_config.eos_token_id,
        config.eos_token_id,
        tokenizer.eos_token_id,
    ]
    listed = [one if isinstance(one, list) else [one] for one in named if one is not None]
    by_name = turn_ends(tokenizer.get_added_vocab())
    found = {*by_name, *(token for one in listed for token in one)}
    # Defaults of an architecture can lie outside the vocabulary of a model.
    return frozenset(token for token in found if 0 <= token < config.vocab_size)


def _context(wanted: int | None, trained: int) -> int:
    """A model answers nonsense beyond what it was trained for."""
    limit = trained or wanted or _UNKNOWN_CONTEXT
    return min(wanted, limit) if wanted else limit


def template_of(owner: Any) -> str:
    """The chat template of a tokenizer or a processor; empty when it has none."""
    template = owner.chat_template
    if isinstance(template, dict):
        template = template.get("default")
    return template or ""


def _special_tokens(tokenizer: Any) -> dict[str, str]:
    named = tokenizer.special_tokens_map.items()
    return {name: str(text) for name, text in named if isinstance(text, str)}
