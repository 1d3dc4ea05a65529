"""Small JSON files from strangers."""

import json
import re
from pathlib import Path
from typing import Any

from app.domain.errors import InvalidModel
from app.domain.formats.header import DOWNLOAD_AGAIN, damaged

_LIMIT = 64 * 1024 * 1024
"""Bytes; the index of the largest models has about 10 MB."""

# "\\ud83d" alone is no character, and cannot be written to any file or socket.
_LONE_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def read_json(path: Path) -> dict[str, Any]:
    """The object in the file.

    Raises:
        InvalidModel: it is too large or holds no JSON object.
        OSError
    """
    with path.open("rb") as file:
        content = file.read(_LIMIT + 1)
    if len(content) > _LIMIT:
        raise InvalidModel(f"{path.name} is too large to be right.", hint=DOWNLOAD_AGAIN)
    try:
        value = json.loads(content.decode("utf-8-sig"))
        if _LONE_SURROGATE.search(content):
            value = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise damaged(path, "it is not JSON") from None
    if not isinstance(value, dict):
        raise damaged(path, "it does not hold a JSON object")
    return value
