"""Keeps what the last requests have computed, so that the next turn of a chat need not again."""

from collections.abc import Sequence
from typing import Any

from runtimes.transformers_engine.forward import Forward, Memory
from runtimes.transformers_engine.memory import free_memory

_MAY_BE_LOST = 0.5
"""Of a conversation, before it is copied rather than shortened. An answer that comes back as part
of a prompt is often cut into other tokens, and then the rest of it is of no more use."""
_WORTH_WAITING = 64
"""Tokens that somebody else is about to read."""
_WORTH_A_LOSS = 32
"""Tokens that are worth more of a conversation that cannot be copied; fewer are soon read again."""
_PART_OF_FREE_MEMORY, _MOST = 1 / 8, 4 * 2**30


def cache_limit(device: str) -> int:
    """Bytes that conversations may take that nobody goes on with now, beside the loaded model."""
    return min(_MOST, int(free_memory(device) * _PART_OF_FREE_MEMORY))


class PromptCache:
    """Some conversations; the one that was not used for the longest time goes first, and the last
    one stays, whatever its size."""

    def __init__(self, forward: Forward, limit_bytes: int) -> None:
        self._forward, self._limit = forward, limit_bytes
        self._kept: list[Memory] = []
        self._lent: list[Memory] = []

    @property
    def size_bytes(self) -> int:
        return sum(memory.size_bytes for memory in self._kept)

    def empty(self) -> Any:
        """A memory that knows nothing."""
        return self._forward.empty()

    def take(self, prompt: Sequence[int], *, reuse: bool) -> tuple[Any, int]:
        """A memory to go on with, and how many tokens of the prompt it knows already.

        At least one token is left to be read, since the model must say what follows it. The
        memory belongs to the caller until it is given back.
        """
        memory, known = self._found(prompt) if reuse else (None, 0)
        self._lent.append(memory or self.empty())
        return self._lent[-1], known

    def keep(self, memory: Memory) -> None:
        """Give a memory back, to be used again."""
        self.drop(memory)
        if memory.tokens:
            self._kept = [one for one in self._kept if not _begins(one.tokens, memory.tokens)]
            self._kept.append(memory)
        while len(self._kept) > 1 and self.size_bytes > self._limit:
            del self._kept[0]

    def drop(self, memory: Memory) -> None:
        """Give a memory back that is of no more use."""
        self._lent = [one for one in self._lent if one is not memory]

    def will_know(self, prompt: Sequence[int], reading: Memory, tokens: Sequence[int]) -> bool:
        """Whether it is worth waiting for somebody else, who reads those tokens into that memory,
        since the prompt begins with the same."""
        common = min(shared(tokens, prompt), len(prompt) - 1)
        return self._forward.copies and len(reading.tokens) + _WORTH_WAITING <= common

    def clear(self) -> None:
        """Keep nothing."""
        self._kept.clear()

    def _found(self, prompt: Sequence[int]) -> tuple[Memory | None, int]:
        """The memory that knows most of a prompt, and how much."""
        every = [*self._kept, *self._lent]
        shares = [(min(shared(one.tokens, prompt), len(prompt) - 1), one) for one in every]
        for known, memory in sorted(shares, key=lambda share: -share[0]):
            if known and (begun := self._begun(memory, known)):
                return begun, known
        return None, 0

    def _begun(self, memory: Memory, known: int) -> Memory | None:
        """The memory, or a copy where another conversation goes on behind what is shared; nothing
        where that one would be lost for little."""
        if memory not in self._kept:
            return memory.copy(known)
        if len(memory.tokens) - known > _MAY_BE_LOST * len(memory.tokens):
            if copied := memory.copy(known):
                self._kept.append(self._kept.pop(self._kept.index(memory)))  # it was of use
                return copied
            if known < _WORTH_A_LOSS:
                return None
        if not memory.shortened(known):
            return None
        self._kept.remove(memory)
        return memory


def _begins(beginning: Sequence[int], tokens: Sequence[int]) -> bool:
    return shared(beginning, tokens) == len(beginning)


def shared(left: Sequence[int], right: Sequence[int]) -> int:
    """Length of the common beginning; found by halves, which costs little for long lists."""
    same, unknown = 0, min(len(left), len(right))
    while same < unknown:
        middle = (same + unknown + 1) // 2
        if left[same:middle] == right[same:middle]:
            same = middle
        else:
            unknown = middle - 1
    return same
