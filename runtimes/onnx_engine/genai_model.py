"""A language model on onnxruntime-genai, with the conversation that it has read."""

import json
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime_genai as genai

from runtimes.onnx_engine.failures import told_in_words
from runtimes.onnx_engine.genai_settings import check_safety, providers
from runtimes.onnx_engine.model_files import ModelFiles
from runtimes.serving.engine import CannotLoad
from runtimes.serving.options import ServeOptions
from runtimes.serving.sampling import Logits

_SMALLEST_ROOM = 1024


class GenaiModel:
    """Implements ``ConversationModel``.

    Keys and values of all tokens that may come are allocated at once, in a buffer that cannot
    grow: a larger one starts empty. So its size is doubled when the conversation needs it, instead
    of taking gigabytes for a context that few conversations fill.
    """

    def __init__(self, files: ModelFiles, options: ServeOptions, context: int) -> None:
        """Load the model.

        Raises:
            CannotLoad: with the reason.
        """
        check_safety(files.genai or {}, files.name)
        self._model = _load(files, options)
        self.device = str(self._model.device_type).lower()
        self.context = context
        self._generator: Any = None
        self._room = 0

    def reserve(self, length: int) -> bool:
        """See ``ConversationModel``."""
        if self._generator is not None and length <= self._room:
            return True
        self._generator = None  # before the next is made, so that both never need memory at once
        room = _SMALLEST_ROOM
        while room < length:
            room *= 2
        self._room = min(room, self.context)
        parameters = genai.GeneratorParams(self._model)
        parameters.set_search_options(max_length=self._room)
        with told_in_words("Shorten the conversation."):
            self._generator = genai.Generator(self._model, parameters)
        return False

    def forget(self, length: int) -> bool:
        """See ``ConversationModel``."""
        try:
            self._generator.rewind_to(length)
        except RuntimeError:  # a sliding window has lost what came before
            self._generator, self._room = None, 0
            return False
        return True

    def read(self, tokens: Sequence[int]) -> Logits:
        """See ``ConversationModel``."""
        with told_in_words("Shorten the conversation."):
            self._generator.append_tokens(np.asarray(tokens, dtype=np.int32))
            logits: Logits = self._generator.get_logits().reshape(-1)
            return logits


def _load(files: ModelFiles, options: ServeOptions) -> Any:
    wanted = providers(files.genai or {})
    if not wanted or options.gpu_layers == 0:
        return _load_on_cpu(files, options)
    try:
        return genai.Model(_config(files, options))
    except RuntimeError as error:
        print(f"{wanted[0]}: {error}; trying the CPU", file=sys.stderr, flush=True)
    try:
        return _load_on_cpu(files, options)
    except CannotLoad as error:
        raise CannotLoad(
            "unsupported_model",
            f"{files.name} is made for {wanted[0]}, which cannot be used here, and does not run "
            f"on the CPU: {error.message}",
            "Get the variant of the model that is made for CPUs, or install the onnxruntime-genai "
            f"for {wanted[0]}.",
        ) from error


def _load_on_cpu(files: ModelFiles, options: ServeOptions) -> Any:
    config = _config(files, options)
    config.clear_providers()
    return genai.Model(config)


def _config(files: ModelFiles, options: ServeOptions) -> Any:
    config = genai.Config(str(files.folder))
    if options.threads:
        threads = {"intra_op_num_threads": options.threads}
        config.overlay(json.dumps({"model": {"decoder": {"session_options": threads}}}))
    return config
