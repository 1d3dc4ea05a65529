"""Finds out what a chat template can say, by letting it write examples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from runtimes.serving.chat_template import BadTemplate, render

_NEEDLE, _OTHER = "needle_a1", "needle_b2"
_USER = {"role": "user", "content": "hi"}
_SPECIALS = {"bos_token": "", "eos_token": ""}
_TOOL = {
    "type": "function",
    "function": {
        "name": _NEEDLE,
        "description": "d",
        "parameters": {"type": "object", "properties": {"p": {"type": "string"}}},
    },
}


@dataclass(frozen=True, slots=True)
class TemplateCapabilities:
    """What a template passes on to the model."""

    content: bool
    system_role: bool
    tools: bool
    tool_calls: bool
    parallel_tool_calls: bool
    reasoning_effort: bool
    preserve_reasoning: bool


@lru_cache(maxsize=8)
def capabilities_of(template: str) -> TemplateCapabilities:
    """What the template can say; nothing for an empty one."""

    def says(needle: str, messages: Sequence[Mapping[str, Any]], **names: Any) -> bool:
        try:
            text = render(
                template, messages, names={**_SPECIALS, **names}, add_generation_prompt=True
            )
        except BadTemplate:
            return False
        return needle in text

    called = [_USER, _message(_call(_NEEDLE)), _result(_NEEDLE)]
    twice = [_USER, _message(_call(_NEEDLE), _call(_OTHER)), _result(_NEEDLE), _result(_OTHER)]
    thought = {"role": "assistant", "content": "yes", "reasoning_content": _NEEDLE}
    return TemplateCapabilities(
        content=says(_NEEDLE, [{"role": "user", "content": _NEEDLE}], tools=None),
        system_role=says(_NEEDLE, [{"role": "system", "content": _NEEDLE}, _USER], tools=None),
        tools=says(_NEEDLE, [_USER], tools=[_TOOL]),
        tool_calls=says(_NEEDLE, called, tools=None),
        parallel_tool_calls=says(_OTHER, twice, tools=None),
        reasoning_effort=says(_NEEDLE, [_USER], tools=None, reasoning_effort=_NEEDLE),
        preserve_reasoning=says(_NEEDLE, [_USER, thought, _USER], tools=None),
    )


def _call(name: str) -> dict[str, Any]:
    return {"id": "a12345678", "type": "function", "function": {"name": name, "arguments": {}}}


def _message(*calls: Mapping[str, Any]) -> dict[str, Any]:
    return {"role": "assistant", "content": "", "tool_calls": list(calls)}


def _result(name: str) -> dict[str, Any]:
    return {"role": "tool", "name": name, "tool_call_id": "a12345678", "content": "done"}
