"""Knows from a chat template how its model marks reasoning and tool calls. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from runtimes.serving.answer_parts import AnswerReader
from runtimes.serving.harmony import MARKS, HarmonyReader
from runtimes.serving.regions import Region, RegionReader, ToolSchemas
from runtimes.serving.tool_call_forms import (
    read_deepseek,
    read_gemma,
    read_hermes,
    read_json,
    read_mistral,
)

_THOUGHTS = (
    Region("<think>", "</think>", at_start=True),
    Region("[THINK]", "[/THINK]", at_start=True),
    Region("<|channel>thought", "<channel|>"),
)
_BARE_JSON = Region("{", decode=read_json, at_start=True, is_part=True)
_HERMES = Region(
    "<tool_call>",
    "</tool_call>",
    read_hermes,
    beginning=re.compile(r'\s*\{\s*"name"\s*:\s*"([^"\\]+)"\s*,\s*"arguments"\s*:\s*(?=\{)'),
)
_NAME_AND_ARGUMENTS = re.compile(
    r"\s*(?:\[TOOL_CALLS\])?([\w.\-]+)(?:\[CALL_ID\]\w*)?\[ARGS\]\s*(?=\{)"
)


@dataclass(frozen=True, slots=True)
class _Family:
    """How some models call tools.

    Attributes:
        sign: what tells the family, in its chat template.
        regions: where its calls stand.
        specials: tokens within them; engines hide such tokens otherwise.
    """

    sign: str
    regions: Sequence[Region]
    specials: Sequence[str]


_FAMILIES = (
    _Family(
        "[TOOL_CALLS]",
        [Region("[TOOL_CALLS]", decode=read_mistral, beginning=_NAME_AND_ARGUMENTS)],
        ["[TOOL_CALLS]", "[ARGS]", "[CALL_ID]"],
    ),
    _Family(
        "<｜tool▁calls▁begin｜>",
        [Region("<｜tool▁calls▁begin｜>", "<｜tool▁calls▁end｜>", read_deepseek)],
        [
            "<｜tool▁calls▁begin｜>",
            "<｜tool▁call▁begin｜>",
            "<｜tool▁sep｜>",
            "<｜tool▁call▁end｜>",
            "<｜tool▁calls▁end｜>",
        ],
    ),
    _Family(
        "<|tool_call>",
        [Region("<|tool_call>", "<tool_call|>", read_gemma)],
        ["<|tool_call>", "<tool_call|>", '<|"|>'],
    ),
    _Family(
        "<start_function_call>",
        [Region("<start_function_call>", "<end_function_call>", read_gemma)],
        ["<start_function_call>", "<end_function_call>", "<escape>"],
    ),
    _Family(
        "<|tool|>",  # Phi-4-mini
        [
            Region("<|tool_call|>", "<|/tool_call|>", read_json),
            Region("functools", decode=read_json, at_start=True),
        ],
        ["<|tool_call|>", "<|/tool_call|>"],
    ),
    _Family("<tool_call>", [_HERMES], ["<tool_call>", "</tool_call>"]),
    _Family(
        "<|start_header_id|>",  # Llama 3
        [Region("<|python_tag|>", decode=read_json), _BARE_JSON],
        ["<|python_tag|>"],
    ),
)
_OTHERS = _Family("", [_HERMES, _BARE_JSON], ["<tool_call>", "</tool_call>"])
_THOUGHT_SPECIALS = ("<think>", "</think>", "[THINK]", "[/THINK]", "<|channel>", "<channel|>")


def specials_of(template: str) -> Sequence[str]:
    """Special tokens that belong to the text of an answer, for they are read here."""
    if _is_harmony(template):
        return MARKS
    return (*_THOUGHT_SPECIALS, *_family(template).specials)


def reader_for(
    template: str,
    prompt: str,
    tools: ToolSchemas,
    *,
    reasoning: bool = True,
    bare_calls: bool = False,
) -> AnswerReader:
    """Reads the answer to a prompt.

    Args:
        prompt: its end tells whether the model is thinking already.
        tools: what may be called; without any, nothing is taken for a call.
        reasoning: false leaves what was thought in the text, marks included.
        bare_calls: the answer was forced to be a call in plain JSON.
    """
    if bare_calls:
        return RegionReader([_BARE_JSON], tools)
    if _is_harmony(template):
        return HarmonyReader()
    thoughts = _THOUGHTS if reasoning else ()
    calls = _family(template).regions if tools else ()
    return RegionReader([*thoughts, *calls], tools, inside=_opened(prompt, thoughts))


def _opened(prompt: str, thoughts: Sequence[Region]) -> Region | None:
    end = prompt.rstrip()
    return next((one for one in thoughts if end.endswith(one.opening)), None)


def _is_harmony(template: str) -> bool:
    return "<|channel|>" in template


def _family(template: str) -> _Family:
    return next((family for family in _FAMILIES if family.sign in template), _OTHERS)
