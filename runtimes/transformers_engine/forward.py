"""What a forward pass of the model is to the batch, in whatever form the model remembers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeAlias, TypeVar

from runtimes.serving.engine import GenerationFailed
from runtimes.serving.sampling import Logits


class Memory(Protocol):
    """What a model has computed of one conversation.

    Attributes:
        tokens: those that it has read.
    """

    tokens: list[int]

    @property
    def size_bytes(self) -> int: ...

    def shortened(self, length: int) -> bool:
        """Forget the tokens after the first ``length``; false where that cannot be done."""
        ...

    def copy(self, length: int) -> Self | None:
        """Another conversation with the same first tokens; ``None`` where there can be none."""
        ...


M = TypeVar("M", bound=Memory)


@dataclass(frozen=True, slots=True)
class Reading(Generic[M]):
    """Tokens, at least one, that the model is to read after those of the memory."""

    memory: M
    tokens: Sequence[int]


Said: TypeAlias = list[Logits | GenerationFailed]
"""What comes of some readings."""


class Forward(Protocol):
    """Runs the model.

    Attributes:
        copies: whether its memories can be copied.
    """

    copies: bool

    def empty(self) -> Any:
        """The ``Memory`` of a new conversation."""
        ...

    def read(self, readings: Sequence[Reading[Any]]) -> Said:
        """Read some more of several conversations, whose memories then know the tokens.

        Returns:
            For each the logits after its last token; or why it failed, after which its memory is
            of no more use.
        """
        ...
