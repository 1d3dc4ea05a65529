"""Translates sentences that were made below the window, or in another process.

Below the window everything speaks English: the API, the logs and the lines of child processes need
it, and sentences are kept in files. So the window recognises a sentence by its template, such as
``{name} is damaged: {what}.``, which ``dev.py translations`` finds in the code, and puts the parts
into the translation. What no template fits stays as it is.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

CONTEXT = "Sentence"
_PLACE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"\d[\d,]*(\.\d+)?")
_VALUE = r"(?:(?![.!?]\s+[^a-z]).)+?"
"""What stands in a place: never the end of one sentence and the start of the next."""
_LONGEST = 2_000
"""Characters; nobody reads more, and a hostile text could take long to be compared."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^a-z])")
_AS_IT_IS = frozenset({"port", "pid", "version", "path", "file", "address", "url", "command"})
"""Places whose numbers people copy: they keep their digits."""


@dataclass(frozen=True, slots=True)
class _Template:
    source: str
    pattern: re.Pattern[str]


_templates: list[_Template] = []


def read(file: Path) -> tuple[str, ...]:
    """The templates in a file that ``dev.py translations`` wrote."""
    found: list[str] = json.loads(file.read_text(encoding="utf-8"))
    return tuple(found)


def use(templates: Iterable[str]) -> None:
    """Recognise these from now on; none for a language that needs no translation."""
    longest_first = sorted(templates, key=lambda source: len(_PLACE.sub("", source)), reverse=True)
    _templates[:] = [_Template(source, _pattern(source)) for source in longest_first]
    translated.cache_clear()


@lru_cache(maxsize=2048)
def translated(text: str) -> str:
    """The text in the language of the window, as far as its sentences are known."""
    if not _templates or not 0 < len(text) <= _LONGEST:
        return text
    if (whole := _matched(text)) is not None:
        return whole
    lines = text.split("\n")
    if len(lines) > 1:
        return "\n".join(map(translated, lines))
    pieces = _SENTENCE_END.split(text)
    return " ".join(_grouped(pieces)) if len(pieces) > 1 else text


def _grouped(pieces: list[str]) -> Iterator[str]:
    """Each time as many pieces as fit one template: a name may hold a full stop, too."""
    start = 0
    while start < len(pieces):
        for end in range(len(pieces), start, -1):
            known = _matched(" ".join(pieces[start:end]))
            if known is not None or end == start + 1:
                yield pieces[start] if known is None else known
                start = end
                break


def _matched(text: str) -> str | None:
    for template in _templates:
        if match := template.pattern.fullmatch(text):
            found = QCoreApplication.translate(CONTEXT, template.source)
            return _filled(found, match.groupdict())
    return None


def _filled(template: str, values: Mapping[str, str]) -> str:
    def value_of(place: re.Match[str]) -> str:
        name = place[1]
        value = values.get(name, place[0])
        if _NUMBER.fullmatch(value) and name.rstrip("0123456789") not in _AS_IT_IS:
            return _in_own_digits(value)
        return translated(value)

    return _PLACE.sub(value_of, template)


def _in_own_digits(number: str) -> str:
    zero = ord(QLocale().zeroDigit())
    return "".join(chr(zero + int(c)) if c.isdecimal() else c for c in number)


def _pattern(source: str) -> re.Pattern[str]:
    literal = [re.escape(part) for part in _PLACE.split(source)[::2]]
    names = _PLACE.findall(source)
    places = [f"(?P<{name}>{_VALUE})" for name in names]
    body = "".join(part for pair in zip(literal, [*places, ""], strict=True) for part in pair)
    return re.compile(body, re.DOTALL)
