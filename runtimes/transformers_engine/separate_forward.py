"""Reads conversations one after the other, as transformers itself does it."""

import inspect
from collections.abc import Sequence
from typing import Any

import torch
from transformers import DynamicCache
from transformers.cache_utils import DynamicLayer

from runtimes.serving.engine import GenerationFailed
from runtimes.serving.sampling import Logits
from runtimes.transformers_engine.forward import Reading, Said
from runtimes.transformers_engine.memory import memory_in_words


class OwnCache:
    """See ``Memory``. A conversation in transformers' own cache."""

    def __init__(self, cache: Any) -> None:
        self.cache = cache
        self.tokens: list[int] = []

    @property
    def size_bytes(self) -> int:
        held = [vars(layer).values() for layer in self.cache.layers]
        return sum(one.nbytes for layer in held for one in layer if isinstance(one, torch.Tensor))

    def shortened(self, length: int) -> bool:
        """Layers with a sliding window or a running state have lost what came before."""
        surplus = len(self.tokens) - length
        if surplus == 0:
            return True
        if not all(type(layer) is DynamicLayer for layer in self.cache.layers):
            return False
        self.cache.crop(-surplus)
        del self.tokens[length:]
        return True

    def copy(self, _length: int) -> None:
        """What a model keeps here cannot be told apart token by token."""
        return


class SeparateForward:
    """See ``Forward``."""

    copies = False

    def __init__(self, model: Any) -> None:
        self._model = model
        parameters = inspect.signature(model.forward).parameters
        self._last_only = {"logits_to_keep": 1} if "logits_to_keep" in parameters else {}

    def empty(self) -> OwnCache:
        return OwnCache(DynamicCache(config=self._model.config))

    def read(self, readings: Sequence[Reading[OwnCache]]) -> Said:
        return [self._outcome(one) for one in readings]

    def _outcome(self, reading: Reading[OwnCache]) -> Logits | GenerationFailed:
        try:
            return self._read(reading)
        except GenerationFailed as failure:
            return failure

    def _read(self, reading: Reading[OwnCache]) -> Logits:
        with torch.inference_mode(), memory_in_words("Shorten the conversation."):
            output = self._model(
                input_ids=torch.tensor([list(reading.tokens)], device=self._model.device),
                cache=reading.memory.cache,
                use_cache=True,
                **self._last_only,
            )
            logits: Logits = output.logits[0, -1].float().numpy(force=True)
        reading.memory.tokens.extend(reading.tokens)
        return logits
