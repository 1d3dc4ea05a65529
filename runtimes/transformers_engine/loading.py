"""Loads a model and its tokenizer, and says in words why one cannot be loaded."""

import inspect
import os
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

# Before transformers is imported: nothing may be fetched, whatever a model's files ask for.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import torch
from transformers import (
    AutoConfig,
    AutoModel,
    AutoModelForCausalLM,
    AutoModelForImageTextToText,
    AutoModelForSequenceClassification,
    AutoTokenizer,
)
from transformers.models.auto.configuration_auto import CONFIG_MAPPING
from transformers.models.auto.modeling_auto import MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING_NAMES

from runtimes.serving.engine import CannotLoad, ModelCard, Purpose
from runtimes.serving.options import ServeOptions
from runtimes.serving.text import Text
from runtimes.transformers_engine.adapters import with_adapter, without_adapters
from runtimes.transformers_engine.checkpoint import (
    Checkpoint,
    check_config,
    has_eyes,
    read_config,
    stored_type,
)
from runtimes.transformers_engine.description import describe, end_tokens
from runtimes.transformers_engine.half_weights import keep_halves
from runtimes.transformers_engine.hardware import Placement, place, read_hardware
from runtimes.transformers_engine.load_errors import NEEDS_CODE, told_in_words
from runtimes.transformers_engine.memory import is_out_of_memory
from runtimes.transformers_engine.progress import reported_progress

