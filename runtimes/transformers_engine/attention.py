"""Attention over several conversations that stand one behind the other in one row of tokens.

Everything else in a model looks at each token by itself, so that one pass over the weights serves
all conversations; only attention must tell them apart. It is a function that transformers lets us
put in the place of its own.
"""

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface, Cache
from transformers.cache_utils import DynamicLayer

from runtimes.transformers_engine.key_values import KeyValues

NAME = "modeltray_side_by_side"
"""Of the function among transformers' attention implementations. It is in no list of masks, so
that models make none."""


@dataclass(slots=True)
class Part:
    """The tokens of one conversation in the row: ``start`` to ``end``."""

    memory: KeyValues
    start: int
    end: int
    _masks: dict[int, Tensor] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return self.end - self.start

    @property
    def known(self) -> int:
        """How many tokens were read before."""
        return len(self.memory.tokens)

    def mask(self, window: int, device: torch.device) -> Tensor:
        """True where a token sees another, shape (count, known + count); a ``window`` limits how
        far back, itself included. Layers of a kind share it."""
        if window not in self._masks:
            shape = self.count, self.known + self.count
            seen = torch.ones(shape, dtype=torch.bool, device=device).tril(self.known)
            self._masks[window] = seen.triu(self.known - window + 1) if window else seen
        return self._masks[window]


class SideBySide(Cache):  # type: ignore[misc]
    """Stands in for transformers' cache during one forward pass: puts the keys and values of each
    token where they belong.

    Attributes:
        layer: what the last written layer knows of each conversation, keys and values.
        window: how far back that layer looks; 0 all the way.
    """

    def __init__(self, parts: Sequence[Part], windows: Sequence[int]) -> None:
        super().__init__(layer_class_to_replicate=DynamicLayer)
        self.parts, self._windows = parts, windows
        self.layer: list[tuple[Tensor, Tensor]] = []
        self.window = 0

    def update(
        self, key_states: Tensor, value_states: Tensor, layer_idx: int, *_: Any, **__: Any
    ) -> tuple[Tensor, Tensor]:
        """See ``Cache.update``; returns what it was given, for ``attend`` reads ``layer``."""
        keys, values = key_states[0], value_states[0]
        self.layer = [
            part.memory.layers[layer_idx].write(
                keys[:, part.start : part.end], values[:, part.start : part.end], part.known
            )
            for part in self.parts
        ]
        self.window = self._windows[layer_idx]
        return key_states, value_states


CURRENT: ContextVar[SideBySide] = ContextVar("CURRENT")
"""The pass that is going on in this thread."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a layer weighs what it sees.

    Attributes:
        window: how far back it looks; 0 all the way.
        softcap: Gemma 2 keeps the scores within it.
        sinks: gpt-oss's scores for seeing nothing, shape (heads,).
    """

    scaling: float
    window: int
    softcap: float | None
    sinks: Tensor | None

    @property
    def is_plain(self) -> bool:
        return self.softcap is None and self.sinks is None


def attend(
    _module: Any,
    query: Tensor,
    _key: Tensor,
    _value: Tensor,
    _mask: Tensor | None,
    scaling: float | None = None,
    softcap: float | None = None,
    s_aux: Tensor | None = None,
    **_named: Any,
) -> tuple[Tensor, None]:
    """Attention as transformers calls it.

    Args:
        query: shape (1, heads, tokens, dimension).

    Returns:
        Shape (1, tokens, heads, dimension of the values).
    """
    going = CURRENT.get()
    scaling = query.shape[-1] ** -0.5 if scaling is None else scaling
    manner = _Manner(scaling, going.window, softcap, s_aux)
    look = _look if manner.is_plain else _look_step_by_step
    seen = [
        look(query[:, :, part.start : part.end], keys, values, part, manner)
        for part, (keys, values) in zip(going.parts, going.layer, strict=True)
    ]
    return (seen[0] if len(seen) == 1 else torch.cat(seen, dim=1)), None


AttentionInterface.register(NAME, attend)


def _look(query: Tensor, keys: Tensor, values: Tensor, part: Part, manner: _Manner) -> Tensor:
    if part.count == 1:
        return _look_of_one(query, keys, values, manner)
    is_simple = part.known == 0 and not 0 < manner.window < part.count
    seen = scaled_dot_product_attention(
        query,
        keys[None],
        values[None],
        attn_mask=None if is_simple else part.mask(manner.window, query.device),
        is_causal=is_simple,
        scale=manner.scaling,
        enable_gqa=query.shape[1] != keys.shape[0],
    )
    return seen.transpose(1, 2)


def _look_of_one(query: Tensor, keys: Tensor, values: Tensor, manner: _Manner) -> Tensor:
    """One token sees everything, or its window: no mask, and the query heads that share keys are
    read together, as if they were so many tokens."""
    if manner.window:
        keys, values = keys[:, -manner.window :], values[:, -manner.window :]
    heads, shared = query.shape[1], keys.shape[0]
    grouped = query.reshape(1, shared, heads // shared, -1)
    seen = scaled_dot_product_attention(grouped, keys[None], values[None], scale=manner.scaling)
    return seen.reshape(1, 1, heads, -1)


def _look_step_by_step(
    query: Tensor, keys: Tensor, values: Tensor, part: Part, manner: _Manner
) -> Tensor:
    """The same with what torch's own function does not know."""
    heads, count = query.shape[1:3]
    times = heads // keys.shape[0]
    keys, values = keys.repeat_interleave(times, 0), values.repeat_interleave(times, 0)
    scores = query[0] @ keys.transpose(1, 2) * manner.scaling
    if manner.softcap is not None:
        scores = torch.tanh(scores / manner.softcap) * manner.softcap
    mask = part.mask(manner.window, query.device)
    scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    if manner.sinks is not None:
        nothing = manner.sinks.reshape(-1, 1, 1).expand(-1, count, 1)
        scores = torch.cat([scores, nothing.to(scores.dtype)], dim=-1)
    weights = torch.softmax(scores, dim=-1, dtype=torch.float32).to(query.dtype)
    return (weights[..., : keys.shape[1]] @ values).transpose(0, 1)[None]
