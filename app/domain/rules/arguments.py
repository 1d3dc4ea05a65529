"""Arguments that a person adds to the command line of one model: few flags, all of them harmless.

What is not known to be harmless is refused: a flag may open files, a port or a shell.
"""

import re
import shlex
from collections.abc import Sequence

from app.domain.errors import InvalidOption
from app.domain.rules.engines import engine_of

_NUMBER = re.compile(r"-\d+(\.\d+)?")
_LIMIT = 64
"""Words; nobody needs more."""


def words_of_line(line: str) -> tuple[str, ...]:
    """A line as a person types it, cut into arguments; quotes keep spaces together.

    Raises:
        InvalidOption: a quote is left open.
    """
    lexer = shlex.shlex(line, posix=True, punctuation_chars="")
    lexer.whitespace_split, lexer.commenters, lexer.escape = True, "", ""
    try:
        return tuple(lexer)
    except ValueError:
        raise InvalidOption(
            "The extra arguments have a quote that is not closed.",
            hint="Close it, or leave it out.",
        ) from None


def line_of_words(arguments: Sequence[str]) -> str:
    """The line that ``words_of_line`` cuts into these arguments."""
    return " ".join(_quoted(word) for word in arguments)


def check_arguments(engine: str, arguments: Sequence[str]) -> None:
    """
    Raises:
        InvalidOption: the engine does not let a person choose one of the arguments.
    """
    known = engine_of(engine).adjustable
    if arguments and not known:
        raise InvalidOption(
            f"{engine} takes no extra arguments.",
            hint="Leave them out, or write a rule of your own into runtime_config.json.",
        )
    if len(arguments) > _LIMIT:
        raise InvalidOption(
            f"{len(arguments)} extra arguments are too many.", hint=f"Give at most {_LIMIT}."
        )
    _check_words(engine, arguments, known)


def accepts(engine: str, arguments: Sequence[str]) -> bool:
    """Whether ``check_arguments`` would let them pass."""
    try:
        check_arguments(engine, arguments)
    except InvalidOption:
        return False
    return True


def _check_words(engine: str, arguments: Sequence[str], known: Sequence[str]) -> None:
    after_flag = False
    for word in arguments:
        is_flag = word.startswith("-") and not _NUMBER.fullmatch(word)
        if is_flag and word not in known:
            raise InvalidOption(
                f"{_short(word)} is not an extra argument that {engine} can be given here.",
                hint=f"Such are {', '.join(_long_names(known)[:8])}.",
            )
        if not is_flag and not after_flag:
            raise InvalidOption(
                f"“{_short(word)}” follows no flag.",
                hint="Write extra arguments as --flag value, and put values with spaces in quotes.",
            )
        if not word.isprintable():
            raise InvalidOption(f"{_short(word)!a} cannot be an argument.", hint="Type it anew.")
        after_flag = is_flag


def _long_names(known: Sequence[str]) -> list[str]:
    return [name for name in known if name.startswith("--")]


def _short(word: str) -> str:
    return word if len(word) <= 60 else word[:60] + "…"


def _quoted(word: str) -> str:
    if word and not re.search(r"[\s\"']", word):
        return word
    quote = "'" if '"' in word else '"'
    return f"{quote}{word}{quote}"
