"""What an engine must be able to do, and the values that go in and out.

Everything is engine-neutral: token ids are ints, text is str, nothing here is a tensor.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeAlias


class CannotLoad(Exception):
    """The model cannot be loaded.

    Attributes:
        kind: machine-readable name of the reason, such as ``unknown_architecture``.
        message: what happened, and to what.
        hint: what to do next.
    """

    def __init__(self, kind: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.kind, self.message, self.hint = kind, message, hint


class GenerationFailed(Exception):
    """The engine could not go on; the message is a sentence for the client."""


class Purpose(StrEnum):
    """What a model is for."""

    GENERATE = "completion"
    EMBED = "embedding"
    RANK = "rerank"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What clients may know about a loaded model.

    Attributes:
        path: the file or folder it was loaded from.
        context: most tokens, prompt and answer together.
        trained_context: what the model was trained for, in tokens; 0 when unknown.
        size_bytes: memory taken by the weights.
        data_type: of the weights, such as ``float32``.
        device: where the weights are, such as ``cpu`` or ``cuda:0``.
        chat_template: Jinja source; empty when the model has none.
        special_tokens: names that a template may use (``bos_token``, ...) to their text.
        engine: name and version, such as ``transformers 5.24.0``.
        purpose: models do one thing each; calls for another are refused before the engine.
        constrains: whether ``GenerationRequest.constraint`` is obeyed.
    """

    path: str
    context: int
    trained_context: int
    vocabulary: int
    embedding: int
    parameters: int
    size_bytes: int
    data_type: str
    device: str
    engine: str
    chat_template: str = ""
    special_tokens: Mapping[str, str] = field(default_factory=dict)
    purpose: Purpose = Purpose.GENERATE
    constrains: bool = False


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


class Engine(Protocol):
    """A model and what it runs on. ``load``, ``generate``, ``embed`` and ``rank`` are called from
    one thread only; the others from any thread, also while an answer is being generated."""

    def load(self, on_progress: Callable[[float], None]) -> ModelCard:
        """Load the model; ``on_progress`` takes 0 to 1. Called once, before anything else.

        Raises:
            CannotLoad: with the reason.
        """
        ...

    def tokenize(self, text: str, *, add_special: bool, parse_special: bool) -> list[int]:
        """Token ids of the text; ``parse_special`` reads ``<|im_end|>`` and its like as one."""
        ...

    def detokenize(self, tokens: Sequence[int]) -> str:
        """The text of the tokens, special ones included."""
        ...

    def token_bytes(self, token: int) -> bytes:
        """The bytes of one token, which may be half a character."""
        ...

    def check_constraint(self, constraint: Constraint) -> None:
        """Make sure that a constraint can be obeyed; called only where ``card.constrains``.

        Raises:
            BadConstraint: with the reason.
        """
        ...

    def generate(self, request: GenerationRequest) -> Steps:
        """Read the prompt, in steps short enough to be broken off, then yield tokens one by one.

        Closing the generator ends the generation at once; the next call may follow.

        Raises:
            GenerationFailed: out of memory, and the like.
        """
        ...

    def embed(self, inputs: Sequence[Sequence[int]]) -> list[list[float]]:
        """One vector for each of a few token sequences, none of them longer than the context.
        Its length is not normalised.

        Raises:
            GenerationFailed: out of memory, and the like.
        """
        ...

    def rank(self, query: str, document: str) -> Rank:
        """How well the document answers the query; what is over the context is left out.

        Raises:
            GenerationFailed: out of memory, and the like.
        """
        ...
