"""The person's access token, without the token."""

import re
from enum import StrEnum

from app.domain.errors import InvalidOption

_TOKEN = re.compile(r"[\x21-\x7e]{8,512}")
"""What a header can carry; the Hub's own look like ``hf_...``."""


class TokenKeeping(StrEnum):
    """``unknown`` until it is first needed; ``session`` is gone when the program ends."""

    UNKNOWN = "unknown"
    NONE = "none"
    KEYRING = "keyring"
    SESSION = "session"


def checked_token(text: str) -> str:
    """The token without the blanks around it; empty to forget the one that is kept.

    Raises:
        InvalidOption: that is no token. It is not repeated in the message.
    """
    token = text.strip()
    if token and not _TOKEN.fullmatch(token):
        raise InvalidOption(
            "That is not an access token of the Hub.",
            hint="Copy it from the page Access Tokens of your account; it begins with hf_.",
        )
    return token
