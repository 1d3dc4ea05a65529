"""What an engine makes of a prompt with pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class BadPicture(Exception):
    """A picture that cannot be looked at; the message is a sentence for the client."""


@dataclass(frozen=True, slots=True)
class PicturePrompt:
    """A prompt that a model can see.

    Attributes:
        tokens: the whole prompt, with those that stand for the pictures.
        view: what the engine needs to generate; nobody else looks into it.
    """

    tokens: Sequence[int]
    view: Any
