"""What comes out of an engine."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TypeAlias


class GenerationFailed(Exception):
    """The engine could not go on; the message is a sentence for the client."""


@dataclass(frozen=True, slots=True)
class PromptProgress:
    """Tokens of the prompt read so far; ``cached`` of them were known already."""

    done: int
    cached: int


@dataclass(frozen=True, slots=True)
class Score:
    """Natural logarithm of a token's probability, before temperature and the like."""

    token: int
    logprob: float


@dataclass(frozen=True, slots=True)
class TokenScores:
    """The score of the token that was chosen, and of the likeliest ones, best first."""

    chosen: Score
    top: Sequence[Score]


@dataclass(frozen=True, slots=True)
class Token:
    """One generated token.

    Attributes:
        text: what it completes: empty for half a character and for special tokens.
        is_end: the model ended its answer with it.
        scores: when asked for.
    """

    id: int
    text: str
    is_end: bool = False
    scores: TokenScores | None = None


@dataclass(frozen=True, slots=True)
class Rank:
    """How well a document answers a query: higher is better, without bounds. ``tokens`` were
    read."""

    score: float
    tokens: int


Steps: TypeAlias = Generator[PromptProgress | Token, None, None]
"""One generation as it goes."""
