"""Keeps what the last request has computed, so that the next turn of a chat need not again."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from transformers import DynamicCache
from transformers.cache_utils import DynamicLayer


class PromptCache:
    """One conversation: the tokens, and the keys and values that the model made of them."""

    def __init__(self, config: Any) -> None:
        self._config = config
        self._tokens: list[int] = []
        self._cache: Any = None

    def take(self, prompt: Sequence[int], *, reuse: bool) -> tuple[Any, int]:
        """A cache to go on with, and how many tokens of the prompt it knows already.

        At least one token is left to be read, since the model must say what follows it. The
        cache belongs to the caller until it is given back.
        """
        cache, tokens = self._cache, self._tokens
        self._cache, self._tokens = None, []
        if cache is not None and reuse:
            known = min(_shared(tokens, prompt), len(prompt) - 1)
            if known and _shortened(cache, len(tokens) - known):
                return cache, known
        return DynamicCache(config=self._config), 0

    def keep(self, cache: Any, tokens: Sequence[int]) -> None:
        """Give the cache back, with the tokens that were read, and at most the last one more."""
        length = _length(cache)
        self._cache, self._tokens = (cache, list(tokens[:length])) if length else (None, [])


def _length(cache: Any) -> int:
    """Tokens in the cache; 0 when all its layers keep a running state, which has no length."""
    layers = [layer for layer in cache.layers if isinstance(layer, DynamicLayer)]
    return min((int(layer.get_seq_length()) for layer in layers), default=0)


def _shared(left: Sequence[int], right: Sequence[int]) -> int:
    """Length of the common beginning."""
    pairs = zip(left, right, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _shortened(cache: Any, surplus: int) -> bool:
    """Forget the last tokens, where that can be done exactly. Layers with a sliding window or a
    running state have lost what came before."""
    if surplus == 0:
        return True
    if not all(type(layer) is DynamicLayer for layer in cache.layers):
        return False
    cache.crop(-surplus)
    return True
