"""A language model on plain ONNX Runtime, with the conversation that it has read."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime

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
from runtimes.serving.engine import CannotLoad
from runtimes.serving.options import ServeOptions
from runtimes.serving.sampling import Logits

_PRESENT = "present."
_KNOWN = (
    "input_ids",
    "attention_mask",
    "position_ids",
    "use_cache_branch",  # of optimum's merged graphs: whether there is a past
    "num_logits_to_keep",
)


class PlainModel:
    """Implements ``ConversationModel`` for graphs as optimum and transformers.js export them: keys
    and values of what was read go in and come out, longer by what is read."""

    device = "cpu"

    def __init__(self, files: ModelFiles, options: ServeOptions, context: int) -> None:
        """Load the model.

        Raises:
            CannotLoad: with the reason.
        """
        self._session = open_session(files, options)
        check_inputs(self._session, files, _KNOWN)
        self._inputs = {one.name: one for one in self._session.get_inputs()}
        self._past_names = [name for name in self._inputs if name.startswith(PAST)]
        self._outputs = ["logits", *(_present(name) for name in self._past_names)]
        self._check_outputs(files)
        self.context = context
        self._length = 0
        config = files.text_config
        empty = {name: empty_past(self._inputs[name], config) for name in self._past_names}
        self._past = {name: _value(array) for name, array in empty.items()}

    def reserve(self, length: int) -> bool:
        """See ``ConversationModel``; room is made by the graph."""
        return True

    def forget(self, length: int) -> bool:
        """See ``ConversationModel``."""
        with told_in_words("Shorten the conversation."):
            for name, value in self._past.items():
                self._past[name] = _value(value.numpy()[:, :, :length])
            self._length = length
        return True

    def read(self, tokens: Sequence[int]) -> Logits:
        """See ``ConversationModel``."""
        with told_in_words("Shorten the conversation."):
            given = {name: _value(array) for name, array in self._arrays(tokens).items()}
            scores, *past = self._session.run_with_ort_values(self._outputs, given | self._past)
            self._past = dict(zip(self._past_names, past, strict=True))
            self._length += len(tokens)
            logits: Logits = scores.numpy()[0, -1].astype(np.float32)
            return logits

    def _arrays(self, tokens: Sequence[int]) -> dict[str, Array]:
        end = self._length + len(tokens)
        possible = {
            "input_ids": [tokens],
            "attention_mask": [[1] * end],
            "position_ids": [range(self._length, end)],
            "use_cache_branch": [self._length > 0],
            "num_logits_to_keep": 1,
        }
        return {
            name: np.array(value, dtype=type_of(self._inputs[name]))
            for name, value in possible.items()
            if name in self._inputs
        }

    def _check_outputs(self, files: ModelFiles) -> None:
        given = {one.name for one in self._session.get_outputs()}
        missing = [name for name in self._outputs if name not in given]
        if missing or not self._past_names:
            what = f"no {missing[0]}" if missing else "no past_key_values"
            raise CannotLoad(
                "unsupported_model",
                f"{files.graph.name} of {files.name} has {what}, so it cannot go on writing.",
                "Export the model for text-generation-with-past, or get it in another format.",
            )


def _present(past: str) -> str:
    return _PRESENT + past.removeprefix(PAST)


def _value(array: Array) -> Any:
    return onnxruntime.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(array))
