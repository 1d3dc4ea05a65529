"""What a model's answer consists of once its own marks are read: text, reasoning, tool calls."""

import secrets
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

_ALPHABET = string.ascii_letters + string.digits
_ID_LENGTH = 9  # Mistral's chat templates refuse any other


def _new_id() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))


@dataclass(frozen=True, slots=True)
class Content:
    """Text for the reader."""

    text: str


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What the model thought before it answered."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a tool. ``arguments`` is the text of a JSON object, or its beginning, which
    ``MoreArguments`` continue."""

    name: str
    arguments: str
    id: str = field(default_factory=_new_id, compare=False)


@dataclass(frozen=True, slots=True)
class MoreArguments:
    """Continues the arguments of the call that came last."""

    text: str


AnswerPart: TypeAlias = Content | Reasoning | Call | MoreArguments


class AnswerReader(Protocol):
    """Reads one answer that arrives in pieces. Nothing of it is lost: what looks like a call and
    is none comes out as content."""

    def feed(self, text: str) -> Iterator[AnswerPart]:
        """What is certain by now."""
        ...

    def finish(self) -> Iterator[AnswerPart]:
        """The rest, when no more text comes."""
        ...
