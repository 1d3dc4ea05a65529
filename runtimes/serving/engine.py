"""What an engine must be able to do.

Everything is engine-neutral: token ids are ints, text is str, nothing here is a tensor. The values
that go in and out are in ``model_card``, ``generation_request`` and ``steps``, and are named here.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from runtimes.serving.generation_request import (
    BadConstraint,
    Constraint,
    GenerationRequest,
    Sampling,
)
from runtimes.serving.model_card import CannotLoad, ModelCard, Purpose
from runtimes.serving.picture_prompt import BadPicture, PicturePrompt
from runtimes.serving.steps import (
    GenerationFailed,
    PromptProgress,
    Rank,
    Score,
    Steps,
    Token,
    TokenScores,
)

__all__ = [
    "BadConstraint",
    "BadPicture",
    "CannotLoad",
    "Constraint",
    "Engine",
    "GenerationFailed",
    "GenerationRequest",
    "ModelCard",
    "PicturePrompt",
    "PromptProgress",
    "Purpose",
    "Rank",
    "Sampling",
    "Score",
    "SeeingEngine",
    "Steps",
    "Token",
    "TokenScores",
]


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

        Closing the generator ends the generation at once; the next call may follow. As many as
        ``card.parallel`` generators are open at once, and are asked for their next step in turn:
        an engine may compute in one go what all of them wait for. One that fails harms no other.

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


class SeeingEngine(Engine, Protocol):
    """An engine whose model may take pictures; its card tells whether it does."""

    def look(self, text: str, pictures: Sequence[bytes]) -> PicturePrompt:
        """Read a prompt in which the chat template has left places for the pictures; what comes
        of it is part of a ``GenerationRequest``. From any thread.

        Args:
            pictures: whole files, PNG or JPEG or the like, in the order of their places.

        Raises:
            BadPicture: with the reason.
        """
        ...
