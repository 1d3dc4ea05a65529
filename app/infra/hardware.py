"""Measures the memory of this computer and of its graphics cards."""

import importlib
import logging
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import psutil

from app.domain.hardware import Gpu, Hardware

_log = logging.getLogger("app")


def read_hardware() -> Hardware:
    """The memory as it is now. May be called from any thread; takes well under a millisecond, but
    longer the first time, when the driver of a graphics card wakes up."""
    memory = psutil.virtual_memory()
    return Hardware(memory.total, memory.available, _nvidia_cards(), _has_bfloat16())


def _nvidia_cards() -> tuple[Gpu, ...]:
    """None without NVIDIA's driver, or without its Python package, which is optional."""
    nvml = _nvml()
    if nvml is None:
        return ()
    try:
        return tuple(_card(nvml, number) for number in range(nvml.nvmlDeviceGetCount()))
    except nvml.NVMLError as error:
        _log.debug("The graphics cards cannot be asked: %s", error)
        return ()


def _card(nvml: ModuleType, number: int) -> Gpu:
    handle = nvml.nvmlDeviceGetHandleByIndex(number)
    memory, name = nvml.nvmlDeviceGetMemoryInfo(handle), nvml.nvmlDeviceGetName(handle)
    words = name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
    return Gpu(words, int(memory.total), int(memory.free))


@cache
def _nvml() -> ModuleType | None:
    """NVIDIA's management library, started."""
    try:
        nvml = importlib.import_module("pynvml")
    except ImportError:
        return None
    try:
        nvml.nvmlInit()
    except nvml.NVMLError as error:
        _log.info("There is no NVIDIA driver to ask: %s", error)
        return None
    return nvml


@cache
def _has_bfloat16() -> bool:
    """Whether the processor has instructions for it; where that cannot be told: no."""
    if sys.platform != "linux":
        return False
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_tile" in flags
