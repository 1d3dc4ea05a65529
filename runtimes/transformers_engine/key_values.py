"""What a model has computed of one conversation: keys and values of each token in each layer."""

from dataclasses import dataclass, field

import torch
from torch import Tensor

_BLOCK = 256
"""Tokens by which the room for a conversation grows at least."""


@dataclass(eq=False, slots=True)
class Layer:
    """Keys and values of one layer, shape (heads, room, dimension), made when first written."""

    keys: Tensor | None = None
    values: Tensor | None = None

    def write(self, keys: Tensor, values: Tensor, start: int) -> tuple[Tensor, Tensor]:
        """Store what belongs to the tokens from ``start`` on, shapes (heads, count, dimension).

        Returns:
            Keys and values of all tokens up to and with these; they share the memory.
        """
        end = start + keys.shape[1]
        self.keys = _with_room(self.keys, keys, start, end)
        self.values = _with_room(self.values, values, start, end)
        self.keys[:, start:end] = keys
        self.values[:, start:end] = values
        return self.keys[:, :end], self.values[:, :end]

    def copy(self, length: int) -> "Layer":
        if self.keys is None or self.values is None:
            return Layer()
        return Layer(self.keys[:, :length].clone(), self.values[:, :length].clone())

    @property
    def size_bytes(self) -> int:
        return sum(one.nbytes for one in (self.keys, self.values) if one is not None)


def _with_room(stored: Tensor | None, new: Tensor, start: int, end: int) -> Tensor:
    """A tensor with room for ``end`` tokens; the first ``start`` are kept."""
    if stored is not None and stored.shape[1] >= end:
        return stored
    heads, _count, dimension = new.shape
    room = -(-max(end, start + start // 4) // _BLOCK) * _BLOCK
    grown = new.new_empty((heads, room, dimension))
    if stored is not None:
        grown[:, :start] = stored[:, :start]
    return grown


@dataclass(eq=False, slots=True)
class KeyValues:
    """A conversation in tensors of its own, with room to grow: a token is added without copying
    those before it, and a broken-off step leaves nothing behind, since only ``tokens`` count.

    Attributes:
        tokens: those that the model has read.
    """

    layers: list[Layer]
    tokens: list[int] = field(default_factory=list)

    @classmethod
    def empty(cls, layers: int) -> "KeyValues":
        return cls([Layer() for _ in range(layers)])

    @property
    def size_bytes(self) -> int:
        return sum(layer.size_bytes for layer in self.layers)

    def shortened(self, length: int) -> bool:
        """Forget the tokens after the first ``length``."""
        del self.tokens[length:]
        return True

    def copy(self, length: int) -> "KeyValues":
        """Another conversation that begins with the same ``length`` tokens."""
        with torch.inference_mode():
            return KeyValues([layer.copy(length) for layer in self.layers], self.tokens[:length])
