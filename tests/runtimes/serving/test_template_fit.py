"""Messages in the form that a template takes, found out by letting it write examples."""

from typing import Any

import pytest

from runtimes.serving.chat_prompt import read_prompt
from runtimes.serving.request_body import Body
from runtimes.serving.template_capabilities import CallStyle, capabilities_of
from tests.fakes.scripted_engine import CHATML, CHATML_WITH_TOOLS, card

USER = {"role": "user", "content": "hi"}
CALLING = {
    "role": "assistant",
    "content": "",
    "tool_calls": [
        {"id": "1", "type": "function", "function": {"name": "f", "arguments": '{"a": 1}'}}
    ],
}
RESULT = {"role": "tool", "tool_call_id": "1", "content": "done"}
# As DeepSeek R1's: text is joined, and calls are written where there is no content.
TEXT_ARGUMENTS = (
    "{% for m in messages %}{% if m.content is none %}{% for c in m.tool_calls %}"
    "{{ c.function.name + ':' + c.function.arguments }}{% endfor %}{% else %}"
    "{{ m.content }}{% endif %}|{% endfor %}"
)
# As Gemma 2's.
NO_SYSTEM = (
    "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}"
    "{% for m in messages %}{{ m.role }}={{ m.content }}|{% endfor %}"
)
# As SmolVLM's.
PARTS = "{% for m in messages %}{% for p in m.content %}{{ p.text }}|{% endfor %}{% endfor %}"


def prompt_of(template: str, *messages: dict[str, Any]) -> str:
    return read_prompt(Body({"messages": [*messages]}), card(chat_template=template)).text


def test_arguments_as_text_and_no_content() -> None:
    style = capabilities_of(TEXT_ARGUMENTS).call_style
    assert style == CallStyle(object_arguments=False, null_content=True)
    assert prompt_of(TEXT_ARGUMENTS, USER, CALLING, RESULT) == 'hi|f:{"a": 1}|done|'


def test_what_the_system_says_is_never_lost() -> None:
    system = {"role": "system", "content": "Be kind."}
    assert not capabilities_of(NO_SYSTEM).system_role
    assert prompt_of(NO_SYSTEM, system, USER) == "user=Be kind.\n\nhi|"


def test_a_template_that_wants_parts_gets_them() -> None:
    assert capabilities_of(PARTS).typed_content
    assert prompt_of(PARTS, USER) == "hi|"


@pytest.mark.parametrize(
    ("template", "tools", "style"),
    [
        (CHATML, False, None),
        (CHATML_WITH_TOOLS, True, CallStyle(object_arguments=True, null_content=False)),
        ("", False, None),
        ("{{ broken", False, None),
    ],
    ids=["chatml", "tools", "none", "broken"],
)
def test_what_templates_can(template: str, tools: bool, style: CallStyle | None) -> None:
    can = capabilities_of(template)
    assert (can.tools, can.call_style) == (tools, style)
