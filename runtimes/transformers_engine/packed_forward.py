"""Reads several conversations in one pass over the weights."""

import inspect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import Any

import torch
from transformers import DynamicCache
from transformers.cache_utils import DynamicLayer, DynamicSlidingWindowLayer

from runtimes.serving.engine import GenerationFailed
from runtimes.serving.sampling import Logits
from runtimes.transformers_engine.attention import CURRENT, NAME, Part, SideBySide
from runtimes.transformers_engine.forward import Reading, Said
from runtimes.transformers_engine.key_values import KeyValues
from runtimes.transformers_engine.memory import memory_in_words

_INPUTS = {"position_ids", "cache", "logits_to_keep"}


class CannotPack(Exception):
    """Conversations with this model cannot be read together; the message is the reason."""


class PackedForward:
    """See ``Forward``. The tokens of all conversations stand in one row, without padding, and each
    conversation keeps its keys and values to itself."""

    copies = True

    def __init__(self, model: Any) -> None:
        """Put our attention in the place of the model's.

        Raises:
            CannotPack: that cannot be done, or the model remembers more than keys and values.
        """
        self._model, self._windows = model, _windows(model)
        model.set_attn_implementation(NAME)
        if model.config.get_text_config()._attn_implementation != NAME:
            raise CannotPack("its attention cannot be replaced")

    def empty(self) -> KeyValues:
        return KeyValues.empty(len(self._windows))

    def read(self, readings: Sequence[Reading[KeyValues]]) -> Said:
        """What is too much together may work alone, and else fails alone."""
        try:
            return [*self._read(readings)]
        except GenerationFailed as failure:
            if len(readings) == 1:
                return [failure]
            return [said for one in readings for said in self.read([one])]

    def _read(self, readings: Sequence[Reading[KeyValues]]) -> list[Logits]:
        parts = _parts(readings)
        row = [token for one in readings for token in one.tokens]
        places = [place for part in parts for place in range(part.known, part.known + part.count)]
        device = self._model.device
        with (
            torch.inference_mode(),
            memory_in_words("Shorten the conversation."),
            _going(SideBySide(parts, self._windows)) as cache,
        ):
            output = self._model(
                input_ids=torch.tensor([row], device=device),
                position_ids=torch.tensor([places], device=device),
                cache=cache,
                use_cache=True,
                logits_to_keep=torch.tensor([part.end - 1 for part in parts], device=device),
            )
            logits = list(output.logits[0].float().numpy(force=True))
        for one in readings:
            one.memory.tokens.extend(one.tokens)
        return logits


def _parts(readings: Sequence[Reading[KeyValues]]) -> list[Part]:
    ends = accumulate(len(one.tokens) for one in readings)
    return [
        Part(one.memory, end - len(one.tokens), end)
        for one, end in zip(readings, ends, strict=True)
    ]


@contextmanager
def _going(cache: SideBySide) -> Iterator[SideBySide]:
    token = CURRENT.set(cache)
    try:
        yield cache
    finally:
        CURRENT.reset(token)


def _windows(model: Any) -> list[int]:
    """How far back each layer looks; 0 all the way."""
    if not inspect.signature(model.forward).parameters.keys() >= _INPUTS:
        raise CannotPack("it cannot be told where its tokens stand")
    layers = DynamicCache(config=model.config).layers
    if not layers or not {type(one) for one in layers} <= {DynamicLayer, DynamicSlidingWindowLayer}:
        raise CannotPack("it remembers more than keys and values")
    if "chunked_attention" in (getattr(model.config.get_text_config(), "layer_types", None) or ()):
        raise CannotPack("its attention goes by chunks")
    return [getattr(layer, "sliding_window", 0) for layer in layers]
