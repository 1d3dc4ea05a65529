"""Finds stop strings in text that arrives in pieces. Pure."""

from collections.abc import Sequence


class StopFilter:
    """Lets text through, holds back what may become a stop string, and cuts at the first one."""

    def __init__(self, stops: Sequence[str]) -> None:
        self._stops = [stop for stop in stops if stop]
        self._held = ""
        self.found = ""
        """The stop string that was met; empty until then."""

    def feed(self, text: str) -> str:
        """What may be sent now. After a stop string was found, nothing more must be fed."""
        self._held += text
        hits = [(at, stop) for stop in self._stops if (at := self._held.find(stop)) >= 0]
        if hits:
            at, self.found = min(hits)
            return self._release(at)
        return self._release(len(self._held) - self._doubtful_length())

    def flush(self) -> str:
        """What was held back, when no more text comes."""
        return "" if self.found else self._release(len(self._held))

    def _release(self, length: int) -> str:
        released, self._held = self._held[:length], self._held[length:]
        return released

    def _doubtful_length(self) -> int:
        return max((overlap(self._held, stop) for stop in self._stops), default=0)


def overlap(text: str, stop: str) -> int:
    """Length of the longest end of ``text`` that begins ``stop``."""
    longest = min(len(text), len(stop) - 1)
    return next((n for n in range(longest, 0, -1) if text.endswith(stop[:n])), 0)
