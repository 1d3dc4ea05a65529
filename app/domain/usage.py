"""How many tokens a model has written since it was loaded, read from its own pages.

llama-server adds an answer to ``/metrics`` when it is complete (seen in b11549); what is written of
the answers under way stands in ``/slots``. Together they only ever grow, so the difference of two
looks is what was written between them. Our own runners tell it the same way.
"""

import json
import re
from dataclasses import dataclass

_TOTAL = re.compile(
    rb"^llamacpp:tokens_predicted_total (\d+(?:\.\d+)?(?:e\+\d+)?)\s*$", re.MULTILINE
)
_LIMIT = 10**15
"""More tokens than any model writes; a page that claims more is not believed."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was there at one moment.

    Attributes:
        at: seconds, of any clock that only goes forward.
        tokens: written since the model was loaded.
    """

    at: float
    tokens: int


def speed_between(before: Look, now: Look) -> float:
    """Tokens a second between two looks; an answer that was broken off takes some away again."""
    seconds = now.at - before.at
    return max(0.0, (now.tokens - before.tokens) / seconds) if seconds > 0 else 0.0


def complete_tokens(metrics: bytes) -> int | None:
    """Tokens of complete answers, from ``/metrics``; ``None`` where the page does not tell."""
    found = _TOTAL.search(metrics)
    return int(float(found[1])) if found and float(found[1]) < _LIMIT else None


def unfinished_tokens(slots: bytes) -> int | None:
    """Tokens of answers under way, from ``/slots``; ``None`` where the page does not tell."""
    try:
        entries = json.loads(slots)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entries, list):
        return None
    busy = (entry for entry in entries if isinstance(entry, dict) and entry.get("is_processing"))
    return sum(_decoded(entry.get("next_token")) for entry in busy)


def _decoded(next_token: object) -> int:
    """Older servers write an object, newer ones a list of one."""
    first = next_token[0] if isinstance(next_token, list) and next_token else next_token
    count = first.get("n_decoded") if isinstance(first, dict) else None
    return count if type(count) is int and 0 <= count < _LIMIT else 0
