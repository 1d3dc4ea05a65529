"""What an engine is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is chosen; the defaults are llama-server's (common/common.h).

    Attributes:
        temperature: 0 or less takes the likeliest token, always.
        top_k: 0 or less keeps the whole vocabulary.
        repeat_last_n: how many tokens back the penalties look; -1 all, 0 none.
        seed: ``None`` draws one.
        logit_bias: token to what is added to its logit; ``-inf`` bans it.
        ignore_eos: never end by itself.
    """

    temperature: float = 0.8
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.0
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    repeat_last_n: int = 64
    seed: int | None = None
    logit_bias: Mapping[int, float] = field(default_factory=dict)
    ignore_eos: bool = False


class BadConstraint(Exception):
    """A schema or grammar that cannot be obeyed; the message is a sentence for the client."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What an answer must look like; exactly one of the two is given.

    Attributes:
        schema: text of a JSON schema.
        grammar: llama.cpp's GBNF.
    """

    schema: str = ""
    grammar: str = ""


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """One answer to one prompt.

    Attributes:
        prompt: token ids, at least one, fewer than the model's context.
        max_tokens: most tokens to yield; 0 only reads the prompt.
        reuse_prompt: whether what is left of the last request may be used again.
        shown_tokens: special tokens whose text belongs to the answer; others give none.
        top_scores: how many of the likeliest tokens to tell with each token; ``None`` tells
            nothing about probabilities.
        constraint: given only to engines that obey it.
        end_tokens: end this answer, beside those that end every answer.
        time_limit_ms: after that long, and at least one line, it is enough; the engine need not
            look at it.
        view: of the pictures in the prompt, as the engine has made it.
    """

    prompt: Sequence[int]
    max_tokens: int
    sampling: Sampling = field(default_factory=Sampling)
    reuse_prompt: bool = True
    shown_tokens: frozenset[int] = frozenset()
    top_scores: int | None = None
    constraint: Constraint | None = None
    end_tokens: frozenset[int] = frozenset()
    time_limit_ms: float | None = None
    view: Any = None
