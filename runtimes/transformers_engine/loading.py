"""Loads a model and its tokenizer, and says in words why one cannot be loaded."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import torch
from transformers import (
    AutoConfig,
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
from runtimes.transformers_engine.fit import layers_on_gpu, loaded_bytes, too_large
from runtimes.transformers_engine.half_weights import keep_halves
from runtimes.transformers_engine.hardware import (
    Hardware,
    Placement,
    place,
    read_free,
    read_hardware,
)
from runtimes.transformers_engine.load_errors import NEEDS_CODE, told_in_words
from runtimes.transformers_engine.memory import is_out_of_memory
from runtimes.transformers_engine.progress import reported_progress
from runtimes.transformers_engine.quantization import check_quantization
from runtimes.transformers_engine.weights import load_weights, source_of

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


def load(
    checkpoint: Checkpoint,
    purpose: Purpose,
    options: ServeOptions,
    hardware: Hardware | None,
    on_progress: Callable[[float], None],
) -> Loaded:
    """Load a model in the way that the options ask for.

    Args:
        hardware: as in ``TransformersEngine``.

    Raises:
        CannotLoad: with the reason.
    """
    if options.threads:
        torch.set_num_threads(options.threads)
    config = {} if checkpoint.gguf_file else read_config(checkpoint.folder)
    if not checkpoint.gguf_file:
        check_config(config, checkpoint.folder, CONFIG_MAPPING.keys())
    stored = stored_type(config)
    placement = place(hardware or read_hardware(), options.gpu_layers, purpose, stored)
    check_quantization(config, checkpoint.name, placement.device)
    needed = loaded_bytes(checkpoint.stored_bytes, stored, placement.data_type)
    reading = _READING if placement.keeps_halves else 1.0
    # The tokenizer first: it is small, and without it the weights are read in vain.
    with told_in_words(checkpoint, lambda: too_large(needed, read_free(), placement.data_type)):
        tokenizer = _load_tokenizer(checkpoint)
        sight = _load_sight(checkpoint, purpose)
        with (
            reported_progress(
                lambda done: on_progress(reading * done), gguf=bool(checkpoint.gguf_file)
            ),
            without_adapters(),
        ):
            model = load_weights(
                checkpoint, placement, purpose, sees=sight is not None, needed=needed
            )
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
    source = source_of(checkpoint)
    config = AutoConfig.from_pretrained(checkpoint.folder, **source)
    return load_sight(checkpoint.folder, config, source)


def _load_tokenizer(checkpoint: Checkpoint) -> Any:
    try:
        tokenizer = AutoTokenizer.from_pretrained(checkpoint.folder, **source_of(checkpoint))
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


def _tell_offloading(model: Any, placement: Placement) -> None:
    """The line that llama.cpp writes, from which the program reads how many layers went."""
    if placement.device != "cpu":
        layers = model.config.get_text_config().num_hidden_layers
        there = layers_on_gpu(getattr(model, "hf_device_map", {}), layers)
        print(f"offloaded {there}/{layers} layers to GPU", file=sys.stderr, flush=True)
