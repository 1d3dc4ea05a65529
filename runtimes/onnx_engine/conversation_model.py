"""What the decode loop needs of a model."""

from collections.abc import Sequence
from typing import Protocol

from runtimes.serving.sampling import Logits


class ConversationModel(Protocol):
    """A model, and the one conversation that it has read. For one thread.

    Attributes:
        device: where it computes, such as ``cpu``.
        context: most tokens.
    """

    device: str
    context: int

    def reserve(self, length: int) -> bool:
        """Make room for so many tokens; whether what was read is still known.

        Raises:
            GenerationFailed: out of memory.
        """
        ...

    def forget(self, length: int) -> bool:
        """Go back to the first ``length`` tokens; false when that cannot be done, and nothing is
        known any more."""
        ...

    def read(self, tokens: Sequence[int]) -> Logits:
        """Read on; what may follow the last token.

        Raises:
            GenerationFailed: out of memory, and the like.
        """
        ...
