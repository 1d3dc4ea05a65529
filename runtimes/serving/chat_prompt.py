"""Turns a chat request's messages into a prompt."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runtimes.serving.chat_template import BadTemplate, render
from runtimes.serving.chat_tools import NO_TOOLS, Tools
from runtimes.serving.engine import ModelCard
from runtimes.serving.errors import bad_request, not_supported
from runtimes.serving.pictures import PICTURES_LIMIT, is_picture, read_picture
from runtimes.serving.request_body import Body
from runtimes.serving.template_capabilities import capabilities_of
from runtimes.serving.template_fit import fitted

_HERE = "\ue000continue here\ue000"
"""Marks the end of a message that is to be continued; the characters are in private use."""


@dataclass(frozen=True, slots=True)
class ChatPrompt:
    """What the model is to read: a text, with places for pictures, and the files of these."""

    text: str
    pictures: Sequence[bytes] = ()


def read_prompt(body: Body, card: ModelCard, tools: Tools = NO_TOOLS) -> ChatPrompt:
    """The prompt for ``messages``, as the model's own template writes it.

    A last message of the assistant is continued, not answered.

    Raises:
        ApiError: 400 for messages or a template that cannot be used, 501 for tools that the
            template does not know.
    """
    if not card.chat_template:
        raise bad_request(
            "This model has no chat template, so it cannot chat. Use /v1/completions with a "
            "prompt instead."
        )
    can = capabilities_of(card.chat_template)
    if tools.offered and not can.tools:
        raise not_supported(
            "The chat template of this model has no place for tools. Leave 'tools' out, or load "
            "a model that was made for them."
        )
    pictures: list[bytes] = []
    messages = [_read_message(message, card, pictures) for message in _read_list(body)]
    continues = _continues(messages, body)
    if continues:
        messages[-1]["content"] += _HERE
    try:
        text = render(
            card.chat_template,
            fitted(messages, can),
            names={**card.special_tokens, **_names(body, tools)},
            add_generation_prompt=not continues and body.flag("add_generation_prompt", True),
        )
    except BadTemplate as error:
        raise bad_request(str(error)) from error
    return ChatPrompt(_cut(text) if continues else text, pictures)


def _names(body: Body, tools: Tools) -> dict[str, Any]:
    """What the template may ask for beside the messages."""
    effort = body.text("reasoning_effort")
    return {
        "tools": list(tools.offered) or None,
        **({"reasoning_effort": effort} if effort else {}),
        **body.mapping("chat_template_kwargs"),
    }


def _read_list(body: Body) -> list[Any]:
    messages = body.items("messages")
    if not messages:
        raise bad_request("'messages' must be a list with at least one message.")
    return messages


def _read_message(message: Any, card: ModelCard, pictures: list[bytes]) -> dict[str, Any]:
    """The message with a text for content, or parts where it holds pictures, which are added to
    the list; what else it holds is left to the template."""
    if not isinstance(message, dict) or not isinstance(message.get("role"), str):
        raise bad_request("Every message must be an object with a 'role'.")
    role = "system" if message["role"] == "developer" else message["role"]
    content = _read_content(message.get("content"), card, pictures)
    if role == "assistant" and not isinstance(content, str):
        raise bad_request("Only a user shows pictures; the assistant cannot.")
    read = {**message, "role": role, "content": content}
    if message.get("tool_calls"):
        read["tool_calls"] = _read_calls(message["tool_calls"])
    else:
        read.pop("tool_calls", None)
    return read


def _read_calls(calls: Any) -> list[dict[str, Any]]:
    if not isinstance(calls, list):
        raise bad_request("A message's 'tool_calls' must be a list.")
    return [_read_call(call) for call in calls]


def _read_call(call: Any) -> dict[str, Any]:
    """The call with an object for arguments, as templates expect, where clients send its text."""
    function = call.get("function") if isinstance(call, dict) else None
    if not isinstance(function, dict) or not isinstance(function.get("name"), str):
        raise bad_request("Every tool call must be an object with a 'function' that has a 'name'.")
    arguments = function.get("arguments") or {}
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments)
        except (ValueError, RecursionError):
            raise bad_request("The 'arguments' of a tool call are not valid JSON.") from None
    return {"type": "function", **call, "function": {**function, "arguments": arguments}}


def _read_content(content: Any, card: ModelCard, pictures: list[bytes]) -> Any:
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        raise bad_request("A message's 'content' must be a string, a list of parts or null.")
    before = len(pictures)
    parts = [_read_part(part, card, pictures) for part in content]
    if len(pictures) > before:
        return parts
    return "\n".join(part["text"] for part in parts)


def _read_part(part: Any, card: ModelCard, pictures: list[bytes]) -> dict[str, str]:
    if not isinstance(part, Mapping):
        raise bad_request("Every part of a message's 'content' must be an object.")
    if is_picture(part) and card.sees:
        pictures.append(read_picture(part))
        if len(pictures) > PICTURES_LIMIT:
            raise bad_request(f"At most {PICTURES_LIMIT} pictures can be shown at once.")
        return {"type": "image"}
    if part.get("type") not in ("text", "input_text", "output_text"):
        raise not_supported(_no_sense_for(part.get("type")))
    if not isinstance(part.get("text"), str):
        raise bad_request("A text part needs 'text', a string.")
    return {"type": "text", "text": str(part["text"])}


def _no_sense_for(kind: Any) -> str:
    return (
        f"This model takes only text in a message, not {kind!r}. Leave it out, or load a model "
        "that was made for it."
    )


def _continues(messages: Sequence[Mapping[str, Any]], body: Body) -> bool:
    """Whether the last message is the beginning of the answer."""
    wanted = body.flag("continue_final_message", not body.flag("add_generation_prompt"))
    last = messages[-1]
    return last["role"] == "assistant" and "tool_calls" not in last and wanted


def _cut(text: str) -> str:
    """The text up to the mark, without what the template writes to close the turn."""
    before, mark, _closing = text.rpartition(_HERE)
    if not mark:
        raise bad_request("The model's chat template hides the message that should be continued.")
    return before
