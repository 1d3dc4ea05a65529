"""Reads conversations with pictures, one after the other."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from transformers import DynamicCache

from runtimes.serving.sampling import Logits
from runtimes.transformers_engine.forward import Reading
from runtimes.transformers_engine.memory import memory_in_words
from runtimes.transformers_engine.separate_forward import OwnCache, SeparateForward

if TYPE_CHECKING:
    from runtimes.transformers_engine.sight import View

_SHIFT = "rope_deltas"
"""Where Qwen's models keep how far pictures have moved the places of a conversation."""


class SeenCache(OwnCache):
    """See ``Memory``.

    Attributes:
        view: pictures that the model has yet to see.
        waiting: tokens of the prompt that are read together with them.
        shift: what the model noted of this conversation.
    """

    def __init__(self, cache: Any) -> None:
        super().__init__(cache)
        self.view: View | None = None
        self.waiting: list[int] = []
        self.shift: Any = None


class SeeingForward(SeparateForward):
    """See ``Forward``. What a prompt says before its last picture is read in one pass with the
    pictures, since models look at all of them at once."""

    def __init__(self, model: Any) -> None:
        super().__init__(model)
        self._shifting = [part for part in model.modules() if hasattr(part, _SHIFT)]

    def empty(self) -> SeenCache:
        return SeenCache(DynamicCache(config=self._model.config))

    def _read(self, reading: Reading[Any]) -> Logits:
        memory: SeenCache = reading.memory
        with self._shifted(memory):
            if memory.view is None:
                return super()._read(reading)
            return self._see(memory, memory.view, reading.tokens)

    def _see(self, memory: SeenCache, view: "View", tokens: Sequence[int]) -> Logits:
        memory.waiting += tokens
        count = len(memory.waiting)
        if count < view.end:
            return np.zeros(1, dtype=np.float32)  # nobody asks before the prompt is read
        with torch.inference_mode(), memory_in_words("Send fewer or smaller pictures."):
            output = self._model(
                input_ids=torch.tensor([memory.waiting], device=self._model.device),
                cache=memory.cache,
                use_cache=True,
                **self._last_only,
                **self._inputs(view, count),
            )
            logits: Logits = output.logits[0, -1].float().numpy(force=True)
        memory.tokens.extend(view.marks[:count])
        memory.view, memory.waiting = None, []
        return logits

    def _inputs(self, view: "View", count: int) -> dict[str, Any]:
        """What the processor made, as far as the tokens go that are read now."""
        inputs = {}
        for name, value in view.inputs.items():
            tensor = value.to(self._model.device)
            if tensor.is_floating_point():
                tensor = tensor.to(self._model.dtype)
            is_by_token = name.endswith("token_type_ids")
            inputs[name] = tensor[:, :count] if is_by_token else tensor
        return inputs

    @contextmanager
    def _shifted(self, memory: SeenCache) -> Iterator[None]:
        """The model remembers the shift of the conversation that it read last."""
        for part in self._shifting:
            setattr(part, _SHIFT, memory.shift)
        yield
        for part in self._shifting:
            memory.shift = getattr(part, _SHIFT)
