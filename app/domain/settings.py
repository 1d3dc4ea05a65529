"""Every preference, once: its type, its default and what it may be."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

API_PORT = 8155
PORTS = range(1024, 65_536)
"""Ports that a program may use without special rights."""


HUB_ENDPOINT = "https://huggingface.co"
_ENDPOINT = re.compile(
    r"(https://[A-Za-z0-9.-]+|http://(127\.0\.0\.1|localhost|\[::1\]))(:\d{1,5})?"
)


def is_hub_endpoint(address: str) -> bool:
    """Whether that may be a Hub: https, so that nobody can change what is fetched on the way; or
    a server on this computer."""
    return _ENDPOINT.fullmatch(address) is not None


def is_full_path(text: str) -> bool:
    """Whether the text is empty or names a folder from the root of a disk."""
    return not text or (Path(text).is_absolute() and "\0" not in text)


def _setting(
    default: Any,
    *,
    is_valid: Callable[[Any], bool] = lambda _: True,
    choices: tuple[str, ...] = (),
    at_start: bool = False,
    is_secret: bool = False,
    is_folder: bool = False,
) -> Any:
    """
    Args:
        choices: all the values there are, where they are few.
        at_start: the program looks at it once, when it starts.
        is_secret: not for the eyes of whoever passes by.
        is_folder: the path of a folder, or several.
    """
    if choices:
        is_valid = choices.__contains__
    metadata = {
        "is_valid": is_valid,
        "choices": choices,
        "at_start": at_start,
        "is_secret": is_secret,
        "is_folder": is_folder,
    }
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """The preferences of one person; their words are in ``app/ui/setting_labels.py``.

    Attributes:
        language: of tray and window, ``en`` or ``bn``; empty for the system's.
        model_folders: searched at any depth, beside the program's own models folder.
        stores_off: keys of the stores whose models are not listed.
        api_token: when set, every API call must carry it as a bearer token.
        stall_timeout: seconds without any sign of progress after which a load is given up.
        load_on_demand: a request to a model that is not loaded loads it.
        unload_after: minutes without a request after which a model goes that a request had loaded;
            0 for never.
        allow_pickle: folders of models whose ``.bin`` files may be opened.
        hub_endpoint: where models are searched for and fetched from.
        downloads_folder: where fetched models are put; empty for the program's models folder.
        downloads_at_once: how many models are fetched at the same time.
    """

    language: str = _setting("", choices=("", "en", "bn"))
    model_folders: tuple[str, ...] = _setting((), is_folder=True)
    stores_off: tuple[str, ...] = _setting(())
    api_port: int = _setting(API_PORT, is_valid=PORTS.__contains__, at_start=True)
    api_token: str = _setting("", at_start=True, is_secret=True)
    stall_timeout: float = _setting(
        300.0, is_valid=lambda seconds: 1.0 <= seconds <= 86_400.0, at_start=True
    )
    load_on_demand: bool = _setting(True)
    unload_after: int = _setting(60, is_valid=range(100_000).__contains__)
    allow_pickle: tuple[str, ...] = _setting(())
    hub_endpoint: str = _setting(HUB_ENDPOINT, is_valid=is_hub_endpoint)
    downloads_folder: str = _setting("", is_valid=is_full_path, is_folder=True)
    downloads_at_once: int = _setting(2, is_valid=range(1, 9).__contains__)