if TYPE_CHECKING:
    from runtimes.transformers_engine.sight import Sight


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model that can be used.

    Attributes:
        end_tokens: end an answer.
        padding: a token that is to be ignored.
        has_types: the model is told which of two texts a token belongs to.
        sight: reads pictures; ``None`` for a model without eyes.
    """

    model: Any
    text: Text
    end_tokens: frozenset[int]
    padding: int
    has_types: bool
    card: ModelCard
    sight: "Sight | None" = None


_READING = 0.4
"""The part of the loading that is reading, where the weights are then packed."""
_NO_SDPA = "scaled_dot_product_attention"  # transformers 5.24: modeling_utils.py
_CLASSES = {
    Purpose.GENERATE: AutoModelForCausalLM,
    Purpose.EMBED: AutoModel,
    Purpose.RANK: AutoModelForSequenceClassification,
}


def load(
    checkpoint: Checkpoint,
    purpose: Purpose,
    options: ServeOptions,
    on_progress: Callable[[float], None],
) -> Loaded:
    """Load a model in the way that the options ask for.

    Raises:
        CannotLoad: with the reason.
    """
    if options.threads:
        torch.set_num_threads(options.threads)
    stored = ""
    if not checkpoint.gguf_file:
        config = read_config(checkpoint.folder)
        check_config(config, checkpoint.folder, CONFIG_MAPPING.keys())
        stored = stored_type(config)
    placement = place(read_hardware(), options.gpu_layers, purpose, stored)
    reading = _READING if placement.keeps_halves else 1.0
    # The tokenizer first: it is small, and without it the weights are read in vain.
    with told_in_words(checkpoint):
        tokenizer = _load_tokenizer(checkpoint)
        sight = _load_sight(checkpoint, purpose)
        with (
            reported_progress(
                lambda done: on_progress(reading * done), gguf=bool(checkpoint.gguf_file)
            ),
            without_adapters(),
        ):
            model = _load_model(checkpoint, placement, purpose, sees=sight is not None)
        if checkpoint.adapter:
            model = with_adapter(model, checkpoint.adapter)
        template = sight.chat_template if sight else ""
        card = describe(model, tokenizer, options, purpose, template)
        if placement.keeps_halves:
            keep_halves(model, lambda done: on_progress(reading + (1 - reading) * done))
    _tell_offloading(model, placement)
    backend = tokenizer.backend_tokenizer
    return Loaded(
        model=model,
        text=Text(backend),
        end_tokens=end_tokens(model, tokenizer) if purpose is Purpose.GENERATE else frozenset(),
        padding=tokenizer.pad_token_id or 0,
        has_types="token_type_ids" in tokenizer.model_input_names,
        card=replace(card, sees=sight is not None),
        sight=sight,
    )


def _load_sight(checkpoint: Checkpoint, purpose: Purpose) -> "Sight | None":
    if checkpoint.gguf_file or purpose is not Purpose.GENERATE:
        return None
    fields = read_config(checkpoint.folder)
    is_known = fields.get("model_type") in MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING_NAMES
    if not is_known or not has_eyes(fields, checkpoint.folder):
        return None
    try:
        from runtimes.transformers_engine.sight import load_sight
    except ImportError as error:
        raise CannotLoad(
            "engine_missing",
            f"Pictures cannot be read: {error}.",
            'Install what is missing with: pip install "modeltray[transformers]"',
        ) from error
    source = _source(checkpoint)
    config = AutoConfig.from_pretrained(checkpoint.folder, **source)
    return load_sight(checkpoint.folder, config, source)


def _load_tokenizer(checkpoint: Checkpoint) -> Any:
    try:
        tokenizer = AutoTokenizer.from_pretrained(checkpoint.folder, **_source(checkpoint))
    except Exception as error:
        if checkpoint.gguf_file or is_out_of_memory(error) or NEEDS_CODE in str(error):
            raise
        raise CannotLoad(
            "missing_tokenizer",
            f"The tokenizer of {checkpoint.name} is missing or damaged.",
            "Download tokenizer.json and tokenizer_config.json of the model again.",
        ) from error
    if not getattr(tokenizer, "is_fast", False):
        raise CannotLoad(
            "unsupported_tokenizer",
            f"The tokenizer of {checkpoint.name} has no tokenizer.json.",
            "Get the model with its tokenizer.json, or as GGUF.",
        )
    return tokenizer


def _load_model(
    checkpoint: Checkpoint, placement: Placement, purpose: Purpose, *, sees: bool
) -> Any:
    kind = AutoModelForImageTextToText if sees else _CLASSES[purpose]
    try:
        model, report = _read_weights(checkpoint, placement, kind, "sdpa")
    except ValueError as error:
        if _NO_SDPA not in str(error):
            raise
        model, report = _read_weights(checkpoint, placement, kind, "eager")
    missing = report["missing_keys"]
    if purpose is Purpose.EMBED:  # the pooler is for other ends, and many leave it out
        missing = [name for name in missing if not name.startswith("pooler.")]
    _check_complete(checkpoint, missing)
    if purpose is Purpose.GENERATE:
        _check_cache(checkpoint, model)
    return model.eval()


def _check_cache(checkpoint: Checkpoint, model: Any) -> None:
    if "cache" not in inspect.signature(model.forward).parameters:
        raise CannotLoad(
            "unknown_architecture",
            f"{type(model).__name__}, the architecture of {checkpoint.name}, keeps no cache that "
            "this runner knows.",
            "Get the model as GGUF.",
        )


def _read_weights(checkpoint: Checkpoint, placement: Placement, kind: Any, attention: str) -> Any:
    """The model, and what was found missing."""
    config = AutoConfig.from_pretrained(checkpoint.folder, **_source(checkpoint))
    return kind.from_pretrained(
        checkpoint.folder,
        config=config,
        dtype=getattr(torch, placement.data_type),
        device_map={"": placement.device},
        use_safetensors=None if checkpoint.gguf_file else checkpoint.use_safetensors,
        weights_only=True,
        # Named, so that no configuration can name one that would be fetched.
        attn_implementation=attention,
        output_loading_info=True,
        **_source(checkpoint),
    )


def _check_complete(checkpoint: Checkpoint, missing: Collection[str]) -> None:
    """transformers fills what is missing with random numbers, and only warns."""
    if missing:
        raise CannotLoad(
            "damaged_file",
            f"The weights of {checkpoint.name} are incomplete: {len(missing)} are missing, "
            f"{min(missing)} among them.",
            "Download the model again.",
        )


def _source(checkpoint: Checkpoint) -> dict[str, Any]:
    where = {"gguf_file": checkpoint.gguf_file} if checkpoint.gguf_file else {}
    return {**where, "local_files_only": True, "trust_remote_code": False}


def _tell_offloading(model: Any, placement: Placement) -> None:
    """The line that llama.cpp writes, from which the program reads how many layers went."""
    if placement.device != "cpu":
        layers = model.config.get_text_config().num_hidden_layers
        print(f"offloaded {layers}/{layers} layers to GPU", file=sys.stderr, flush=True)
