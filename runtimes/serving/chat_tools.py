"""Reads the tools of a chat request, and what it says about using them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from runtimes.serving.engine import Constraint
from runtimes.serving.errors import bad_request
from runtimes.serving.regions import ToolSchemas
from runtimes.serving.request_body import Body

_NO_PARAMETERS: Mapping[str, Any] = {"type": "object", "properties": {}}


@dataclass(frozen=True, slots=True)
class Tools:
    """What may be called.

    Attributes:
        offered: the tools as a chat template expects them; empty when none may be called.
        is_forced: the answer must be a call.
        at_most_one: several calls in one answer are not wanted.
    """

    offered: Sequence[Mapping[str, Any]] = ()
    is_forced: bool = False
    at_most_one: bool = False
    schemas: ToolSchemas = field(default_factory=dict)

    def constraint(self) -> Constraint:
        """What an answer looks like that is a call of one of the tools, in plain JSON."""
        calls = [
            {
                "type": "object",
                "properties": {"name": {"const": name}, "arguments": schema},
                "required": ["name", "arguments"],
                "additionalProperties": False,
            }
            for name, schema in self.schemas.items()
        ]
        return Constraint(schema=json.dumps(calls[0] if len(calls) == 1 else {"anyOf": calls}))


NO_TOOLS = Tools()


def read_tools(body: Body) -> Tools:
    """The tools that may be called.

    Raises:
        ApiError: 400, they are malformed, or ``tool_choice`` names none of them.
    """
    choice = body.get("tool_choice")
    tools = [] if choice == "none" else [_read_tool(tool) for tool in body.items("tools")]
    if isinstance(choice, Mapping):
        tools = _only(tools, choice)
    elif choice not in (None, "none", "auto", "required"):
        raise bad_request("'tool_choice' must be none, auto, required or the name of a tool.")
    is_forced = isinstance(choice, Mapping) or choice == "required"
    if is_forced and not tools:
        raise bad_request("'tool_choice' asks for a tool, and there are no 'tools'.")
    functions = [tool["function"] for tool in tools]
    return Tools(
        offered=tools,
        is_forced=is_forced,
        at_most_one=not body.flag("parallel_tool_calls", True),
        schemas={function["name"]: function["parameters"] for function in functions},
    )


def _read_tool(tool: Any) -> dict[str, Any]:
    function = tool.get("function") if isinstance(tool, dict) else None
    if not isinstance(function, dict) or not isinstance(function.get("name"), str):
        raise bad_request("Every tool must be an object with a 'function' that has a 'name'.")
    parameters = function.get("parameters") or _NO_PARAMETERS
    if not isinstance(parameters, dict):
        raise bad_request("The 'parameters' of a tool must be a JSON schema, an object.")
    described = {"description": "", **function, "parameters": parameters}
    return {"type": "function", "function": described}


def _only(tools: list[dict[str, Any]], choice: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The one tool that a ``tool_choice`` names."""
    function = choice.get("function")
    name = function.get("name") if isinstance(function, Mapping) else choice.get("name")
    named = [tool for tool in tools if tool["function"]["name"] == name]
    if not named:
        raise bad_request("'tool_choice' names a tool that is not among 'tools'.")
    return named
