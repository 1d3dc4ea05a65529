"""What is wrong in a runtime_config.json, as a sentence with its line."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.domain.errors import ConfigError
from app.domain.rules.config import RuntimeConfig
from app.domain.rules.json_lines import line_of

# pydantic's error types, in the words of somebody who edits JSON.
_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not a setting that exists there",
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must begin with a slash",
    "tuple_type": "must be a list",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "dict_type": "must be an object in braces",
    "model_type": "must be an object in braces",
    "model_attributes_type": "must be an object in braces",
}


def document_of(text: str, file_name: str) -> dict[str, Any]:
    """The JSON object in the text.

    Raises:
        ConfigError: it is no JSON, or no object.
    """
    if not text.strip("\0 \t\r\n"):
        raise ConfigError(f"{file_name} is empty.")
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigError(f"{file_name}, line {error.lineno}: {_plain(error.msg)}.") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{file_name} holds JSON that no program can read.") from error
    if not isinstance(document, dict):
        raise ConfigError(f"{file_name}, line 1: the file must be one object in braces.")
    return document


def checked(document: Mapping[str, Any], text: str, file_name: str) -> RuntimeConfig:
    """The rules; ``text`` is the person's file, in which the mistake is looked up.

    Raises:
        ConfigError: a value cannot be used; the message names it and its line.
    """
    try:
        return RuntimeConfig.model_validate(document)
    except ValidationError as error:
        raise ConfigError(_sentence(error.errors()[0], text, file_name)) from error


def _sentence(mistake: ErrorDetails, text: str, file_name: str) -> str:
    name = ".".join(str(step) for step in mistake["loc"] if not _is_type_name(step))
    words = _WORDS.get(mistake["type"], mistake["msg"].removeprefix("Value error, "))
    return f"{file_name}, line {line_of(text, mistake['loc'])}: {name} {words}."


def _is_type_name(step: str | int) -> bool:
    """pydantic names the arm of a union in the path; no key of ours looks like that."""
    return step == "str" or (isinstance(step, str) and step.startswith("tuple["))


def _plain(message: str) -> str:
    return message[:1].lower() + message[1:]
