"""What one chat request asks for, whichever API it came by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from runtimes.serving.answer_parts import AnswerReader
from runtimes.serving.chat_prompt import ChatPrompt, read_prompt
from runtimes.serving.chat_tools import Tools, read_tools
from runtimes.serving.constraint_fields import check_obeyed
from runtimes.serving.dialects import reader_for, specials_of
from runtimes.serving.engine import (
    BadPicture,
    Engine,
    GenerationRequest,
    ModelCard,
    PicturePrompt,
    Purpose,
    SeeingEngine,
)
from runtimes.serving.errors import bad_request
from runtimes.serving.front import Front
from runtimes.serving.generation import repeated
from runtimes.serving.generation_fields import (
    build_request,
    read_count,
    read_sampling,
    read_stops,
    refuse_unsupported,
)
from runtimes.serving.request_body import Body


@dataclass(frozen=True, slots=True)
class ChatOrder:
    """One request; ``make_reader`` gives each of its answers a reader of its own."""

    requests: Sequence[GenerationRequest]
    stops: Sequence[str]
    streamed: bool
    include_usage: bool
    at_most_one_call: bool
    make_reader: Callable[[], AnswerReader]


def as_tokens(engine: Engine, prompt: ChatPrompt) -> PicturePrompt:
    """Tokens of a rendered prompt: the template has written the special ones itself.

    Raises:
        ApiError: 400, a picture cannot be read.
    """
    if not prompt.pictures:
        tokens = engine.tokenize(prompt.text, add_special=False, parse_special=True)
        return PicturePrompt(tokens, None)
    try:
        # Only a card that says so lets pictures through.
        return cast(SeeingEngine, engine).look(prompt.text, prompt.pictures)
    except BadPicture as error:
        raise bad_request(str(error)) from error


def read_order(front: Front, body: Body) -> ChatOrder:
    """Read a request in the form of ``/v1/chat/completions``.

    Raises:
        ApiError: 400 or 501, with the reason.
    """
    refuse_unsupported(body)
    if body.integer("top_logprobs", 0) and not body.get("logprobs"):
        raise bad_request("'top_logprobs' needs 'logprobs' to be true.")
    card, tools = front.require(Purpose.GENERATE), read_tools(body)
    prompt = read_prompt(body, card, tools)
    sampling = read_sampling(body, front.engine, card)
    read = as_tokens(front.engine, prompt)
    plain = build_request(body, read.tokens, sampling, front.engine, card)
    request = _with_tools(replace(plain, view=read.view), tools, card, front.engine)
    # What is forced into a form leaves no room for thinking, even where the prompt begins it.
    thinks = request.constraint is None and body.text("reasoning_format", "auto") != "none"
    return ChatOrder(
        requests=repeated(request, read_count(body)),
        stops=read_stops(body),
        streamed=body.flag("stream"),
        include_usage=Body(body.mapping("stream_options")).flag("include_usage"),
        at_most_one_call=tools.at_most_one,
        make_reader=lambda: reader_for(
            card.chat_template,
            prompt.text,
            tools.schemas,
            reasoning=thinks,
            bare_calls=tools.is_forced,
        ),
    )


def _with_tools(
    request: GenerationRequest, tools: Tools, card: ModelCard, engine: Engine
) -> GenerationRequest:
    shown = replace(request, shown_tokens=_shown_tokens(card.chat_template, engine))
    if not tools.is_forced:
        return shown
    if request.constraint:
        raise bad_request("An answer cannot be a forced tool call and have a form of its own.")
    return replace(request, constraint=check_obeyed(tools.constraint(), engine, card))


def _shown_tokens(template: str, engine: Engine) -> frozenset[int]:
    """The marks of the model's dialect that are tokens of their own."""
    marks = (
        engine.tokenize(mark, add_special=False, parse_special=True)
        for mark in specials_of(template)
    )
    return frozenset(tokens[0] for tokens in marks if len(tokens) == 1)
