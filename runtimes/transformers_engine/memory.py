"""How much memory there is; tells running out of it from other failures, and says so."""

from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import torch

from runtimes.serving.engine import GenerationFailed

OUT_OF_MEMORY = "There is not enough memory for the model."
# c10/core/impl/alloc_cpu.cpp; the CPU allocator raises a plain RuntimeError.
_CPU_ALLOCATOR = ("not enough memory", "can't allocate memory", "DefaultCPUAllocator")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether the error means that memory ran out, on the CPU or on a GPU."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and any(word in str(error) for word in _CPU_ALLOCATOR)


def free_memory(device: str) -> int:
    """Bytes that are free where the model is: in RAM, or on a GPU such as ``cuda:0``."""
    if device.startswith("cuda"):
        return int(torch.cuda.mem_get_info(device)[0])
    return psutil.virtual_memory().available


@contextmanager
def memory_in_words(hint: str) -> Iterator[None]:
    """Turn whatever a model raises while it computes into ``GenerationFailed``."""
    try:
        yield
    except Exception as error:
        if is_out_of_memory(error):
            raise GenerationFailed(f"{OUT_OF_MEMORY} {hint}") from error
        raise GenerationFailed(
            f"The model failed while computing ({type(error).__name__})."
        ) from error
