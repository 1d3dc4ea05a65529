"""Every preference, once: its type, its default and the words that explain it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

API_PORT = 8155
PORTS = range(1024, 65_536)
"""Ports that a program may use without special rights."""


def _setting(
    default: Any,
    label: str,
    *,
    explain: str = "",
    is_valid: Callable[[Any], bool] = lambda _: True,
    at_start: bool = False,
) -> Any:
    """``at_start``: the program looks at it once, when it starts."""
    metadata = {"label": label, "explain": explain, "is_valid": is_valid, "at_start": at_start}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """The preferences of one person. The metadata of each field feeds the preferences page."""

    model_folders: tuple[str, ...] = _setting(
        (), "Model folders", explain="Searched at any depth, beside ModelTray's own models folder."
    )
    stores_off: tuple[str, ...] = _setting(
        (), "Programs whose models are not listed", explain="Such as ollama or lm-studio."
    )
    api_port: int = _setting(
        API_PORT, "Port of the control API", is_valid=PORTS.__contains__, at_start=True
    )
    api_token: str = _setting(
        "",
        "API token",
        explain="When set, every API call must carry it as a bearer token.",
        at_start=True,
    )
    stall_timeout: float = _setting(
        300.0,
        "Give up a load after this many seconds without any sign of progress",
        is_valid=lambda seconds: 1.0 <= seconds <= 86_400.0,
        at_start=True,
    )
    allow_pickle: tuple[str, ...] = _setting(
        (),
        "Folders of models whose .bin files may be opened",
        explain="PyTorch .bin files can carry code.",
    )
