"""Sessions of plain ONNX Runtime: made from a file, with what the graph takes and gives."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from runtimes.onnx_engine.model_files import ModelFiles, number
from runtimes.serving.engine import CannotLoad
from runtimes.serving.options import ServeOptions

_QUIET = 3
"""Errors alone; warnings tell of nodes that were put elsewhere (ORT_LOGGING_LEVEL_ERROR)."""
_TYPES: Mapping[str, type[np.generic]] = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
    "tensor(int64)": np.int64,
    "tensor(int32)": np.int32,
    "tensor(bool)": np.bool_,
}
PAST = "past_key_values."
"""What the names of the inputs start with that hold keys and values."""
Array: TypeAlias = NDArray[Any]


def open_session(files: ModelFiles, options: ServeOptions) -> Any:
    """Load the graph, on the CPU."""
    settings = onnxruntime.SessionOptions()
    settings.log_severity_level = _QUIET
    if options.threads:
        settings.intra_op_num_threads = options.threads
    return onnxruntime.InferenceSession(
        str(files.graph), settings, providers=["CPUExecutionProvider"]
    )


def check_inputs(session: Any, files: ModelFiles, known: Sequence[str]) -> None:
    """Refuse a graph that takes something else than text.

    Args:
        known: names of inputs that can be given, beside keys and values.

    Raises:
        CannotLoad: naming what is missing.
    """
    names = [one.name for one in session.get_inputs()]
    unknown = [name for name in names if name not in known and not name.startswith(PAST)]
    odd = [one.name for one in session.get_inputs() if one.type not in _TYPES]
    if unknown or odd or "input_ids" not in names:
        what = ", ".join(unknown[:3] or odd[:3]) or "something else than input_ids"
        raise CannotLoad(
            "unsupported_model",
            f"{files.graph.name} of {files.name} takes {what}, which this runner cannot give.",
            "Take a language or embedding model with one graph, or one with a genai_config.json.",
        )


def type_of(value: Any) -> type[np.generic]:
    """The numpy type of an input."""
    return _TYPES[value.type]


def empty_past(value: Any, config: Mapping[str, Any], batch: int = 1) -> Array:
    """What a graph is given for keys or values before it has read anything: shape (batch, heads, 0,
    width).

    Args:
        value: the input; sizes that have no number in it are taken from the configuration.
        config: ``config.json``.

    Raises:
        CannotLoad: neither of them tells.
    """
    attention = number(config, "num_attention_heads")
    heads = number(config, "num_key_value_heads") or attention
    width = number(config, "head_dim") or number(config, "hidden_size") // max(attention, 1)
    sizes = [size if isinstance(size, int) else 0 for size in value.shape]
    if len(sizes) != 4 or not (sizes[1] or heads) or not (sizes[3] or width):
        raise CannotLoad(
            "unsupported_model",
            f"The graph keeps what it has read in {value.name}, in a form that this runner does "
            "not know.",
            "Take another export of the model, or one with a genai_config.json.",
        )
    return np.zeros([batch, sizes[1] or heads, 0, sizes[3] or width], dtype=type_of(value))
