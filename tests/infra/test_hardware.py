"""What this computer says about itself."""

import sys
from pathlib import Path

import psutil
import pytest

from app.domain.hardware import Gpu
from app.infra import hardware
from app.infra.hardware import read_hardware

NVML = """
class NVMLError(Exception): pass
class Memory: total, free = 24 * 2**30, 20 * 2**30
def nvmlInit(): {init}
def nvmlDeviceGetCount(): return 2
def nvmlDeviceGetHandleByIndex(number): return number
def nvmlDeviceGetMemoryInfo(handle): {info}
def nvmlDeviceGetName(handle): return {name}
"""


def test_memory_is_what_the_system_says() -> None:
    found = read_hardware()
    assert found.ram_total == psutil.virtual_memory().total
    assert 0 < found.ram_free <= found.ram_total
    assert found.gpu_free == sum(gpu.free for gpu in found.gpus)


@pytest.mark.parametrize(
    ("init", "info", "name", "cards"),
    [
        ("pass", "return Memory", "'RTX 4090'", (Gpu("RTX 4090", 24 * 2**30, 20 * 2**30),) * 2),
        ("pass", "return Memory", "b'RTX \\xff'", (Gpu("RTX �", 24 * 2**30, 20 * 2**30),) * 2),
        ("raise NVMLError('no driver')", "return Memory", "''", ()),
        ("pass", "raise NVMLError('lost')", "''", ()),
    ],
)
def test_nvidias_own_library_is_asked_where_it_is_installed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    init: str,
    info: str,
    name: str,
    cards: tuple[Gpu, ...],
) -> None:
    module = NVML.format(init=init, info=info, name=name)
    (tmp_path / "pynvml.py").write_text(module, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "pynvml", raising=False)
    hardware._nvml.cache_clear()
    try:
        assert read_hardware().gpus == cards
    finally:
        sys.modules.pop("pynvml", None)
        hardware._nvml.cache_clear()
