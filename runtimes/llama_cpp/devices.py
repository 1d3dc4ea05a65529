"""``--list-devices``: the graphics cards this build can use, in llama-server's own words."""

from collections.abc import Iterator, Mapping
from typing import Any

_MIB = 1024 * 1024


def device_lines() -> Iterator[str]:
    """As b11549 prints them."""
    import xllamacpp

    cpu = xllamacpp.ggml_backend_dev_type.GGML_BACKEND_DEVICE_TYPE_CPU
    cards = [device for device in xllamacpp.get_device_info() if device["type"] != cpu]
    yield "Available devices:"
    yield from map(_line, cards) if cards else ["  (none)"]


def _line(device: Mapping[str, Any]) -> str:
    total, free = device["memory_total"] // _MIB, device["memory_free"] // _MIB
    return f"  {device['name']}: {device['description']} ({total} MiB, {free} MiB free)"
