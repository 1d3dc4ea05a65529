"""Computes embeddings and rankings on plain ONNX Runtime. For one thread."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from runtimes.onnx_engine.failures import told_in_words
from runtimes.onnx_engine.model_files import ModelFiles
from runtimes.onnx_engine.sessions import (
    PAST,
    Array,
    check_inputs,
    empty_past,
    open_session,
    type_of,
)
from runtimes.serving.engine import CannotLoad, Rank
from runtimes.serving.options import ServeOptions
from runtimes.serving.pooling import read_pooling
from runtimes.serving.text import Text

_KNOWN = ("input_ids", "attention_mask", "token_type_ids", "position_ids")
_STATES = ("last_hidden_state", "token_embeddings", "hidden_states")
_POOLED = ("sentence_embedding", "embeddings", "text_embeds")
"""What exporters call the outputs; pooled ones are taken where a graph gives nothing else."""


class Encoder:
    """Makes vectors of token sequences."""

    def __init__(self, files: ModelFiles, options: ServeOptions, padding: int) -> None:
        """Load the model.

        Raises:
            CannotLoad: with the reason.
        """
        self._graph = _Graph(files, options)
        self._output = self._graph.output_of(*_STATES, *_POOLED)
        self._pooling, self._padding = read_pooling(files.folder), padding

    def embed(self, inputs: Sequence[Sequence[int]]) -> list[list[float]]:
        """See ``Engine.embed``."""
        with told_in_words("Send shorter texts, or fewer at once."):
            length = max(map(len, inputs))
            ids = [[*one, *[self._padding] * (length - len(one))] for one in inputs]
            mask = np.array([[1] * len(one) + [0] * (length - len(one)) for one in inputs])
            states = self._graph.run(self._output, np.array(ids), mask).astype(np.float32)
            vectors = states if states.ndim == 2 else self._pooling(states, mask)
            listed: list[list[float]] = vectors.tolist()
            return listed


class Ranker:
    """Scores pairs of texts."""

    def __init__(self, files: ModelFiles, options: ServeOptions, text: Text, context: int) -> None:
        """Load the model.

        Raises:
            CannotLoad: with the reason.
        """
        self._graph, self._text, self._context = _Graph(files, options), text, context
        self._output = self._graph.output_of("logits")

    def rank(self, query: str, document: str) -> Rank:
        """See ``Engine.rank``."""
        ids, types = self._text.pair(query, document, self._context)
        with told_in_words("Send shorter documents."):
            tokens = np.array([ids])
            logits = self._graph.run(self._output, tokens, np.ones_like(tokens), np.array([types]))
            return Rank(float(logits[0, 0]), len(ids))


class _Graph:
    """A session that reads whole texts."""

    def __init__(self, files: ModelFiles, options: ServeOptions) -> None:
        self._session, self._files = open_session(files, options), files
        check_inputs(self._session, files, _KNOWN)
        self._inputs = {one.name: one for one in self._session.get_inputs()}

    def output_of(self, *names: str) -> str:
        """The first of these that the graph gives.

        Raises:
            CannotLoad: it gives none.
        """
        given = [one.name for one in self._session.get_outputs()]
        found = next((name for name in names if name in given), None)
        if found is None:
            raise CannotLoad(
                "unsupported_model",
                f"{self._files.graph.name} of {self._files.name} gives {', '.join(given[:3])}, and "
                f"none of {', '.join(names)}.",
                "Export the model for feature-extraction, or take another one.",
            )
        return found

    def run(self, output: str, ids: Array, mask: Array, types: Array | None = None) -> Array:
        """The output for token ids, shape (batch, length), of which the mask tells the real ones,
        and the types to which of two texts each belongs."""
        possible = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids) if types is None else types,
            "position_ids": np.maximum(mask.cumsum(1) - 1, 0),
        }
        given: dict[str, Any] = {}
        for name, one in self._inputs.items():
            past = name.startswith(PAST)
            array = empty_past(one, self._files.text_config, len(ids)) if past else possible[name]
            given[name] = array.astype(type_of(one))
        result: Array = self._session.run([output], given)[0]
        return result
