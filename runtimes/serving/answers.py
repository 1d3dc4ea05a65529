"""Complete answers of a chat, in parts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from runtimes.serving.answer_parts import AnswerPart, AnswerReader, Call, Content, Reasoning


@dataclass(frozen=True, slots=True)
class Message:
    """One answer, all of it."""

    content: str
    reasoning: str
    calls: tuple[Call, ...]


def read_message(reader: AnswerReader, text: str, *, at_most_one_call: bool) -> Message:
    """Read a complete answer."""
    parts = [*limited([*reader.feed(text), *reader.finish()], CallLimit(at_most_one_call))]
    return Message(
        content="".join(part.text for part in parts if isinstance(part, Content)),
        reasoning="".join(part.text for part in parts if isinstance(part, Reasoning)),
        calls=tuple(part for part in parts if isinstance(part, Call)),
    )


@dataclass(slots=True)
class CallLimit:
    """Counts the calls of one answer."""

    at_most_one: bool
    count: int = 0


def limited(parts: Iterable[AnswerPart], limit: CallLimit) -> Iterator[AnswerPart]:
    """The parts without calls beyond the limit."""
    for part in parts:
        if isinstance(part, Call):
            if limit.at_most_one and limit.count:
                continue
            limit.count += 1
        yield part
