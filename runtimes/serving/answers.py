"""Complete answers of a chat, in parts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from runtimes.serving.answer_parts import (
    AnswerPart,
    AnswerReader,
    Call,
    Content,
    MoreArguments,
    Reasoning,
)


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
        calls=tuple(_calls(parts)),
    )


def _calls(parts: Sequence[AnswerPart]) -> Iterator[Call]:
    """The calls with all of their arguments."""
    current: Call | None = None
    for part in parts:
        if isinstance(part, MoreArguments) and current:
            current = replace(current, arguments=current.arguments + part.text)
        elif isinstance(part, Call):
            if current:
                yield current
            current = part
    if current:
        yield current


@dataclass(slots=True)
class CallLimit:
    """Counts the calls of one answer."""

    at_most_one: bool
    count: int = 0
    is_over: bool = False


def limited(parts: Iterable[AnswerPart], limit: CallLimit) -> Iterator[AnswerPart]:
    """The parts without calls beyond the limit."""
    for part in parts:
        if isinstance(part, Call):
            limit.is_over = limit.at_most_one and limit.count > 0
            limit.count += not limit.is_over
        if not (limit.is_over and isinstance(part, Call | MoreArguments)):
            yield part
