"""Turns a request of Anthropic's Messages API into one of ``/v1/chat/completions``. Pure."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from runtimes.serving.errors import bad_request, not_supported
from runtimes.serving.request_body import Body

_BILLING = re.compile(r"(x-anthropic-billing-header:[^\n]*?\bcch=)[^;\s]*")
"""Changes with each request of Claude Code, so that no prompt would ever begin alike."""
_SAME_NAMES = ("temperature", "top_p", "top_k", "stream", "seed", "max_tokens", "min_p")
_CHOICES = {"auto": "auto", "any": "required", "none": "none"}


def chat_body(body: Body) -> Body:
    """The same request for the chat.

    Raises:
        ApiError: 400 or 501, it holds what cannot be understood.
    """
    messages = [*_system(body.get("system")), *_messages(body)]
    fields = {name: body.get(name) for name in _SAME_NAMES}
    choice = body.mapping("tool_choice")
    return Body(
        {
            **fields,
            "messages": messages,
            "stop": body.texts("stop_sequences"),
            "tools": [*map(_tool, filter(_is_function, body.items("tools")))],
            "tool_choice": _choice(choice),
            "parallel_tool_calls": not choice.get("disable_parallel_tool_use", False),
            "chat_template_kwargs": _template_names(body),
        }
    )


def _system(system: Any) -> Iterator[dict[str, Any]]:
    if text := _text(system):
        yield {"role": "system", "content": _BILLING.sub(r"\1fffff", text)}


def _messages(body: Body) -> Iterator[dict[str, Any]]:
    given = body.items("messages")
    if not given:
        raise bad_request("'messages' must be a list with at least one message.")
    for message in given:
        if not isinstance(message, dict) or not isinstance(message.get("role"), str):
            raise bad_request("Every message must be an object with a 'role'.")
        content = message.get("content")
        if isinstance(content, list) and all(isinstance(block, dict) for block in content):
            yield from _from_blocks(message["role"], content)
        else:
            yield {"role": message["role"], "content": content}


def _from_blocks(role: str, blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Results of tools are messages of their own, before what the user says to them."""
    parts: list[dict[str, Any]] = []
    thoughts, calls = [], []
    for block in blocks:
        match block.get("type"):
            case "text":
                parts.append({"type": "text", "text": _text([block])})
            case "image":
                parts.append(_picture(block))
            case "thinking":
                thoughts.append(str(block.get("thinking", "")))
            case "redacted_thinking":
                pass
            case "tool_use":
                calls.append(_call(block))
            case "tool_result":
                yield _result(block)
            case other:
                raise not_supported(f"Only text and pictures are taken, not {other!r}.")
    if not parts and not thoughts and not calls:
        return
    is_text = all(part["type"] == "text" for part in parts)
    content = "\n".join(part["text"] for part in parts) if is_text else parts
    message: dict[str, Any] = {"role": role, "content": content}
    if thoughts:
        message["reasoning_content"] = "\n".join(thoughts)
    if calls:
        message["tool_calls"] = calls
    yield message


def _picture(block: Mapping[str, Any]) -> dict[str, Any]:
    """As a chat holds it; what lies elsewhere is refused there."""
    source = block.get("source")
    source = source if isinstance(source, Mapping) else {}
    url = source.get("url")
    if source.get("type") == "base64":
        url = f"data:{source.get('media_type')};base64,{source.get('data')}"
    return {"type": "image_url", "image_url": {"url": url}}


def _call(block: Mapping[str, Any]) -> dict[str, Any]:
    arguments = json.dumps(block.get("input") or {}, ensure_ascii=False)
    function = {"name": block.get("name"), "arguments": arguments}
    return {"id": block.get("id"), "type": "function", "function": function}


def _result(block: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "role": "tool",
        "tool_call_id": block.get("tool_use_id"),
        "content": _text(block.get("content")),
    }


def _text(content: Any) -> str:
    """The text of a string or of text blocks."""
    if content is None or isinstance(content, str):
        return content or ""
    if not isinstance(content, list) or not all(isinstance(part, dict) for part in content):
        raise bad_request("Content must be a string or a list of blocks.")
    others = [part.get("type") for part in content if part.get("type") != "text"]
    if others:
        raise not_supported(f"Only text is supported here, not {others[0]!r}.")
    return "\n".join(str(part.get("text", "")) for part in content)


def _is_function(tool: Any) -> bool:
    """Whether the client runs the tool; the others are run by Anthropic's own servers."""
    return isinstance(tool, dict) and (
        tool.get("type") in (None, "custom") or "input_schema" in tool
    )


def _tool(tool: Mapping[str, Any]) -> dict[str, Any]:
    function = {
        "name": tool.get("name"),
        "description": tool.get("description") or "",
        "parameters": tool.get("input_schema"),
    }
    return {"type": "function", "function": function}


def _choice(choice: Mapping[str, Any]) -> Any:
    kind = choice.get("type", "auto")
    if kind == "tool":
        return {"type": "function", "function": {"name": choice.get("name")}}
    if kind not in _CHOICES:
        raise bad_request("'tool_choice' must be of the type auto, any, tool or none.")
    return _CHOICES[kind]


def _template_names(body: Body) -> dict[str, Any]:
    """Thinking is switched by the name that most templates ask for."""
    kind = body.mapping("thinking").get("type")
    return {} if kind is None else {"enable_thinking": kind != "disabled"}
