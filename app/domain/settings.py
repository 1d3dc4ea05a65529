"""Every preference, once: its type, its default and what it may be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

API_PORT = 8155
PORTS = range(1024, 65_536)
"""Ports that a program may use without special rights."""


def _setting(
    default: Any,
    *,
    is_valid: Callable[[Any], bool] = lambda _: True,
    at_start: bool = False,
    is_secret: bool = False,
) -> Any:
    """
    Args:
        at_start: the program looks at it once, when it starts.
        is_secret: not for the eyes of whoever passes by.
    """
    metadata = {"is_valid": is_valid, "at_start": at_start, "is_secret": is_secret}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """The preferences of one person; their words are in ``app/ui/setting_labels.py``.

    Attributes:
        model_folders: searched at any depth, beside the program's own models folder.
        stores_off: keys of the stores whose models are not listed.
        api_token: when set, every API call must carry it as a bearer token.
        stall_timeout: seconds without any sign of progress after which a load is given up.
        allow_pickle: folders of models whose ``.bin`` files may be opened.
    """

    model_folders: tuple[str, ...] = _setting(())
    stores_off: tuple[str, ...] = _setting(())
    api_port: int = _setting(API_PORT, is_valid=PORTS.__contains__, at_start=True)
    api_token: str = _setting("", at_start=True, is_secret=True)
    stall_timeout: float = _setting(
        300.0, is_valid=lambda seconds: 1.0 <= seconds <= 86_400.0, at_start=True
    )
    allow_pickle: tuple[str, ...] = _setting(())
