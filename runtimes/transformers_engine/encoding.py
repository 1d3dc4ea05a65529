"""Computes embeddings and rankings on a loaded model. For one thread."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from runtimes.serving.engine import Rank
from runtimes.serving.pooling import Pooling
from runtimes.serving.text import Text
from runtimes.transformers_engine.memory import memory_in_words


class Encoder:
    """Makes vectors of token sequences."""

    def __init__(self, model: Any, pooling: Pooling, padding: int) -> None:
        self._model, self._pooling, self._padding = model, pooling, padding

    def embed(self, inputs: Sequence[Sequence[int]]) -> list[list[float]]:
        """See ``Engine.embed``."""
        with torch.inference_mode(), memory_in_words("Send shorter texts, or fewer at once."):
            ids, mask = self._padded(inputs)
            states = self._model(input_ids=ids, attention_mask=mask).last_hidden_state
            numbers = states.float().numpy(force=True)
            vectors: list[list[float]] = self._pooling(numbers, mask.numpy(force=True)).tolist()
            return vectors

    def _padded(self, inputs: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """Ids and mask, shape (batch, length of the longest)."""
        length = max(map(len, inputs))
        ids = [[*one, *[self._padding] * (length - len(one))] for one in inputs]
        mask = [[1] * len(one) + [0] * (length - len(one)) for one in inputs]
        device = self._model.device
        return torch.tensor(ids, device=device), torch.tensor(mask, device=device)


class Ranker:
    """Scores pairs of texts."""

    def __init__(self, model: Any, text: Text, context: int, *, has_types: bool) -> None:
        """``has_types``: the model is told which text a token belongs to."""
        self._model, self._text, self._context = model, text, context
        self._has_types = has_types

    def rank(self, query: str, document: str) -> Rank:
        """See ``Engine.rank``."""
        ids, types = self._text.pair(query, document, self._context)
        more = {"token_type_ids": self._tensor(types)} if self._has_types else {}
        with torch.inference_mode(), memory_in_words("Send shorter documents."):
            tensor = self._tensor(ids)
            mask = torch.ones_like(tensor)
            logits = self._model(input_ids=tensor, attention_mask=mask, **more).logits
            return Rank(float(logits[0, 0]), len(ids))

    def _tensor(self, ids: Sequence[int]) -> Tensor:
        return torch.tensor([list(ids)], device=self._model.device)
