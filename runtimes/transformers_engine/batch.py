"""Several conversations that go on side by side, as many as possible in each forward pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from runtimes.serving.engine import GenerationFailed
from runtimes.serving.sampling import Logits
from runtimes.transformers_engine.forward import Forward, Reading

CHUNK = 512
"""Tokens of prompts in one pass: short enough to be broken off, long enough to be fast."""
CHUNK_BESIDE = 128
"""The same while others are being answered, who wait for it."""


@dataclass(eq=False, slots=True)
class Conversation:
    """One of them.

    Attributes:
        unread: tokens that the model has yet to read.
        logits: after the last token that it has read.
        is_fresh: something was read that the owner has not taken note of.
        failure: why it cannot go on.
    """

    memory: Any
    unread: Sequence[int]
    logits: Logits | None = None
    is_fresh: bool = False
    failure: GenerationFailed | None = None

    @property
    def waits(self) -> bool:
        return bool(self.unread) and not self.is_fresh

    def note(self, count: int, said: Logits | GenerationFailed) -> None:
        """So many tokens were read, or could not be."""
        self.is_fresh = True
        if isinstance(said, GenerationFailed):
            self.failure = said
        else:
            self.unread, self.logits = self.unread[count:], said


class Batch:
    """Reads for one conversation what it must know next, and for the others on the way."""

    def __init__(self, forward: Forward) -> None:
        self._forward = forward
        self._open: list[Conversation] = []

    def open(self, memory: Any, unread: Sequence[int]) -> Conversation:
        conversation = Conversation(memory, unread)
        self._open.append(conversation)
        return conversation

    def close(self, conversation: Conversation) -> None:
        self._open.remove(conversation)

    def read_some(self, conversation: Conversation) -> None:
        """Have some of what the conversation must read be read, if that has not happened yet.

        Raises:
            GenerationFailed: from the model.
        """
        if not conversation.is_fresh:
            self._pass(conversation)
        conversation.is_fresh = False
        if conversation.failure:
            raise conversation.failure

    def _pass(self, first: Conversation) -> None:
        others = [one for one in self._open if one is not first and one.waits]
        chosen = _share([first, *others])
        readings = [Reading(one.memory, one.unread[:count]) for one, count in chosen]
        for (one, count), said in zip(chosen, self._forward.read(readings), strict=True):
            one.note(count, said)


def _share(waiting: Sequence[Conversation]) -> list[tuple[Conversation, int]]:
    """How many tokens each may read in one pass: answers go on, prompts share what is left."""
    answering = sum(len(one.unread) == 1 for one in waiting)
    left = CHUNK_BESIDE if answering else CHUNK
    shares = []
    for one in waiting:
        count = 1 if len(one.unread) == 1 else min(left, len(one.unread))
        left -= count if len(one.unread) > 1 else 0
        if count:
            shares.append((one, count))
    return shares
