"""Reads the pictures of a chat: data URIs, and nothing else. Pure.

Nothing is ever fetched and no file is opened: a page or a prompt could otherwise have this server
ask the home network, or read the disk.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from runtimes.serving.errors import bad_request

PICTURE_LIMIT = 20 * 1024 * 1024
"""Bytes of one picture file; what OpenAI takes at most."""
PICTURES_LIMIT = 32
_KINDS = ("image_url", "input_image", "image")


def is_picture(part: Mapping[str, Any]) -> bool:
    """Whether a part of a message's content is a picture, in a chat or in the Responses API."""
    return part.get("type") in _KINDS


def read_picture(part: Mapping[str, Any]) -> bytes:
    """The picture's file.

    Raises:
        ApiError: 400, it is none, or too large, or somewhere else.
    """
    given = part.get("image_url")
    address = given.get("url") if isinstance(given, Mapping) else given
    if not isinstance(address, str):
        raise bad_request("A picture needs 'image_url' with a 'url' that is a data URI.")
    if not address.startswith("data:"):
        raise bad_request(
            "Pictures are not fetched from elsewhere. Send the picture itself, as a data URI: "
            "data:image/png;base64,..."
        )
    return _decoded(address)


def _decoded(address: str) -> bytes:
    head, comma, text = address.partition(",")
    if not comma or not head.endswith(";base64"):
        raise bad_request("A picture's data URI must be in base64: data:image/png;base64,...")
    if len(text) > PICTURE_LIMIT * 4 // 3 + 4:
        raise bad_request(
            f"A picture is larger than {PICTURE_LIMIT // 1024**2} MiB. Send a smaller one."
        )
    try:
        raw = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise bad_request("A picture's data URI is not valid base64.") from None
    if not raw:
        raise bad_request("A picture is empty.")
    return raw
