"""The sizes inside a model that decide how much memory it takes."""

from dataclasses import dataclass

LAYERS_LIMIT = 4096
"""More layers than any model has; a header that claims more is not believed."""


@dataclass(frozen=True, slots=True)
class ModelShape:
    """What the headers say about the inside of a language model.

    Attributes:
        kv_heads: key-value heads of each layer; 0 where a layer keeps no keys and values.
        key_length: numbers in one key of one head; ``value_length`` likewise, and 0 where the
            values are part of the keys (multi-head latent attention).
        width: length of an embedding.
        feed_forward: width inside the feed-forward part of a layer.
        vocabulary: number of tokens.
        window: tokens that a windowed layer looks back; 0 where there is none.
        windowed: for each layer, whether it is one; empty where none is.
        state_bytes: what the recurrent layers keep for each sequence, in bytes.
    """

    kv_heads: tuple[int, ...]
    key_length: int
    value_length: int
    width: int
    feed_forward: int = 0
    vocabulary: int = 0
    window: int = 0
    windowed: tuple[bool, ...] = ()
    state_bytes: int = 0

    @property
    def layers(self) -> int:
        return len(self.kv_heads)

    def cached_heads(self, context: int, window_cells: int) -> int:
        """Tokens times heads that are kept, over all layers, for a context in tokens."""
        if not self.windowed:
            return context * sum(self.kv_heads)
        cells = (min(context, window_cells) if w else context for w in self.windowed)
        return sum(heads * kept for heads, kept in zip(self.kv_heads, cells, strict=True))
