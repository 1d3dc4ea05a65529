"""The sizes inside a model, from its ``config.json``."""

from collections.abc import Mapping
from typing import Any

from app.domain.formats.header import sensible
from app.domain.model_shape import LAYERS_LIMIT, ModelShape

_WITHOUT_KEYS = frozenset({"linear_attention", "mamba", "conv", "recurrent"})
"""Kinds of layers (``layer_types``) that keep no keys and values."""


def config_shape(config: Mapping[str, Any]) -> ModelShape | None:
    """The shape; ``None`` where the configuration does not tell.

    Args:
        config: of the text part, where a model has several.
    """
    layers, width = _size(config, "num_hidden_layers", "n_layer"), _size(config, *_WIDTH)
    if not 0 < layers <= LAYERS_LIMIT or not width:
        return None
    heads = _size(config, "num_attention_heads", "n_head") or 1
    kinds = _kinds(config, layers)
    kv_heads = _size(config, "num_key_value_heads") or heads
    length = _size(config, "head_dim") or width // heads
    window = _size(config, "sliding_window") if "sliding_attention" in kinds else 0
    return ModelShape(
        kv_heads=tuple(0 if kind in _WITHOUT_KEYS else kv_heads for kind in kinds),
        key_length=length,
        value_length=length,
        width=width,
        feed_forward=_size(config, "intermediate_size", "n_inner") or 4 * width,
        vocabulary=_size(config, "vocab_size"),
        window=window,
        windowed=tuple(kind == "sliding_attention" for kind in kinds) if window else (),
    )


_WIDTH = ("hidden_size", "n_embd", "d_model")


def _size(config: Mapping[str, Any], *keys: str) -> int:
    values = (sensible(config.get(key)) for key in keys)
    return next(filter(None, values), 0)


def _kinds(config: Mapping[str, Any], layers: int) -> tuple[str, ...]:
    kinds = config.get("layer_types")
    if isinstance(kinds, list) and len(kinds) == layers:
        return tuple(map(str, kinds))
    return ("full_attention",) * layers
