"""From the end of a child and its last lines to the sentence a person reads.

What one of our runners says of itself comes first, then the entries of
config/failure_hints.json in their order, then a sentence that quotes the last line that means
something.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.child_messages import without_escapes, without_stray_stamp
from app.domain.outcome import Ending, Outcome

_LINES_READ = 200
"""Engines say why they give up in their last few lines."""
_QUOTE_LIMIT = 300

_ERROR_PREFIX = "error: {"
_LINE_LIMIT = 10_000
"""Characters of a line that are read; a child may write a line of any length."""
_SEARCH_LIMIT = 500
"""Characters of a line in which known phrases are looked for: at the end of a flood, a search
through all of it would hold the program up for seconds."""

# Types of our runners' own errors that another engine may cure.
_CURABLE = frozenset(
    {
        "engine_missing",
        "unknown_architecture",
        "unsupported_model",
        "unsupported_quantization",
        "unsupported_tokenizer",
    }
)
_UNEXPLAINED = "load_failed"
"""The runner's own error when only the lines above it say why."""

# llama.cpp begins its lines with a time and a level (0.00.007.764 E), loggers with a date.
_STAMP = re.compile(r"^(\d+(\.\d+)+ [DIWE] |\d{4}-\d\d-\d\d[ T][\d:.,]+ )")
_COMPLAINT = re.compile(r"\b(error|exception|fail(ed|ure)?|fatal|cannot|could ?n[o']t)", re.I)
# Said after every failure, whatever the cause.
_ECHO = re.compile(
    r"exiting due to|cleaning up before exit|failed to load model, '|Traceback \(most recent|"
    r"encountered an error while trying to fit|cmd_child_to_router:"
)


@dataclass(frozen=True, slots=True)
class FailureHint:
    """One entry of failure_hints.json; it fits when all that it names fits.

    Attributes:
        engine: which engine it speaks of; ``*`` for any.
        pattern: searched in each of the last lines; named groups can be used in the texts.
        ended: names of outcomes (``Outcome.name``); empty for any.
        fallback: whether another engine may cure it.
        source: where the message comes from, for those who maintain the file.
    """

    engine: str
    title: str
    message: str
    hint: str
    pattern: re.Pattern[str] | None = None
    ended: tuple[str, ...] = ()
    fallback: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a child ended: a few words, what happened to what, and what to do next."""

    title: str
    message: str
    hint: str
    another_engine_may_help: bool


def parse_hints(text: str) -> tuple[FailureHint, ...]:
    """The entries of failure_hints.json, which is shipped and covered by tests.

    Raises:
        ValueError, KeyError, TypeError, re.error: the file is not as it was shipped.
    """
    return tuple(_hint(**entry) for entry in json.loads(text)["hints"])


def _hint(
    *,
    title: str,
    message: str,
    hint: str,
    source: str,
    engine: str = "*",
    pattern: str = "",
    ended: Sequence[str] = (),
    fallback: bool = False,
) -> FailureHint:
    compiled = re.compile(pattern, re.IGNORECASE) if pattern else None
    return FailureHint(engine, title, message, hint, compiled, tuple(ended), fallback, source)


def explain(
    outcome: Outcome,
    *,
    engine: str,
    model_name: str,
    lines: Sequence[str],
    hints: Iterable[FailureHint],
) -> Explanation:
    """Why the engine ended with this model.

    Args:
        lines: what it wrote, oldest first; the last 200 are read.
    """
    recent = [_plain(line[:_LINE_LIMIT]) for line in lines[-_LINES_READ:]]
    own_words = _own_words(recent)
    if own_words is not None and own_words.type != _UNEXPLAINED:
        return own_words.explanation
    output = [line[:_SEARCH_LIMIT] for line in recent if not line.startswith(_ERROR_PREFIX)]
    names = {"engine": engine, "model": model_name, "detail": outcome.detail}
    for hint in hints:
        found = _fit(hint, outcome, engine, [*output, outcome.detail])
        if found is not None:
            return _filled(hint, {**names, **found})
    return own_words.explanation if own_words else _default(outcome, engine, model_name, output)


@dataclass(frozen=True, slots=True)
class _OwnWords:
    type: str
    message: str
    hint: str

    @property
    def explanation(self) -> Explanation:
        title = self.type.replace("_", " ").capitalize()
        return Explanation(title, self.message, self.hint, self.type in _CURABLE)


def _own_words(lines: Sequence[str]) -> _OwnWords | None:
    """The last ``error: {...}`` line, which our runners write before they give up."""
    line = next((line for line in reversed(lines) if line.startswith(_ERROR_PREFIX)), None)
    if line is None:
        return None
    try:
        body = json.loads(line.removeprefix("error: "))
        return _OwnWords(str(body["type"]), str(body["message"]), str(body.get("hint") or ""))
    except (ValueError, KeyError, RecursionError):
        return None


def _plain(line: str) -> str:
    return without_stray_stamp(without_escapes(line))


def _fit(
    hint: FailureHint, outcome: Outcome, engine: str, lines: Sequence[str]
) -> dict[str, str] | None:
    """The named groups of the pattern; ``None`` when the hint does not fit."""
    if hint.engine not in {"*", engine} or (hint.ended and outcome.name not in hint.ended):
        return None
    if hint.pattern is None:
        return {}
    found = next(filter(None, map(hint.pattern.search, reversed(lines))), None)
    return None if found is None else {k: v or "" for k, v in found.groupdict().items()}


def _filled(hint: FailureHint, values: dict[str, str]) -> Explanation:
    return Explanation(
        hint.title,
        hint.message.format_map(values),
        hint.hint.format_map(values),
        hint.fallback,
    )


def _default(outcome: Outcome, engine: str, model_name: str, lines: Sequence[str]) -> Explanation:
    crashed = outcome.ending == Ending.CRASHED
    quote = last_words(lines)
    story = f"{engine}, which ran {model_name}, {outcome.words}."
    if quote:
        story += f" Its last words were: “{quote}”"
    return Explanation(
        f"{engine} {'crashed' if crashed else 'ended'}",
        story,
        "Its log in ModelTray has the rest.",
        another_engine_may_help=crashed,
    )


def last_words(lines: Sequence[str]) -> str:
    """The last line that tells of a cause, else the last that is not empty; shortened."""
    plain = [_STAMP.sub("", line).strip() for line in lines]
    spoken = [line for line in plain if line and not _ECHO.search(line)]
    complaints = [line for line in spoken if _COMPLAINT.search(line)]
    found = (complaints or spoken or [""])[-1]
    return found if len(found) <= _QUOTE_LIMIT else f"{found[:_QUOTE_LIMIT]}…"
