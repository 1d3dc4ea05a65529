"""Reads the settings files of other programs, which may hold anything or not be there."""

import json
from pathlib import Path

_LARGEST = 1024 * 1024
"""Bytes; settings are a few thousand."""


def small_text(path: Path) -> str:
    """The text of a small file; empty when it cannot be read."""
    try:
        if not path.is_file():  # to open a pipe would be to wait for its writer
            return ""
        with path.open("rb") as file:
            return file.read(_LARGEST).decode("utf-8-sig", "replace")
    except (OSError, ValueError):
        return ""


def json_text(path: Path, key: str) -> str:
    """The text under a key of a JSON object; empty when there is none."""
    try:
        content = json.loads(small_text(path))
    except (ValueError, RecursionError):
        return ""
    value = content.get(key) if isinstance(content, dict) else None
    return value if isinstance(value, str) and "\0" not in value else ""


def ini_text(path: Path, key: str) -> str:
    """The value of the first line ``key=value``, as Qt writes its settings; empty without one."""
    for line in small_text(path).splitlines():
        name, _, value = line.partition("=")
        if name.strip() == key and "\0" not in value:
            return value.strip().strip('"').replace("\\\\", "\\")
    return ""
