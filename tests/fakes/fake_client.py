"""A ModelClient without a network: the test writes the answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.domain.chat import AnswerEnd, Message, Piece
from app.services.interfaces import AnswerListener


@dataclass
class FakeAnswer:
    """One question, and what the test answers to it."""

    port: int
    model: str
    messages: tuple[Message, ...]
    listener: AnswerListener
    is_stopped: bool = False

    def stop(self) -> None:
        self.is_stopped = True

    def write(self, *pieces: str, thought: bool = False) -> None:
        self.listener.answer_grew([Piece(piece, thought) for piece in pieces])

    def end(self, end: AnswerEnd) -> None:
        self.listener.answer_ended(end)


@dataclass
class FakeClient:
    """Keeps every question.

    Attributes:
        found: the names that answer on any port.
        written: tokens written so far, on any port.
        looks: how often that was asked for.
        holds_names: names are told by calling what is ``waiting``.
    """

    asked: list[FakeAnswer] = field(default_factory=list)
    found: tuple[str, ...] | None = None
    written: int | None = None
    looks: int = 0
    holds_names: bool = False
    waiting: list[Callable[[tuple[str, ...] | None], None]] = field(default_factory=list)

    def ask(
        self, port: int, model: str, messages: Sequence[Message], listener: AnswerListener
    ) -> FakeAnswer:
        self.asked.append(FakeAnswer(port, model, tuple(messages), listener))
        return self.asked[-1]

    def names(self, port: int, tell: Callable[[tuple[str, ...] | None], None]) -> None:
        if self.holds_names:
            self.waiting.append(tell)
        else:
            tell(self.found)

    def tokens_written(self, port: int, tell: Callable[[int | None], None]) -> None:
        self.looks += 1
        tell(self.written)
