"""The routes that complete a text."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from runtimes.serving.completion_prompt import read_prompts
from runtimes.serving.engine import GenerationRequest, Purpose
from runtimes.serving.front import Answer, Front, collect, read_body
from runtimes.serving.generation import Result, repeated
from runtimes.serving.generation_fields import (
    build_request,
    read_count,
    read_sampling,
    read_stops,
    refuse_unsupported,
)
from runtimes.serving.generation_settings import generation_settings
from runtimes.serving.infill import find_fim_tokens, read_infill
from runtimes.serving.probabilities import ToBytes, probabilities, text_logprobs
from runtimes.serving.request_body import Body
from runtimes.serving.streaming import streamed
from runtimes.serving.streams import NativeFormat, TextFormat
from runtimes.serving.wire import (
    finish_reason,
    native_result,
    selected,
    text_choice,
    timings,
    usage,
)


@dataclass(frozen=True, slots=True)
class _Order:
    """What one HTTP request asks for; the last two concern llama-server's own routes."""

    requests: Sequence[GenerationRequest]
    stops: Sequence[str]
    streamed: bool
    with_tokens: bool
    fields: Sequence[str]
    """What is wanted of a native answer, such as ``generation_settings/seed``; empty for all."""


def completion_routes(front: Front) -> APIRouter:
    """``/completion``, ``/infill`` and ``/v1/completions``."""
    router = APIRouter()

    @router.post("/completion")
    @router.post("/completions")
    async def completion(request: Request) -> Response:
        order = await _read_order(front, request)
        return await _native_reply(front, request, order)

    @router.post("/infill")
    async def infill(request: Request) -> Response:
        order = await asyncio.to_thread(_infill_order, front, await read_body(request))
        return await _native_reply(front, request, order)

    @router.post("/v1/completions")
    async def text_completion(request: Request) -> Response:
        order = await _read_order(front, request)
        return await _text_reply(front, request, order)

    return router


async def _read_order(front: Front, request: Request) -> _Order:
    body = await read_body(request)
    # In a thread: tokenizers may take their time over a long text.
    return await asyncio.to_thread(_completion_order, front, body)


def _completion_order(front: Front, body: Body) -> _Order:
    card = front.require(Purpose.GENERATE)
    return _order(front, body, read_prompts(body, front.engine, card))


def _infill_order(front: Front, body: Body) -> _Order:
    card = front.require(Purpose.GENERATE)
    fim = find_fim_tokens(front.engine)
    order = _order(front, body, [read_infill(body, front.engine, card, fim)])
    requests = [replace(one, end_tokens=fim.ends) for one in order.requests]
    return replace(order, requests=requests)


def _order(front: Front, body: Body, prompts: Sequence[Sequence[int]]) -> _Order:
    refuse_unsupported(body)
    sampling, count = read_sampling(body, front.engine, front.card), read_count(body)
    requests = [
        one
        for prompt in prompts
        for one in repeated(build_request(body, prompt, sampling, front.engine, front.card), count)
    ]
    return _Order(
        requests=requests,
        stops=read_stops(body),
        streamed=body.flag("stream"),
        with_tokens=body.flag("return_tokens"),
        fields=body.texts("response_fields"),
    )


async def _native_reply(front: Front, request: Request, order: _Order) -> Response:
    jobs, to_bytes = front.submit(order.requests, order.stops), front.engine.token_bytes

    def final(index: int, result: Result, text: str, tokens: Sequence[int]) -> Mapping[str, Any]:
        one = order.requests[index]
        reply = native_result(
            one,
            result,
            index=index,
            content=text,
            tokens=tokens if order.with_tokens else (),
            prompt=front.engine.detokenize(one.prompt),
            model=front.alias,
            settings=generation_settings(one, order.stops, stream=order.streamed),
            context=front.card.context,
        )
        return selected(reply, order.fields)

    if order.streamed:
        form = NativeFormat(jobs, to_bytes, lambda at, result: final(at, result, "", ()))
        return streamed(jobs, form)
    answers = await collect(request, jobs)
    bodies = [
        {**final(at, one.result, one.text, one.tokens), **_probabilities(one, to_bytes)}
        for at, one in enumerate(answers)
    ]
    return JSONResponse(bodies[0] if len(bodies) == 1 else bodies)


async def _text_reply(front: Front, request: Request, order: _Order) -> Response:
    jobs, envelope = front.submit(order.requests, order.stops), front.envelope()
    to_bytes = front.engine.token_bytes
    if order.streamed:
        return streamed(jobs, TextFormat(envelope, to_bytes))
    answers = await collect(request, jobs)
    choices = [
        text_choice(one.text, index, finish_reason(one.result), _logprobs(one, to_bytes))
        for index, one in enumerate(answers)
    ]
    return JSONResponse({**envelope.around("text_completion", choices), **_totals(answers)})


def _totals(answers: Sequence[Answer]) -> dict[str, Any]:
    results = [answer.result for answer in answers]
    return {"usage": usage(results), "timings": timings(results[-1])}


def _logprobs(answer: Answer, to_bytes: ToBytes) -> dict[str, Any] | None:
    is_scored = answer.request.top_scores is not None
    return text_logprobs(answer.scores, to_bytes) if is_scored else None


def _probabilities(answer: Answer, to_bytes: ToBytes) -> dict[str, Any]:
    if answer.request.top_scores is None:
        return {}
    return {"completion_probabilities": probabilities(answer.scores, to_bytes)}
