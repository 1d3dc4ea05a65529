"""Listeners that write down what they hear."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.outcome import Outcome


@dataclass
class HeardFromChild:
    pid: int | None = None
    lines: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def child_started(self, pid: int) -> None:
        self.pid = pid

    def child_wrote(self, lines: Sequence[str]) -> None:
        self.lines.extend(lines)

    def child_ended(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)


@dataclass
class HeardFromProbe:
    ready: int = 0
    strangers: int = 0
    context: int | None = None

    def probe_ready(self, context: int | None) -> None:
        self.ready += 1
        self.context = context

    def probe_found_stranger(self) -> None:
        self.strangers += 1
