"""What is known of a loaded model, and why one cannot be loaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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
        sees: whether a chat may hold pictures; then the engine is a ``SeeingEngine``.
        parallel: how many generations may be open at once.
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
    parallel: int = 1
    sees: bool = False
