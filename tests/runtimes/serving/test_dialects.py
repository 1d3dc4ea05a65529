"""How the answers of the families people run are read, whole and one character at a time."""

import json

import pytest

from runtimes.serving.answer_parts import AnswerPart, Call, Content, MoreArguments, Reasoning
from runtimes.serving.dialects import reader_for

TOOLS = {
    "weather": {
        "type": "object",
        "properties": {
            "city": {"type": "string"},
            "days": {"type": "integer"},
            "where": {"type": "object"},
        },
    },
    "now": {"type": "object", "properties": {}},
}
OSLO = ("weather", {"city": "Oslo"})
HERMES = "tools <tool_call>"
LLAMA = "<|start_header_id|>"
MISTRAL = "[TOOL_CALLS]"
DEEPSEEK = "<｜tool▁calls▁begin｜>"
GEMMA_4 = "<|tool_call>"
FUNCTION_GEMMA = "<start_function_call>"
PHI = "<|tool|>"
HARMONY = "<|channel|>"

# template, answer, content, reasoning, calls
CASES = {
    "plain": (HERMES, "Hello there. ", "Hello there. ", "", []),
    "hermes": (
        HERMES,
        '<tool_call>\n{"name": "weather", "arguments": {"city": "Oslo"}}\n</tool_call>',
        "",
        "",
        [OSLO],
    ),
    "hermes, text and two calls": (
        HERMES,
        "I look.\n\n"
        '<tool_call>{"name": "weather", "arguments": {"city": "Oslo"}}</tool_call>\n'
        '<tool_call>{"name": "now", "arguments": {}}</tool_call>\n',
        "I look.",
        "",
        [OSLO, ("now", {})],
    ),
    "hermes, the end is missing": (
        HERMES,
        '<tool_call>{"name": "weather", "arguments": {"city": "Oslo"}}',
        "",
        "",
        [OSLO],
    ),
    "hermes, no call": (
        HERMES,
        "<tool_call>oops</tool_call>",
        "<tool_call>oops</tool_call>",
        "",
        [],
    ),
    "hermes, broken off": (HERMES, '<tool_call>{"name": "we', '<tool_call>{"name": "we', "", []),
    "hermes, arguments as text": (
        HERMES,
        '<tool_call>{"name": "weather", "arguments": "{\\"city\\": \\"Oslo\\"}"}</tool_call>',
        "",
        "",
        [OSLO],
    ),
    "qwen 3 thinks": (
        HERMES,
        "<think>\nIs it cold?\n\n</think>\n\n"
        '<tool_call>{"name": "weather", "arguments": {"city": "Oslo"}}</tool_call>',
        "",
        "Is it cold?",
        [OSLO],
    ),
    "a mark within arguments": (
        HERMES,
        '<tool_call>{"name": "weather", "arguments": {"city": "</tool_call> \\"}{"}}</tool_call>',
        "",
        "",
        [("weather", {"city": '</tool_call> "}{'})],
    ),
    "a mark later is text": (
        HERMES,
        "Use <think> tags </think>",
        "Use <think> tags </think>",
        "",
        [],
    ),
    "qwen 3 coder": (
        HERMES,
        "<tool_call>\n<function=weather>\n<parameter=city>\nOslo\n</parameter>\n"
        "<parameter=days>\n3\n</parameter>\n</function>\n</tool_call>",
        "",
        "",
        [("weather", {"city": "Oslo", "days": 3})],
    ),
    "a string that looks like a number": (
        HERMES,
        "<tool_call><function=weather><parameter=city>\n007\n</parameter></function></tool_call>",
        "",
        "",
        [("weather", {"city": "007"})],
    ),
    "glm": (
        HERMES,
        "<tool_call>weather\n<arg_key>city</arg_key>\n<arg_value>Oslo</arg_value>\n</tool_call>",
        "",
        "",
        [OSLO],
    ),
    "llama 3": (LLAMA, '{"name": "weather", "parameters": {"city": "Oslo"}}', "", "", [OSLO]),
    "llama 3, two": (
        LLAMA,
        '{"name": "weather", "parameters": {"city": "Oslo"}}; {"name": "now", "parameters": {}}',
        "",
        "",
        [OSLO, ("now", {})],
    ),
    "llama 3 by tag": (
        LLAMA,
        '<|python_tag|>{"name": "weather", "parameters": {"city": "Oslo"}}',
        "",
        "",
        [OSLO],
    ),
    "llama 3, JSON that is no call": (LLAMA, '{"city": "Oslo"}', '{"city": "Oslo"}', "", []),
    "llama 3, braces in text": (LLAMA, 'Use {"a": 1}.', 'Use {"a": 1}.', "", []),
    "mistral": (
        MISTRAL,
        '[TOOL_CALLS][{"name": "weather", "arguments": {"city": "Oslo"}}, '
        '{"name": "now", "arguments": {}}]',
        "",
        "",
        [OSLO, ("now", {})],
    ),
    "mistral of 2025": (
        MISTRAL,
        'Well. [TOOL_CALLS]weather[ARGS]{"city": "Oslo"}[TOOL_CALLS]now[CALL_ID]abc[ARGS]{}',
        "Well.",
        "",
        [OSLO, ("now", {})],
    ),
    "magistral": (MISTRAL, "[THINK]Hm.[/THINK]Yes.", "Yes.", "Hm.", []),
    "deepseek v3": (
        DEEPSEEK,
        "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>weather\n```json\n"
        '{"city": "Oslo"}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
        "",
        "",
        [OSLO],
    ),
    "deepseek v3.1": (
        DEEPSEEK,
        '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>weather<｜tool▁sep｜>{"city": "Oslo"}'
        "<｜tool▁call▁end｜><｜tool▁call▁begin｜>now<｜tool▁sep｜>{}<｜tool▁call▁end｜>"
        "<｜tool▁calls▁end｜>",
        "",
        "",
        [OSLO, ("now", {})],
    ),
    "gemma 4": (
        GEMMA_4,
        "<|channel>thought\nHm.<channel|>"
        '<|tool_call>call:weather{city:<|"|>O, {slo}<|"|>,days:3,where:{x:[1,true,null]}}'
        "<tool_call|>",
        "",
        "Hm.",
        [
            (
                "weather",
                {"city": "O, {slo}", "days": 3, "where": {"x": [1, True, None]}},
            )
        ],
    ),
    "function gemma": (
        FUNCTION_GEMMA,
        "<start_function_call>call:weather{city:<escape>Oslo<escape>}<end_function_call>",
        "",
        "",
        [OSLO],
    ),
    "phi 4 mini": (
        PHI,
        '<|tool_call|>[{"name": "weather", "arguments": {"city": "Oslo"}}]<|/tool_call|>',
        "",
        "",
        [OSLO],
    ),
    "phi 4 mini by name": (
        PHI,
        'functools[{"name": "weather", "arguments": {"city": "Oslo"}}]',
        "",
        "",
        [OSLO],
    ),
    "gpt-oss": (
        HARMONY,
        "<|channel|>analysis<|message|>Cold?<|end|><|start|>assistant<|channel|>final<|message|>Yes.",
        "Yes.",
        "Cold?",
        [],
    ),
    "gpt-oss calls": (
        HARMONY,
        "<|channel|>analysis<|message|>Look.<|end|><|start|>assistant<|channel|>commentary "
        'to=functions.weather <|constrain|>json<|message|>{"city": "Oslo"}<|call|>',
        "",
        "Look.",
        [OSLO],
    ),
    "gpt-oss, recipient before the channel": (
        HARMONY,
        "<|start|>assistant to=functions.now<|channel|>commentary<|message|>{}",
        "",
        "",
        [("now", {})],
    ),
    "gpt-oss, a preamble": (
        HARMONY,
        "<|channel|>commentary<|message|>I will look.<|end|>",
        "I will look.",
        "",
        [],
    ),
}


