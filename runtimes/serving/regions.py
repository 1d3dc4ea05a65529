"""Reads answers in which reasoning and tool calls stand between marks. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from runtimes.serving.answer_parts import AnswerPart, Call, Content, Reasoning
from runtimes.serving.call_stream import CallStream
from runtimes.serving.stop_strings import overlap

ToolSchemas: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Names of the tools that may be called, to the JSON schema of their parameters."""
Decode: TypeAlias = Callable[[str, ToolSchemas], list[Call] | None]
"""Reads the text of a region; ``None`` when it is no call."""

_AFTER_CALL = " \t\r\n}],"
"""What closes a call whose arguments were passed on already."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of an answer.

    Attributes:
        closing: empty for a region that lasts to the end of the answer.
        decode: reads the calls in it; ``None`` for reasoning.
        at_start: it counts only where nothing but blanks has come before.
        is_part: the opening belongs to what is decoded.
        beginning: of a call whose arguments can be passed on while they are written; see
            ``CallStream``.
    """

    opening: str
    closing: str = ""
    decode: Decode | None = None
    at_start: bool = False
    is_part: bool = False
    beginning: re.Pattern[str] | None = None


class RegionReader:
    """See ``AnswerReader``. Blanks around regions are dropped, as llama-server does."""

    def __init__(
        self, regions: Sequence[Region], tools: ToolSchemas, *, inside: Region | None = None
    ) -> None:
        """``inside`` is the region that the prompt has opened already."""
        self._regions, self._tools, self._inside = regions, tools, inside
        self._held = self._blanks = ""
        self._has_content = False
        self._trims = inside is not None
        self._calls: CallStream | None = None

    def feed(self, text: str) -> Iterator[AnswerPart]:
        self._held += text
        yield from self._stream_calls()
        while (found := self._next_mark()) is not None:
            at, length, opened = found
            before, self._held = self._held[:at], self._held[at + length :]
            yield from self._leave(before, self._inside.closing if self._inside else "")
            self._inside, self._blanks, self._trims = opened, "", True
            if opened and opened.is_part:
                self._held = opened.opening + self._held
            self._calls = CallStream(opened.beginning) if opened and opened.beginning else None
            yield from self._stream_calls()
        if self._inside is None or self._inside.decode is None:
            ready = len(self._held) - self._doubtful_length()
            before, self._held = self._held[:ready], self._held[ready:]
            yield from self._write(before)

    def finish(self) -> Iterator[AnswerPart]:
        region, rest = self._inside, self._held
        if region and region.decode:
            yield from self._leave(rest, "")
            return
        yield from self._write(rest)
        if self._blanks and not self._trims and region is None:
            yield Content(self._blanks)

    def _stream_calls(self) -> Iterator[AnswerPart]:
        if self._calls:
            yield from self._calls.feed(self._held)
            self._held, self._calls.rest = self._calls.rest, ""

    def _next_mark(self) -> tuple[int, int, Region | None] | None:
        """Where the next mark is, its length, and the region that begins with it."""
        if self._inside:
            closing = self._inside.closing
            at = self._held.find(closing) if closing else -1
            return None if at < 0 else (at, len(closing), None)
        hits = [
            (at, -len(region.opening), region)
            for region in self._open_to()
            if (at := self._held.find(region.opening)) >= 0
            and not (region.at_start and self._held[:at].strip())
        ]
        if not hits:
            return None
        at, length, region = min(hits, key=lambda hit: hit[:2])
        return at, -length, region

    def _open_to(self) -> Iterator[Region]:
        """The regions that may begin here."""
        return (one for one in self._regions if not (one.at_start and self._has_content))

    def _doubtful_length(self) -> int:
        marks = [self._inside.closing] if self._inside else [o.opening for o in self._open_to()]
        return max((overlap(self._held, mark) for mark in marks), default=0)

    def _leave(self, text: str, closing: str) -> Iterator[AnswerPart]:
        """The last text before a mark; ``closing`` is the mark, if it is one."""
        region = self._inside
        if region is None or region.decode is None:
            yield from self._write(text)
            return
        if self._calls and self._calls.has_begun and not text.strip(_AFTER_CALL):
            return
        calls = region.decode(text, self._tools)
        if calls is not None:
            yield from calls
            return
        self._has_content = True
        yield Content(("" if region.is_part else region.opening) + text + closing)

    def _write(self, text: str) -> Iterator[AnswerPart]:
        """Text of the current kind; blanks wait until it is known that more text follows."""
        text = self._blanks + text
        if self._trims:
            text = text.lstrip()
        kept = text.rstrip()
        self._blanks = text[len(kept) :]
        if not kept:
            return
        self._trims = False
        if self._inside is None:
            self._has_content = True
        yield Content(kept) if self._inside is None else Reasoning(kept)
