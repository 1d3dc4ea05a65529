"""Says in words why transformers could not load a model."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import transformers

from runtimes.serving.engine import CannotLoad
from runtimes.transformers_engine.checkpoint import Checkpoint, needs_code
from runtimes.transformers_engine.memory import is_out_of_memory

NEEDS_CODE = "trust_remote_code"  # transformers 5.24: dynamic_module_utils.py
# transformers 5.24: models/auto/auto_factory.py, models/auto/configuration_auto.py,
# modeling_gguf_pytorch_utils.py.
_UNKNOWN_ARCHITECTURE = (
    "Unrecognized configuration class",
    "does not recognize this architecture",
    "is not supported yet",
    "Unrecognized model",
)


@contextmanager
def told_in_words(
    checkpoint: Checkpoint, too_large: Callable[[], tuple[str, str]]
) -> Iterator[None]:
    """Turn whatever transformers raises into ``CannotLoad``.

    Args:
        too_large: what to say when memory ran out, and what to do then.
    """
    try:
        yield
    except CannotLoad:
        raise
    except Exception as error:
        if is_out_of_memory(error):
            raise CannotLoad("out_of_memory", *too_large()) from error
        raise _reason(checkpoint, error) from error


def _reason(checkpoint: Checkpoint, error: Exception) -> CannotLoad:
    words = " ".join(str(error).split())
    if NEEDS_CODE in words:
        return needs_code(checkpoint.folder)
    if any(sign in words for sign in _UNKNOWN_ARCHITECTURE):
        return CannotLoad(
            "unknown_architecture",
            f"transformers {transformers.__version__} cannot run the architecture of "
            f"{checkpoint.name}.",
            "Update transformers, or get the model as GGUF.",
        )
    return CannotLoad(
        "damaged_file",
        f"transformers cannot read {checkpoint.name}: {words[:300]}",
        "Download the model again.",
    )
