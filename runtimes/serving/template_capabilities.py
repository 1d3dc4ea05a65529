"""Finds out what a chat template can say, by letting it write examples."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from runtimes.serving.chat_template import BadTemplate, render

_NEEDLE, _OTHER, _VALUE = "needle_a1", "needle_b2", "needle_c3"
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
class CallStyle:
    """How a template takes calls that the assistant made.

    Attributes:
        object_arguments: as an object; as its text otherwise.
        null_content: only beside a content of null, where there is no text.
    """

    object_arguments: bool
    null_content: bool


_STYLES = tuple(
    CallStyle(object_arguments, null_content)
    for null_content in (False, True)
    for object_arguments in (True, False)
)


@dataclass(frozen=True, slots=True)
class TemplateCapabilities:
    """What a template passes on to the model.

    Attributes:
        string_content: content as a string.
        typed_content: content as a list of parts, where a string is not taken.
        call_style: ``None`` when calls are not passed on at all.
    """

    string_content: bool
    typed_content: bool
    system_role: bool
    tools: bool
    call_style: CallStyle | None
    parallel_tool_calls: bool
    reasoning_effort: bool
    preserve_reasoning: bool


@lru_cache(maxsize=8)
def capabilities_of(template: str) -> TemplateCapabilities:
    """What the template can say; nothing for an empty one."""

    def says(needle: str, messages: Sequence[Mapping[str, Any]], **names: Any) -> bool:
        names = {**_SPECIALS, "tools": None, **names}
        try:
            return needle in render(template, messages, names=names, add_generation_prompt=True)
        except BadTemplate:
            return False

    def takes_calls(style: CallStyle, *tools: str) -> bool:
        turn = [_USER, _calling(style, tools), *map(_result, tools)]
        return all(says(needle, turn) for needle in (tools[-1], _VALUE))

    thought = {"role": "assistant", "content": "yes", "reasoning_content": _NEEDLE}
    parts = [{"type": "text", "text": _NEEDLE}]
    takes_text = says(_NEEDLE, [{"role": "user", "content": _NEEDLE}])
    style = next((one for one in _STYLES if takes_calls(one, _NEEDLE)), None)
    return TemplateCapabilities(
        string_content=takes_text,
        typed_content=not takes_text and says(_NEEDLE, [{"role": "user", "content": parts}]),
        system_role=says(_NEEDLE, [{"role": "system", "content": _NEEDLE}, _USER]),
        tools=says(_NEEDLE, [_USER], tools=[_TOOL]),
        call_style=style,
        parallel_tool_calls=style is not None and takes_calls(style, _NEEDLE, _OTHER),
        reasoning_effort=says(_NEEDLE, [_USER], reasoning_effort=_NEEDLE),
        preserve_reasoning=says(_NEEDLE, [_USER, thought, _USER]),
    )


def _calling(style: CallStyle, tools: Sequence[str]) -> dict[str, Any]:
    arguments: Any = {"p": _VALUE} if style.object_arguments else json.dumps({"p": _VALUE})
    return {
        "role": "assistant",
        "content": None if style.null_content else "",
        "tool_calls": [
            {
                "id": "a12345678",
                "type": "function",
                "function": {"name": name, "arguments": arguments},
            }
            for name in tools
        ],
    }


def _result(name: str) -> dict[str, Any]:
    return {"role": "tool", "name": name, "tool_call_id": "a12345678", "content": "done"}
