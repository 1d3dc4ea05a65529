"""Gives a chat template its messages in the form that it takes. Pure."""

import json
from collections.abc import Sequence
from typing import Any

from runtimes.serving.template_capabilities import CallStyle, TemplateCapabilities


def fitted(messages: Sequence[dict[str, Any]], can: TemplateCapabilities) -> list[dict[str, Any]]:
    """The same messages.

    Args:
        messages: with strings for contents, or parts where there are pictures, and objects for
            arguments of calls.
    """
    fit = [*messages]
    if not can.system_role:
        fit = _without_system(fit)
    if can.call_style is not None:
        style = can.call_style
        fit = [_with_style(one, style) if "tool_calls" in one else one for one in fit]
    if can.typed_content:
        fit = [{**one, "content": _parts(one["content"])} for one in fit]
    return fit


def _without_system(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the system says is said by the user who comes first."""
    told = [one["content"] for one in messages if one["role"] == "system"]
    others = [one for one in messages if one["role"] != "system"]
    first = next((at for at, one in enumerate(others) if one["role"] == "user"), None)
    if not told or first is None:
        return messages
    content = _after("\n\n".join(told), others[first]["content"])
    return [*others[:first], {**others[first], "content": content}, *others[first + 1 :]]


def _after(told: str, content: Any) -> Any:
    """What was told, and then the content, which is a text or parts."""
    if isinstance(content, str):
        return f"{told}\n\n{content}"
    return [{"type": "text", "text": told}, *content]


def _with_style(message: dict[str, Any], style: CallStyle) -> dict[str, Any]:
    calls = message["tool_calls"]
    if not style.object_arguments:
        calls = [
            {**call, "function": {**call["function"], "arguments": _text(call["function"])}}
            for call in calls
        ]
    content = message["content"] or (None if style.null_content else "")
    return {**message, "tool_calls": calls, "content": content}


def _text(function: dict[str, Any]) -> str:
    return json.dumps(function["arguments"], ensure_ascii=False)


def _parts(content: Any) -> Any:
    return [{"type": "text", "text": content}] if isinstance(content, str) else content
