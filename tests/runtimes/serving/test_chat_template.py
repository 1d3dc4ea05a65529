"""Templates of strangers: rendered right, and never dangerous or endless."""

import time
from typing import Any

import pytest

from runtimes.serving import chat_template
from runtimes.serving.chat_prompt import read_prompt
from runtimes.serving.chat_template import BadTemplate, render
from runtimes.serving.errors import ApiError
from runtimes.serving.request_body import Body
from tests.fakes.scripted_engine import card

USER = {"role": "user", "content": "hi"}
ASSISTANT = {"role": "assistant", "content": "Sure, "}


def rendered(source: str, **names: Any) -> str:
    return render(source, [USER], names=names, add_generation_prompt=True)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ bos_token }}{{ messages[0]['content'] }}", "<s>hi"),
        ("{{ messages[0].content | tojson }}", '"hi"'),
        ("{{ {'a': '<é>'} | tojson }}", '{"a": "<é>"}'),
        ("{% generation %}{{ messages[0].role }}{% endgeneration %}", "user"),
        ("{% for m in messages %}{% break %}{% endfor %}x", "x"),
        ("{% set ns = namespace(n=1) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}", "2"),
        ("{{ 'a' ~ 'b' ~ 1 }}", "ab1"),
        ("{{ '-' * 3 }}{{ 7 % 4 }}{{ 2 ** 3 }}", "---38"),
        ("{{ 'a,b'.split(',') | join('+') }}", "a+b"),
        ("{% if add_generation_prompt %}go{% endif %}", "go"),
        ("{{ strftime_now('%Y') | length }}", "4"),
        ("{% if tools is defined and tools %}t{% endif %}end", "end"),
        ("    {% if true %}\nx\n    {% endif %}\n", "x\n"),
    ],
)
def test_templates_see_what_their_makers_expect(source: str, text: str) -> None:
    assert rendered(source, bos_token="<s>", tools=None) == text


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ messages.append(1) }}",
        "{{ cycler.__init__.__globals__.os.system('true') }}",
        "{% for",
        "{{ nothing.at.all }}",
        "{{ 1 / 0 }}",
        "{{ range(10 ** 9) | list }}",
        "{{ 'a' * 10 ** 10 }}",
        "{{ [0] * 10 ** 10 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ 'a'.center(10 ** 9) }}",
        "{{ 'a' | center(10 ** 9) }}",
        "{% set ns = namespace(x='aa') %}{% for i in range(60) %}"
        "{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% set ns = namespace(x='aa') %}{% for i in range(60) %}"
        "{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    ],
)
def test_bad_templates_are_refused_at_once(source: str) -> None:
    with pytest.raises(BadTemplate, match="chat template"):
        rendered(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% for i in range(99999) %}{% for j in range(99999) %}{% set x = i * j %}"
        "{% endfor %}{% endfor %}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}"
        "{{ f(40) }}",
    ],
)
def test_endless_templates_meet_a_deadline(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_template, "DEADLINE_SECONDS", 0.2)
    started = time.monotonic()
    with pytest.raises(BadTemplate, match="did not finish within"):
        rendered(source)
    assert time.monotonic() - started < 10


def test_too_much_output_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_template, "OUTPUT_LIMIT", 1000)
    with pytest.raises(BadTemplate, match="too much text"):
        rendered("{% for i in range(2000) %}x{% endfor %}")


def prompt_of(**fields: Any) -> str:
    return read_prompt(Body(fields), card()).text


def test_a_last_message_of_the_assistant_is_continued() -> None:
    text = prompt_of(messages=[USER, ASSISTANT])
    assert text.endswith("<|im_start|>assistant\nSure, ")


def test_it_is_answered_when_the_client_says_so() -> None:
    text = prompt_of(messages=[USER, ASSISTANT], add_generation_prompt=True)
    assert text.endswith("Sure, <|im_end|>\n<|im_start|>assistant\n")


def test_developer_means_system_and_parts_are_joined() -> None:
    parts = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    text = prompt_of(messages=[{"role": "developer", "content": parts}, USER])
    assert text.startswith("<|im_start|>system\na\nb<|im_end|>")


def test_arguments_of_the_client_reach_the_template() -> None:
    source = "{{ enable_thinking }}{{ bos_token }}"
    body = Body({"messages": [USER], "chat_template_kwargs": {"enable_thinking": False}})
    assert read_prompt(body, card(chat_template=source)).text == "False<s>"


def test_a_template_that_hides_the_message_to_continue_is_told() -> None:
    with pytest.raises(ApiError, match="hides the message"):
        read_prompt(Body({"messages": [USER, ASSISTANT]}), card(chat_template="x"))
