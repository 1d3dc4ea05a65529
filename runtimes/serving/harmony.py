"""Reads the channels in which gpt-oss answers (OpenAI's harmony format). Pure."""

import re
from collections.abc import Iterator

from runtimes.serving.answer_parts import AnswerPart, Call, Content, MoreArguments, Reasoning
from runtimes.serving.stop_strings import overlap
from runtimes.serving.tool_call_forms import named_call

MARKS = (
    "<|start|>",
    "<|channel|>",
    "<|constrain|>",
    "<|message|>",
    "<|end|>",
    "<|return|>",
    "<|call|>",
)
_MARK = re.compile("|".join(map(re.escape, MARKS)))
_RECIPIENT = re.compile(r"\bto=(?:functions\.)?([^\s<]+)")


class HarmonyReader:
    """See ``AnswerReader``."""

    def __init__(self) -> None:
        self._held = self._call_text = ""
        self._header: str | None = None
        """What was written of a message's header; ``None`` inside its body."""
        self._recipient = ""
        self._reasons = self._has_begun = False

    def feed(self, text: str) -> Iterator[AnswerPart]:
        self._held += text
        while found := _MARK.search(self._held):
            before, self._held = self._held[: found.start()], self._held[found.end() :]
            yield from self._take(before)
            yield from self._mark(found[0])
        ready = len(self._held) - max(overlap(self._held, mark) for mark in MARKS)
        before, self._held = self._held[:ready], self._held[ready:]
        yield from self._take(before)

    def finish(self) -> Iterator[AnswerPart]:
        yield from self._take(self._held)
        yield from self._end_call()

    def _take(self, text: str) -> Iterator[AnswerPart]:
        if self._header is not None:
            self._header += text
        elif self._recipient:
            yield from self._take_arguments(text)
        elif text:
            yield Reasoning(text) if self._reasons else Content(text)

    def _take_arguments(self, text: str) -> Iterator[AnswerPart]:
        """Passed on as they come, once they are known to be an object."""
        if self._has_begun:
            if text:
                yield MoreArguments(text)
            return
        self._call_text = (self._call_text + text).lstrip()
        if self._call_text.startswith("{"):
            self._has_begun = True
            yield Call(self._recipient, self._call_text)

    def _mark(self, mark: str) -> Iterator[AnswerPart]:
        if mark == "<|message|>":
            self._begin_body(self._header or "")
            return
        yield from self._end_call()
        # The recipient may stand before the channel, in the same header.
        self._header = f"{self._header or ''} {mark} "

    def _begin_body(self, header: str) -> None:
        found = _RECIPIENT.search(header)
        self._recipient = found[1] if found else ""
        self._reasons = "analysis" in header.rpartition("<|channel|>")[2].split()
        self._header = None

    def _end_call(self) -> Iterator[AnswerPart]:
        name, text, has_begun = self._recipient, self._call_text, self._has_begun
        self._recipient, self._call_text, self._has_begun = "", "", False
        if name and not has_begun:
            yield named_call(name, text) or Content(text)
