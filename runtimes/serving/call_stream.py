"""Passes on the arguments of a call while they are written. Pure."""

import re
from collections.abc import Iterator

from runtimes.serving.answer_parts import AnswerPart, Call, MoreArguments


class CallStream:
    """Reads calls whose beginning a pattern knows, and whose arguments are a JSON object.

    Attributes:
        has_begun: a call was passed on, so the text can no longer be taken for something else.
        rest: text that belongs to no arguments.
    """

    def __init__(self, beginning: re.Pattern[str]) -> None:
        """``beginning`` matches from the start up to the first brace; its group is the name."""
        self._beginning = beginning
        self._depth = 0
        self._in_string = self._escaped = False
        self.has_begun = False
        self.rest = ""

    @property
    def in_arguments(self) -> bool:
        return self._depth > 0

    def feed(self, text: str) -> Iterator[AnswerPart]:
        """What the text adds; what is left over is in ``rest``."""
        if self.in_arguments:
            yield from self._arguments(text)
        else:
            self.rest += text
        while not self.in_arguments and (found := self._beginning.match(self.rest)):
            text, self.rest = self.rest[found.end() :], ""
            self.has_begun = True
            yield Call(found[1], "")
            yield from self._arguments(text)

    def _arguments(self, text: str) -> Iterator[AnswerPart]:
        end = self._end_of_object(text)
        if text[:end]:
            yield MoreArguments(text[:end])
        self.rest = text[end:]

    def _end_of_object(self, text: str) -> int:
        """Where the object ends that began before or begins here; the length while it goes on."""
        for at, sign in enumerate(text):
            if self._escaped:
                self._escaped = False
            elif sign == "\\":
                self._escaped = self._in_string
            elif sign == '"':
                self._in_string = not self._in_string
            elif not self._in_string and sign in "{}":
                self._depth += 1 if sign == "{" else -1
                if self._depth == 0:
                    return at + 1
        return len(text)
