"""Turns a request of OpenAI's Responses API into one of ``/v1/chat/completions``. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from runtimes.serving.errors import bad_request, not_supported
from runtimes.serving.pictures import is_picture
from runtimes.serving.request_body import Body

_SAME_NAMES = (
    "temperature",
    "top_p",
    "top_k",
    "min_p",
    "seed",
    "stream",
    "parallel_tool_calls",
    "chat_template_kwargs",
)
_TEXTS = ("input_text", "output_text", "text", "refusal")


def chat_body(body: Body) -> Body:
    """The same request for the chat. Tools that are no functions are left out, for a model
    cannot call them here; Codex sends some with each request.

    Raises:
        ApiError: 400 or 501, it holds what cannot be understood.
    """
    if "previous_response_id" in body:
        raise bad_request(
            "'previous_response_id' is not supported: nothing is kept between requests. Send "
            "the whole conversation as 'input'."
        )
    tools = [_tool(tool) for tool in body.items("tools") if _is_function(tool)]
    return Body(
        {
            **{name: body.get(name) for name in _SAME_NAMES},
            "messages": [*_instructions(body), *_merged(_messages(body.get("input")))],
            "tools": tools,
            "tool_choice": _choice(body.get("tool_choice"), tools),
            "max_tokens": body.get("max_output_tokens"),
            "reasoning_effort": body.mapping("reasoning").get("effort"),
            "response_format": _format(body.mapping("text").get("format")),
        }
    )


def _instructions(body: Body) -> Iterator[dict[str, Any]]:
    if text := body.text("instructions"):
        yield {"role": "system", "content": text}


def _messages(given: Any) -> Iterator[dict[str, Any]]:
    """An empty input is one too: it is how Codex has a model loaded."""
    if given is None:
        raise bad_request("'input' is required.")
    if isinstance(given, str):
        yield {"role": "user", "content": given}
        return
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise bad_request("'input' must be a string or a list of items.")
    if not given:
        yield {"role": "user", "content": ""}
    for item in given:
        yield from _from_item(item)


def _from_item(item: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    match item.get("type", "message"):
        case "message":
            yield {"role": item.get("role"), "content": _content(item.get("content"))}
        case "function_call":
            function = {"name": item.get("name"), "arguments": item.get("arguments") or "{}"}
            call = {"id": _call_id(item), "type": "function", "function": function}
            yield {"role": "assistant", "content": "", "tool_calls": [call]}
        case "function_call_output":
            yield {
                "role": "tool",
                "tool_call_id": _call_id(item),
                "content": _content(item.get("output")),
            }
        case "reasoning":
            if text := _reasoning(item):
                yield {"role": "assistant", "content": "", "reasoning_content": text}
        case _:  # calls of tools that are run elsewhere, and what comes next
            return


def _call_id(item: Mapping[str, Any]) -> str:
    """The id as the model's template takes it, without what was put before it for the client."""
    return str(item.get("call_id", "")).removeprefix("call_")


def _merged(messages: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """One message for what the assistant thought, said and called in one turn."""
    merged: list[dict[str, Any]] = []
    for message in messages:
        before = merged[-1] if merged else None
        if before is None or before["role"] != "assistant" or message["role"] != "assistant":
            merged.append(message)
            continue
        texts = [text for text in (before["content"], message["content"]) if text]
        calls = [*before.get("tool_calls", []), *message.get("tool_calls", [])]
        merged[-1] = {**before, **message, "content": "\n".join(texts)}
        if calls:
            merged[-1]["tool_calls"] = calls
    return merged


def _reasoning(item: Mapping[str, Any]) -> str:
    parts = item.get("content") or item.get("summary") or []
    texts = [part.get("text") for part in parts if isinstance(part, dict)]
    return "\n".join(text for text in texts if isinstance(text, str))


def _content(content: Any) -> Any:
    if content is None or isinstance(content, str):
        return content or ""
    if not isinstance(content, list) or not all(isinstance(part, dict) for part in content):
        raise bad_request("Content must be a string or a list of parts.")
    if any(is_picture(part) for part in content):
        return [_part(part) for part in content]
    return "\n".join(_part(part)["text"] for part in content)


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    if is_picture(part):
        return {"type": "image_url", "image_url": part.get("image_url")}
    if part.get("type") not in _TEXTS:
        kind = part.get("type")
        raise not_supported(f"Only text and pictures are taken in a message, not {kind!r}.")
    return {"type": "text", "text": str(part.get("text", ""))}


def _is_function(tool: Any) -> bool:
    return isinstance(tool, dict) and tool.get("type") == "function"


def _tool(tool: Mapping[str, Any]) -> dict[str, Any]:
    function = tool.get("function") or {
        "name": tool.get("name"),
        "description": tool.get("description") or "",
        "parameters": tool.get("parameters"),
    }
    return {"type": "function", "function": function}


def _choice(choice: Any, tools: list[dict[str, Any]]) -> Any:
    """``auto`` where nothing is left to choose from."""
    if isinstance(choice, dict) and choice.get("type") != "function":
        return "auto"
    return choice if tools or choice != "required" else "auto"


def _format(form: Any) -> Any:
    """Here the schema lies beside the type, in a chat below it."""
    if isinstance(form, dict) and form.get("type") == "json_schema":
        return {"type": "json_schema", "json_schema": form}
    return form
