"""Says in words what ONNX Runtime could not do. It raises many kinds of errors, all of them with a
text alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from runtimes.serving.engine import CannotLoad, GenerationFailed

_OUT_OF_MEMORY = "There is not enough memory for the model."
# onnxruntime 1.32: core/framework/bfc_arena.cc, allocator.cc; the C++ library's own.
_MEMORY_SIGNS = ("bad_alloc", "bad allocation", "Failed to allocate memory", "out of memory")
# onnxruntime 1.32: core/graph/model.cc; onnxruntime-genai 0.18: src/models/model.cpp.
_UNKNOWN_SIGNS = (
    "Unsupported model_type",
    "Could not find an implementation for",
    "is not a registered function/op",
    "Unsupported model IR version",
    "is under development and support for this is limited",
)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether the error means that memory ran out."""
    return isinstance(error, MemoryError) or any(sign in str(error) for sign in _MEMORY_SIGNS)


@contextmanager
def told_in_words(hint: str) -> Iterator[None]:
    """Turn whatever a model raises while it computes into ``GenerationFailed``.

    Args:
        hint: what to do when memory ran out.
    """
    try:
        yield
    except Exception as error:
        if is_out_of_memory(error):
            raise GenerationFailed(f"{_OUT_OF_MEMORY} {hint}") from error
        raise GenerationFailed(f"The model failed while computing: {_short(error)}") from error


@contextmanager
def load_told_in_words(name: str) -> Iterator[None]:
    """Turn whatever a load raises into ``CannotLoad``.

    Args:
        name: of the model.
    """
    try:
        yield
    except CannotLoad:
        raise
    except Exception as error:
        raise _reason(name, error) from error


def _reason(name: str, error: Exception) -> CannotLoad:
    if is_out_of_memory(error):
        return CannotLoad(
            "out_of_memory", _OUT_OF_MEMORY, "Close other programs, or take a smaller model."
        )
    if any(sign in str(error) for sign in _UNKNOWN_SIGNS):
        return CannotLoad(
            "unknown_architecture",
            f"ONNX Runtime cannot run {name}: {_short(error)}",
            "Update onnxruntime and onnxruntime-genai, or get the model in another format.",
        )
    return CannotLoad(
        "damaged_file",
        f"ONNX Runtime cannot read {name}: {_short(error)}",
        "Download the model again.",
    )


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
