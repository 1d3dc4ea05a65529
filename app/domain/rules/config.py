"""The shape of runtime_config.json.

``Rule`` is always complete: what the file leaves out has been taken from the built-in rule of
the rule's engine by the time it exists.
"""

import json
import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from app.domain.model import FormatMatch
from app.domain.rules.completion import completed
from app.domain.rules.engines import Args

_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
COMMENT = re.compile(r"^(\$|//|_comment)")
"""Names of keys that are for people and editors only."""

_Text = Annotated[str, Field(min_length=1)]
_PortNumber = Annotated[int, Field(ge=1, le=65535, strict=True)]
_FlagTruth = Annotated[bool, Field(strict=True)]


def _without_comments(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: item for key, item in value.items() if not COMMENT.match(str(key))}


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _with_dot(suffixes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f".{suffix.lower().lstrip('.')}" for suffix in suffixes)


class _Shape(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"patternProperties": {COMMENT.pattern: {}}},
        use_attribute_docstrings=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_comments(cls, value: Any) -> Any:
        return _without_comments(value)


class Match(_Shape):
    """How the models of a format of one's own are recognised."""

    suffix: Annotated[tuple[_Text, ...], AfterValidator(_with_dot)] = ()
    """File endings: `[".xyz"]`."""
    files: tuple[_Text, ...] = ()
    """File names of which one must be in the model's folder: `["genai_config.json"]`."""


class Rule(_Shape):
    """How models of one format are run. The rule is named after the format."""

    engine: _Text
    """`llama.cpp`, `transformers`, `onnxruntime`, or a name of your own."""
    label: str = ""
    """How a person reads the engine's name."""
    command: str = ""
    """`{llama_server}`, `{transformers}`, `{onnx}`, `{python}`, a path (relative ones are looked \
up beside this file, then in the program's folder), or the name of a program on PATH."""
    args: Args = ()
    """Arguments, one by one; a nested list is dropped when one of its placeholders has no value. \
Placeholders: `{model_path}` `{model}` `{model_folder}` `{host}` `{port}` `{threads}` \
`{ctx_size}` `{gpu_layers}` `{parallel}`."""
    match: Match = Match()
    opens: tuple[_Text, ...] = ()
    """Other formats this rule can open, for the fallback or when a person asks for it."""
    health: Annotated[str, Field(pattern=r"^/[!-~]*$")] = "/health"
    """The page that answers 200 once the model can be used."""

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, value: Any) -> Any:
        plain = _without_comments(value)
        return completed(plain) if isinstance(plain, dict) else plain


class Fallback(_Shape):
    """What happens when the engine of a model's rule cannot load it."""

    enabled: _FlagTruth = True
    default_runtime: Annotated[
        tuple[_Text, ...],
        BeforeValidator(_one_or_many),
        WithJsonSchema(
            {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
        ),
    ] = ("transformers",)
    """The engine to try next, or several in order."""


class PortRange(_Shape):
    """The ports that models listen on, both ends included."""

    first: _PortNumber = 8080
    last: _PortNumber = 8100

    @property
    def numbers(self) -> range:
        return range(self.first, self.last + 1)

    @model_validator(mode="after")
    def _check_order(self) -> "PortRange":
        if self.first > self.last:
            raise ValueError(f"first ({self.first}) is above last ({self.last})")
        return self


def _rules_without_comments(value: Any) -> Any:
    return _without_comments(value)


class RuntimeConfig(_Shape):
    """Which program runs which format of model."""

    runtime_rules: Annotated[dict[_Text, Rule], BeforeValidator(_rules_without_comments)]
    """One rule for each format."""
    fallback: Fallback = Fallback()
    ports: PortRange = PortRange()

    @property
    def matches(self) -> tuple[FormatMatch, ...]:
        """How the formats are recognised that only rules know."""
        return tuple(
            FormatMatch(name, rule.match.suffix, rule.match.files)
            for name, rule in self.runtime_rules.items()
            if rule.match.suffix or rule.match.files
        )


def schema_text() -> str:
    """config/runtime_config.schema.json, generated."""
    schema = {"$schema": _SCHEMA, "title": "ModelTray runtime rules"}
    schema |= RuntimeConfig.model_json_schema(mode="validation")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
