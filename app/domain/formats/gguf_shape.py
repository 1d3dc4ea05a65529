"""The sizes inside a model, from the key-value pairs of its GGUF header.

Names and defaults are those of llama.cpp (src/llama-hparams.cpp, src/llama-model.cpp).
"""

from collections.abc import Mapping

from app.domain.formats.gguf_header import Value
from app.domain.formats.header import sensible
from app.domain.model_shape import LAYERS_LIMIT, ModelShape

_WINDOW_PERIODS = {
    "cohere2": 4,
    "exaone4": 4,
    "gemma2": 2,
    "gemma3": 6,
    "gemma3n": 5,
    "gpt-oss": 2,
    "llama4": 4,
    "olmo2": 4,
}
"""Every n-th layer sees the whole context, where the header leaves that to llama.cpp."""


def gguf_shape(metadata: Mapping[str, Value], architecture: str | None) -> ModelShape | None:
    """The shape; ``None`` where the header does not tell."""
    facts = _Facts(metadata, f"{architecture}.")
    layers, width = facts.number("block_count"), facts.number("embedding_length")
    if not 0 < layers <= LAYERS_LIMIT or width <= 0:
        return None
    heads = max(1, facts.number("attention.head_count"))
    latent = "attention.key_length_mla" in facts
    window = facts.number("attention.sliding_window")
    return ModelShape(
        kv_heads=_kv_heads(facts, layers, heads),
        key_length=facts.number("attention.key_length") or width // heads,
        value_length=0 if latent else facts.number("attention.value_length") or width // heads,
        width=width,
        feed_forward=max(facts.numbers("feed_forward_length"), default=0),
        vocabulary=facts.number("vocab_size") or sensible(metadata.get("tokenizer.ggml.tokens")),
        window=window,
        windowed=_windowed(facts, layers, architecture or "") if window else (),
        state_bytes=_state_bytes(facts, layers),
    )


class _Facts:
    """The numbers of one architecture; 0 where there is none, or none that makes sense."""

    def __init__(self, metadata: Mapping[str, Value], prefix: str) -> None:
        self._metadata = metadata
        self._prefix = prefix

    def __contains__(self, key: str) -> bool:
        return self._prefix + key in self._metadata

    def number(self, key: str) -> int:
        return max(self.numbers(key), default=0)

    def numbers(self, key: str) -> tuple[int, ...]:
        """One number, or one for each layer."""
        value = self._metadata.get(self._prefix + key)
        values = value if isinstance(value, tuple) else (value,)
        return tuple(sensible(item) for item in values)


def _kv_heads(facts: _Facts, layers: int, heads: int) -> tuple[int, ...]:
    given = facts.numbers("attention.head_count_kv")
    if len(given) == layers:
        return given
    if period := facts.number("full_attention_interval"):
        return tuple(given[0] if (layer + 1) % period == 0 else 0 for layer in range(layers))
    if not given[0] and "ssm.state_size" in facts:  # nothing but recurrent layers
        return (0,) * layers
    return (given[0] or heads,) * layers


def _windowed(facts: _Facts, layers: int, architecture: str) -> tuple[bool, ...]:
    given = facts.numbers("attention.sliding_window_pattern")
    if len(given) == layers:
        return tuple(map(bool, given))
    period = given[0] or _WINDOW_PERIODS.get(architecture, 0)
    return tuple((layer + 1) % period != 0 for layer in range(layers)) if period else ()


def _state_bytes(facts: _Facts, layers: int) -> int:
    """llama.cpp keeps both parts of a recurrent layer's state as 32-bit numbers."""
    state, inner = facts.number("ssm.state_size"), facts.number("ssm.inner_size")
    if not state:
        return 0
    heads = _kv_heads(facts, layers, 1)
    recurrent = sum(count == 0 for count in heads)
    convolved = inner + 2 * facts.number("ssm.group_count") * state
    numbers = max(0, facts.number("ssm.conv_kernel") - 1) * convolved + state * inner
    return recurrent * numbers * 4
