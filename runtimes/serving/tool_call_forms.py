"""The forms in which models write calls of tools. Pure: text in, calls out, ``None`` for others."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from runtimes.serving.answer_parts import Call
from runtimes.serving.gemma_values import read_gemma_object
from runtimes.serving.regions import ToolSchemas

_BETWEEN = re.compile(r"[\s,;]*")
_FUNCTION = re.compile(r"<function=([^>\n]+)>(.*?)(?:</function>|\Z)", re.DOTALL)
_PARAMETER = re.compile(r"<parameter=([^>\n]+)>\n?(.*?)\n?(?:</parameter>|\Z)", re.DOTALL)
_GLM_PAIR = re.compile(r"<arg_key>(.*?)</arg_key>\s*<arg_value>(.*?)(?:</arg_value>|\Z)", re.DOTALL)
_DEEPSEEK_CALL = re.compile(r"<｜tool▁call▁begin｜>(.*?)(?:<｜tool▁call▁end｜>|\Z)", re.DOTALL)
_FENCED = re.compile(r"\s*(\S+)\s*```(?:json)?\s*(.*?)\s*(?:```|\Z)", re.DOTALL)
_GEMMA_CALL = re.compile(r"\s*call:([\w.\-]+)\s*(\{.*\})\s*", re.DOTALL)


def read_json(text: str, _tools: ToolSchemas) -> list[Call] | None:
    """``{"name": ..., "arguments" or "parameters": {...}}``, several of them, or lists of them."""
    return _whole([_as_call(value) for value in _json_values(text)])


def read_hermes(text: str, tools: ToolSchemas) -> list[Call] | None:
    """What Hermes, Qwen and GLM write between ``<tool_call>`` and ``</tool_call>``."""
    if "<function=" in text:
        return _whole([_from_xml(found, tools) for found in _FUNCTION.finditer(text)])
    if "<arg_key>" in text:
        name = text.partition("<arg_key>")[0].strip()
        return [_typed_call(name, dict(_GLM_PAIR.findall(text)), tools)]
    return read_json(text, tools)


def read_mistral(text: str, tools: ToolSchemas) -> list[Call] | None:
    """``[{...}]``, or ``name[ARGS]{...}``, several with ``[TOOL_CALLS]`` between them."""
    if text.lstrip().startswith(("[{", "[ {")):
        return read_json(text, tools)
    return _whole([_from_mistral(part) for part in text.split("[TOOL_CALLS]") if part.strip()])


def read_deepseek(text: str, _tools: ToolSchemas) -> list[Call] | None:
    """``function<sep>name`` and fenced JSON (V3, R1), or ``name<sep>{...}`` (V3.1)."""
    return _whole([_from_deepseek(body) for body in _DEEPSEEK_CALL.findall(text)])


def read_gemma(text: str, _tools: ToolSchemas) -> list[Call] | None:
    """``call:name{key:value,...}`` with strings between marks of their own."""
    found = _GEMMA_CALL.fullmatch(text)
    arguments = read_gemma_object(found[2]) if found else None
    return [_call(found[1], arguments)] if found and arguments is not None else None


def _whole(calls: list[Call | None]) -> list[Call] | None:
    """The calls, if there are any and all could be read."""
    read = [call for call in calls if call]
    return read if read and len(read) == len(calls) else None


def _json_values(text: str) -> Iterator[Any]:
    """The JSON values one after the other; ``None`` for what is none. Lists are opened."""
    decoder, at = json.JSONDecoder(strict=False), _BETWEEN.match(text).end()  # type: ignore[union-attr]
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield None
            return
        yield from value if isinstance(value, list) else [value]
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]


def _as_call(value: Any) -> Call | None:
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("function"), dict):
        value = value["function"]
    name = value.get("name") or value.get("function")
    given = next((value[key] for key in ("arguments", "parameters") if key in value), None)
    if not isinstance(name, str) or given is None:
        return None
    arguments = _as_object(given)
    return None if arguments is None else _call(name, arguments)


def _as_object(value: Any) -> dict[str, Any] | None:
    """The object, which may be written as a string."""
    if isinstance(value, str):
        try:
            value = json.loads(value, strict=False)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) else None


def _call(name: str, arguments: Mapping[str, Any]) -> Call:
    return Call(name.strip(), json.dumps(arguments, ensure_ascii=False))


def named_call(name: str, arguments: str) -> Call | None:
    """A call whose arguments must be the text of an object; no text at all is an empty one."""
    read = _as_object(arguments.strip() or "{}")
    return _call(name, read) if read is not None and name.strip() else None


def _from_xml(found: re.Match[str], tools: ToolSchemas) -> Call:
    return _typed_call(found[1].strip(), dict(_PARAMETER.findall(found[2])), tools)


def _typed_call(name: str, texts: Mapping[str, str], tools: ToolSchemas) -> Call:
    """A call whose values are written without quotes: the tool's schema says what they are."""
    properties = tools.get(name, {}).get("properties", {})
    read = {key.strip(): _typed(text, properties.get(key.strip())) for key, text in texts.items()}
    return _call(name, read)


def _typed(text: str, schema: Any) -> Any:
    if isinstance(schema, dict) and schema.get("type") == "string":
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _from_mistral(part: str) -> Call | None:
    head, mark, arguments = part.partition("[ARGS]")
    if not mark:  # tokenizers that hide the mark
        name, brace, rest = part.partition("{")
        head, arguments = name, brace + rest
    return named_call(head.partition("[CALL_ID]")[0], arguments)


def _from_deepseek(body: str) -> Call | None:
    head, _separator, rest = body.partition("<｜tool▁sep｜>")
    if found := _FENCED.match(rest):
        return named_call(found[1], found[2])
    return named_call(head, rest)
