"""The graphics cards that llama.cpp can use, from what it prints after ``--list-devices``.

Available devices:
  CUDA0: NVIDIA GeForce RTX 4060 (8187 MiB, 7043 MiB free)
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.hardware import Gpu, Hardware

_MIB = 1024 * 1024
_HEAD = "Available devices:"
_DEVICE = re.compile(
    r"\s+(?P<id>\w+): (?P<name>.+) \((?P<total>\d{1,9}) MiB, (?P<free>\d{1,9}) MiB free\)"
)
_CARDS = ("CUDA", "ROCm", "HIP", "MUSA", "Vulkan", "Metal", "MTL", "SYCL", "OpenCL", "CANN")
"""Names of back ends; others (``RPC``, ``BLAS``) are not cards of this computer."""


def read_devices(lines: Iterable[str]) -> tuple[Gpu, ...] | None:
    """The cards; ``None`` where the lines are no such list."""
    lines = list(lines)
    if _HEAD not in (line.strip() for line in lines):
        return None
    found = filter(None, map(_DEVICE.fullmatch, lines))
    return tuple(
        Gpu(match["name"], int(match["total"]) * _MIB, int(match["free"]) * _MIB)
        for match in found
        if match["id"].rstrip("0123456789") in _CARDS
    )


def with_devices(measured: Hardware, listed: Sequence[Gpu] | None) -> Hardware:
    """The hardware with the cards that llama.cpp can use and no others.

    A card that was measured just now keeps those numbers: the list tells what was free once.

    Args:
        listed: ``None`` where llama.cpp has not told; then what was measured is taken.
    """
    if listed is None:
        return measured
    left = list(measured.gpus)
    cards = []
    for card in listed:
        same = next((each for each in left if each.name == card.name), None)
        if same is not None:
            left.remove(same)
        cards.append(same or card)
    return replace(measured, gpus=tuple(cards))
