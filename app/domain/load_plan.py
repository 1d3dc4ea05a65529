"""One load: the runtimes to try, how often, and the story told about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import LoadFailed
from app.domain.launch import LoadOptions
from app.domain.model import Model
from app.domain.rules import Candidate
from app.domain.snapshot import Failure

PORT_ATTEMPTS = 5
"""How often a port that was stolen between check and start is replaced."""


@dataclass(frozen=True, slots=True)
class Setback:
    """Why one runtime could not load the model; ``type`` is an error type of ``AppError``."""

    engine: str
    message: str
    hint: str
    another_engine_may_help: bool
    type: str = LoadFailed.type


class LoadPlan:
    """Moves from runtime to runtime. Never empty, never goes back."""

    def __init__(self, model: Model, options: LoadOptions, candidates: Sequence[Candidate]) -> None:
        self.model = model
        self.options = options
        self._candidates = candidates
        self._index = 0
        self._setbacks: list[Setback] = []
        self._skipped_ports: tuple[str, ...] = ()
        self._port_attempts = 1

    @property
    def current(self) -> Candidate:
        return self._candidates[self._index]

    def skip_ports(self, sentences: tuple[str, ...]) -> None:
        """Remember which ports were passed over, and why."""
        self._skipped_ports = sentences

    def may_change_port(self) -> bool:
        """Whether another port may be tried; counts the attempt."""
        self._port_attempts += 1
        return self._port_attempts <= PORT_ATTEMPTS

    def fall_back(self, setback: Setback) -> bool:
        """Move on to the next runtime where that may help; False when there is none."""
        self._setbacks.append(setback)
        has_next = self._index + 1 < len(self._candidates)
        if has_next and setback.another_engine_may_help:
            self._index += 1
            return True
        return False

    @property
    def notice(self) -> str:
        """What a person should know about a load that went another way than expected."""
        return " ".join((*self._skipped_ports, *self._fallbacks()))

    def _fallbacks(self) -> list[str]:
        engine = self.current.rule.engine
        return [
            f"{s.engine} could not load it ({s.message.rstrip('.')}), so {engine} is used."
            for s in self._setbacks[: self._index]
        ]

    def failure(self) -> Failure:
        """All setbacks as one; the sentence names every runtime that was tried."""
        last = self._setbacks[-1]
        if len(self._setbacks) == 1:
            return Failure(last.type, last.message, last.hint)
        story = " ".join(f"{s.engine}: {s.message}" for s in self._setbacks)
        message = f"No runtime could load {self.model.name}. {story}"
        return Failure(last.type, message, last.hint)