def read(template: str, pieces: list[str], prompt: str = "") -> list[AnswerPart]:
    reader = reader_for(template, prompt, TOOLS)
    return [*(part for one in pieces for part in reader.feed(one)), *reader.finish()]


def told(parts: list[AnswerPart]) -> tuple[str, str, list[tuple[str, object]]]:
    calls: list[list[str]] = []
    for part in parts:
        if isinstance(part, Call):
            calls.append([part.name, part.arguments])
        elif isinstance(part, MoreArguments):
            calls[-1][1] += part.text
    return (
        "".join(part.text for part in parts if isinstance(part, Content)),
        "".join(part.text for part in parts if isinstance(part, Reasoning)),
        [(name, json.loads(arguments)) for name, arguments in calls],
    )


@pytest.mark.parametrize("size", [1, 3, 10_000])
@pytest.mark.parametrize("name", CASES)
def test_answers_are_read_however_they_are_cut(name: str, size: int) -> None:
    template, answer, content, reasoning, calls = CASES[name]
    pieces = [answer[at : at + size] for at in range(0, len(answer), size)]
    assert told(read(template, pieces)) == (content, reasoning, calls)


def test_a_prompt_may_begin_the_thinking() -> None:
    parts = read(HERMES, ["Hm.\n", "</think>", "\nYes."], prompt="assistant\n<think>\n")
    assert told(parts) == ("Yes.", "Hm.", [])


def test_thinking_that_never_ends_is_thinking() -> None:
    assert told(read(HERMES, ["<think>Hm"])) == ("", "Hm", [])


def test_text_is_passed_on_as_it_comes() -> None:
    reader = reader_for(HERMES, "", TOOLS)
    assert [[*reader.feed(one)] for one in ("Yes", " <tool", "box>")] == [
        [Content("Yes")],
        [],
        [Content(" <toolbox>")],
    ]


def test_without_tools_nothing_is_a_call() -> None:
    reader = reader_for(LLAMA, "", {})
    answer = '{"name": "weather", "parameters": {}}'
    assert told([*reader.feed(answer), *reader.finish()]) == (answer, "", [])


def test_thoughts_may_be_left_in_the_text() -> None:
    reader = reader_for(HERMES, "", {}, reasoning=False)
    assert told([*reader.feed("<think>a</think>b")])[0] == "<think>a</think>b"


def test_every_call_has_an_id_that_mistral_takes() -> None:
    _template, answer, *_rest = CASES["mistral"]
    ids = {part.id for part in read(MISTRAL, [answer]) if isinstance(part, Call)}
    assert len(ids) == 2
    assert all(len(one) == 9 and one.isalnum() for one in ids)


def test_long_arguments_are_passed_on_while_they_are_written() -> None:
    reader = reader_for(HERMES, "", TOOLS)
    begun = [*reader.feed('<tool_call>{"name": "weather", "arguments": {"city": "Os')]
    assert begun == [Call("weather", ""), MoreArguments('{"city": "Os')]
    assert [*reader.feed('lo"}}')] == [MoreArguments('lo"}')]
    assert [*reader.feed("</tool_call>"), *reader.finish()] == []
