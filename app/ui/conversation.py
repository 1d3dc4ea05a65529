"""One chat with one model: what was said, and the answer that is being written."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.chat import AnswerEnd, Message, Piece, Speaker
from app.domain.model import ModelId
from app.services.control import AppControl
from app.services.interfaces import Answer, ModelClient
from app.ui import text
from app.ui.sentences import translated

PAUSE = 50
"""Milliseconds between two ``grew``, however fast tokens come."""


@dataclass(slots=True)
class Turn:
    """What one side said; ``note`` tells how an answer ended, ``failed`` that it ended badly."""

    speaker: Speaker
    thought: str = ""
    text: str = ""
    note: str = ""
    failed: bool = False


class Conversations(QObject):
    """One for each model that was talked to; they last as long as the program."""

    def __init__(
        self, client: ModelClient, control: AppControl, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._control = control
        self._begun: dict[str, Conversation] = {}

    def get(self, model: str) -> "Conversation | None":
        return self._begun.get(model)

    def begin(self, model: str) -> "Conversation":
        """The model's conversation, a new one if there is none."""
        if model not in self._begun:
            conversation = self._begun[model] = Conversation(model, self._client, self)
            # What was loaded for a program only goes when nobody uses it: the person does.
            conversation.asked.connect(lambda: self._control.hold(ModelId(model)))
            conversation.ended.connect(lambda _: self._control.release(ModelId(model)))
        return self._begun[model]


class Conversation(QObject):
    """Questions and answers by turns; at most one answer is under way.

    Signals:
        asked(): an answer is under way, until ``ended``.
        began(Turn): a turn was added.
        grew(list[Piece]): the last turn has more text.
        ended(Turn): the last turn is complete.
    """

    asked = Signal()
    began = Signal(object)
    grew = Signal(list)
    ended = Signal(object)

    def __init__(self, model: str, client: ModelClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.turns: list[Turn] = []
        self._client = client
        self._under_way: list[Answer] = []
        self.destroyed.connect(partial(_hang_up, self._under_way))
        self._waiting: list[Piece] = []
        self._tokens = 0
        self._first_at = 0.0
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self._write_waiting)

    @property
    def is_answering(self) -> bool:
        return bool(self._under_way)

    @property
    def speed(self) -> float | None:
        """Tokens a second of the answer under way, as they arrive."""
        seconds = time.monotonic() - self._first_at
        return (self._tokens - 1) / seconds if self._tokens > 1 and seconds > 0 else None

    def ask(self, port: int, question: str) -> None:
        """Say something to the model that listens on ``port``."""
        messages = [*_answered(self.turns), Message(Speaker.PERSON, question)]
        self._tokens = 0
        self._begin(Turn(Speaker.PERSON, text=question))
        self._begin(Turn(Speaker.MODEL))
        self._timer.start()
        self.asked.emit()
        self._under_way.append(self._client.ask(port, self.model, messages, self))

    def stop(self) -> None:
        """Break off the answer; what has come of it stays."""
        if self._under_way:
            _hang_up(self._under_way)
            self._end(text.translate("Conversation", "Stopped"))

    def clear(self) -> None:
        """Begin anew."""
        self.stop()
        self.turns.clear()

    def answer_grew(self, pieces: Sequence[Piece]) -> None:
        self._first_at = self._first_at if self._tokens else time.monotonic()
        self._tokens += len(pieces)
        self._waiting.extend(pieces)

    def answer_ended(self, end: AnswerEnd) -> None:
        self._end(translated(end.problem) or text.answer_text(end), failed=bool(end.problem))

    def _begin(self, turn: Turn) -> None:
        self.turns.append(turn)
        self.began.emit(turn)

    def _write_waiting(self) -> None:
        turn, pieces = self.turns[-1], joined(self._waiting)
        self._waiting.clear()
        for piece in pieces:
            if piece.is_thought:
                turn.thought += piece.text
            else:
                turn.text += piece.text
        self.grew.emit(pieces)

    def _end(self, note: str, *, failed: bool = False) -> None:
        self._timer.stop()
        self._write_waiting()
        self._under_way.clear()
        turn = self.turns[-1]
        turn.note, turn.failed = note, failed
        self.ended.emit(turn)


def _hang_up(answers: Sequence[Answer]) -> None:
    for answer in answers:
        answer.stop()


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece."""
    result: list[Piece] = []
    for piece in pieces:
        if result and result[-1].is_thought is piece.is_thought:
            result[-1] = Piece(result[-1].text + piece.text, piece.is_thought)
        else:
            result.append(piece)
    return result


def _answered(turns: Sequence[Turn]) -> list[Message]:
    """Question and answer by turns, as chat templates want; what got no answer is left out."""
    pairs = zip(turns[::2], turns[1::2], strict=True)
    return [
        Message(turn.speaker, turn.text)
        for question, answer in pairs
        if answer.text
        for turn in (question, answer)
    ]
