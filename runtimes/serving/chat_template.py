"""Renders the chat templates that come with models: foreign code, kept in a sandbox.

The sandbox alone does not bound time or memory, so a deadline is checked at every line of the
template, and the output and products of numbers and texts are limited.
"""

import json
import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from types import FrameType
from typing import Any

from jinja2 import Environment, Template, TemplateError, nodes
from jinja2.ext import Extension, loopcontrols
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

DEADLINE_SECONDS = 3.0
OUTPUT_LIMIT = 16_000_000
"""Characters; more than any model's context holds."""
_NUMBER_LIMIT = 2**63
_WIDTH_LIMIT = 10_000
_WIDE_FORMAT = re.compile(r"[%{][^%{}]*\d{5}")
_TEMPLATE_NAME = "<template>"  # what Jinja calls code compiled from a string


class BadTemplate(Exception):
    """The template cannot be used with these messages; the text is a sentence."""


class _TooMuch(Exception):
    """A limit of this module was reached."""


def render(
    source: str,
    messages: Sequence[Mapping[str, Any]],
    *,
    names: Mapping[str, Any],
    add_generation_prompt: bool,
) -> str:
    """The prompt text for the messages.

    Args:
        names: further variables: special tokens, ``tools``, and what the client adds.

    Raises:
        BadTemplate: it is broken, refuses the messages, or takes too long.
    """
    values = {**names, "messages": messages, "add_generation_prompt": add_generation_prompt}
    try:
        with _deadline(DEADLINE_SECONDS):
            return _joined(_compile(source).generate(values))
    except _TooMuch as limit:
        raise BadTemplate(f"The model's chat template {limit}.") from None
    except TemplateError as error:
        raise BadTemplate(f"The model's chat template says: {error.message or error}") from error
    except Exception as error:  # whatever foreign code may raise
        reason = f"{type(error).__name__}: {error}"
        raise BadTemplate(f"The model's chat template failed ({reason[:300]}).") from error


def _joined(pieces: Iterator[str]) -> str:
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > OUTPUT_LIMIT:
            raise _TooMuch("writes too much text")
        kept.append(piece)
    return "".join(kept)


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise ``_TooMuch`` from the next line of template code that runs after the deadline."""
    end = time.monotonic() + seconds

    def on_line(frame: FrameType, event: str, argument: Any) -> Any:
        if time.monotonic() > end:
            raise _TooMuch(f"did not finish within {seconds:g} seconds")
        return on_line

    def on_call(frame: FrameType, event: str, argument: Any) -> Any:
        return on_line(frame, event, argument) if _is_template(frame) else None

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        yield
    finally:
        sys.settrace(before)


def _is_template(frame: FrameType) -> bool:
    return frame.f_code.co_filename == _TEMPLATE_NAME


class _GenerationTag(Extension):
    """``{% generation %}`` marks what a model says, for training; here it changes nothing."""

    tags = {"generation"}  # noqa: RUF012  Jinja declares it so

    def parse(self, parser: Parser) -> list[nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class _ShortConcat(NodeTransformer):
    """Has the result of every ``~`` measured, which the sandbox does not see."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return nodes.Filter(node, "short", [], [], None, None, lineno=node.lineno)


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _ShortConcat().visit(super()._parse(source, name, filename))
        return tree

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "*":
            _check_product(left, right)
        elif operator == "**" and not _is_small_power(left, right):
            raise _TooMuch("computes a number that is too large")
        elif operator == "%":
            _check_widths(left)
        return _short(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> Any:
        wrapped = super().wrap_str_format(value)
        if wrapped:
            _check_widths(value.__self__)
        return wrapped

    def call(self, context: Any, callee: Any, *arguments: Any, **named: Any) -> Any:
        text = getattr(callee, "__self__", None)
        if isinstance(text, str):
            _check_widths(*arguments)
        return _short(super().call(context, callee, *arguments, **named))


def _short(value: Any) -> Any:
    if isinstance(value, str | list) and len(value) > OUTPUT_LIMIT:
        raise _TooMuch("writes too much text")
    return value


def _check_product(left: Any, right: Any) -> None:
    for sequence, number in ((left, right), (right, left)):
        is_repetition = isinstance(sequence, str | list | tuple) and isinstance(number, int)
        if is_repetition and len(sequence) * number > OUTPUT_LIMIT:
            raise _TooMuch("writes too much text")
    if isinstance(left, int) and isinstance(right, int) and abs(left * right) > _NUMBER_LIMIT:
        raise _TooMuch("computes a number that is too large")


def _is_small_power(base: Any, exponent: Any) -> bool:
    return all(isinstance(n, int | float) and abs(n) <= 64 for n in (base, exponent))


def _check_widths(*given: Any) -> None:
    """Refuse ``"%999999999d"``, ``center(999999999)`` and their like."""
    for value in given:
        is_wide = isinstance(value, int) and value > _WIDTH_LIMIT
        if is_wide or (isinstance(value, str) and _WIDE_FORMAT.search(value)):
            raise _TooMuch("asks for text that is too wide")


@lru_cache(maxsize=8)
def _compile(source: str) -> Template:
    return _environment().from_string(source)


def _environment() -> Environment:
    """What model makers expect: the environment of transformers' ``apply_chat_template``."""
    environment = _Sandbox(
        trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols, _GenerationTag]
    )
    environment.filters["tojson"] = _tojson
    environment.filters["short"] = _short
    for name in ("center", "indent"):
        environment.filters[name] = _narrow(environment.filters[name])
    del environment.filters["format"]
    environment.globals["raise_exception"] = _raise_exception
    environment.globals["strftime_now"] = lambda form: datetime.now().strftime(form)
    return environment


def _narrow(original: Any) -> Any:
    def narrow(value: Any, *arguments: Any, **named: Any) -> Any:
        _check_widths(*arguments, *named.values())
        return original(value, *arguments, **named)

    return narrow


def _tojson(
    value: Any,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    # Jinja's own escapes for HTML.
    return json.dumps(
        value,
        ensure_ascii=ensure_ascii,
        indent=indent,
        separators=separators,
        sort_keys=sort_keys,
    )


def _raise_exception(message: str) -> None:
    raise TemplateError(message)
