"""Puts a LoRA adapter into the weights of the model that it was made for."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from transformers import modeling_utils
from transformers.models.auto import auto_factory

from runtimes.serving.engine import CannotLoad
from runtimes.transformers_engine.memory import OUT_OF_MEMORY, is_out_of_memory


@contextmanager
def without_adapters() -> Iterator[None]:
    """While it lasts, transformers looks for no adapter in the folder of a model. It would take
    the path of the model from the adapter's file, wherever that leads."""
    found, loaded = auto_factory.find_adapter_config_file, modeling_utils.maybe_load_adapters
    auto_factory.find_adapter_config_file = lambda *_arguments, **_named: None
    modeling_utils.maybe_load_adapters = lambda path, _kwargs, **named: (None, path, named)
    try:
        yield
    finally:
        auto_factory.find_adapter_config_file = found
        modeling_utils.maybe_load_adapters = loaded


def with_adapter(model: Any, adapter: Path) -> Any:
    """The model with the adapter in its weights, so that it is as fast as without one.

    Raises:
        CannotLoad: the adapter does not fit, or what reads it is missing.
    """
    try:
        from peft import PeftModel
    except ImportError as error:
        raise CannotLoad(
            "engine_missing",
            f"The adapter {adapter.name} cannot be read: {error}.",
            'Install what is missing with: pip install "modeltray[transformers]"',
        ) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of transformers, about peft
            return PeftModel.from_pretrained(model, str(adapter)).merge_and_unload()
    except Exception as error:
        if is_out_of_memory(error):
            raise CannotLoad("out_of_memory", OUT_OF_MEMORY, "Close other programs.") from error
        reason = " ".join(str(error).split())[:300]
        raise CannotLoad(
            "damaged_file",
            f"The adapter {adapter.name} does not fit the model: {reason}",
            "Take the model that it was made for, or download the adapter again.",
        ) from error
