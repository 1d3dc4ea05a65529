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

    def probe_ready(self) -> None:
        self.ready += 1

    def probe_found_stranger(self) -> None:
        self.strangers += 1
