"""``/v1/responses``: OpenAI's newer API, the only one that Codex speaks."""

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from runtimes.serving.answers import read_message
from runtimes.serving.chat_order import ChatOrder, read_order
from runtimes.serving.chat_routes import count_tokens
from runtimes.serving.front import Front, collect, read_body
from runtimes.serving.request_body import Body
from runtimes.serving.responses_request import chat_body
from runtimes.serving.responses_wire import ResponseEnvelope, ResponsesFormat, response_reply
from runtimes.serving.streaming import streamed


def responses_routes(front: Front) -> APIRouter:
    """The route, with and without ``/v1``, and its count of tokens."""
    router = APIRouter()

    @router.post("/responses")
    @router.post("/v1/responses")
    async def responses(request: Request) -> Response:
        body = await read_body(request)
        order = await asyncio.to_thread(lambda: read_order(front, chat_body(body)))
        return await _reply(front, request, order)

    @router.post("/responses/input_tokens")
    @router.post("/v1/responses/input_tokens")
    async def input_tokens(request: Request) -> dict[str, Any]:
        body = await read_body(request)
        count = await asyncio.to_thread(_count, front, body)
        return {"input_tokens": count, "object": "response.input_tokens"}

    return router


def _count(front: Front, body: Body) -> int:
    return count_tokens(front, chat_body(body))


async def _reply(front: Front, request: Request, order: ChatOrder) -> Response:
    jobs, envelope = front.submit(order.requests, order.stops), ResponseEnvelope(front.alias)
    if order.streamed:
        return streamed(jobs, ResponsesFormat(envelope, order))
    (answer,) = await collect(request, jobs)
    message = read_message(
        order.make_reader(), answer.text, at_most_one_call=order.at_most_one_call
    )
    return JSONResponse(response_reply(envelope, message, answer.result))
