"""``/v1/messages``: Anthropic's API, as Claude Code calls it."""

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from runtimes.serving.answers import read_message
from runtimes.serving.chat_order import ChatOrder, read_order
from runtimes.serving.chat_routes import count_tokens
from runtimes.serving.errors import ApiError, ErrorType
from runtimes.serving.front import Front, collect, new_id, read_body
from runtimes.serving.messages_request import chat_body
from runtimes.serving.messages_wire import MessagesFormat, message_reply
from runtimes.serving.request_body import Body
from runtimes.serving.streaming import streamed

_TYPES = {
    ErrorType.INVALID_REQUEST: "invalid_request_error",
    ErrorType.CONTEXT_SIZE: "invalid_request_error",
    ErrorType.NOT_SUPPORTED: "invalid_request_error",
    ErrorType.TOO_LARGE: "request_too_large",
}


def messages_routes(front: Front) -> APIRouter:
    """The route and its count of tokens."""
    router = APIRouter()

    @router.post("/v1/messages")
    async def messages(request: Request) -> Response:
        try:
            body = await read_body(request)
            order = await asyncio.to_thread(lambda: read_order(front, chat_body(body)))
            return await _reply(front, request, order)
        except ApiError as error:
            return _refusal(error)

    @router.post("/v1/messages/count_tokens")
    async def count(request: Request) -> Response:
        try:
            body = await read_body(request)
            return JSONResponse({"input_tokens": await asyncio.to_thread(_count, front, body)})
        except ApiError as error:
            return _refusal(error)

    return router


def _count(front: Front, body: Body) -> int:
    return count_tokens(front, chat_body(body))


async def _reply(front: Front, request: Request, order: ChatOrder) -> Response:
    jobs, identifier = front.submit(order.requests, order.stops), new_id("msg_")
    if order.streamed:
        return streamed(jobs, MessagesFormat(identifier, front.alias, order))
    (answer,) = await collect(request, jobs)
    message = read_message(
        order.make_reader(), answer.text, at_most_one_call=order.at_most_one_call
    )
    return JSONResponse(message_reply(identifier, front.alias, message, answer.result))


def _refusal(error: ApiError) -> Response:
    """Anthropic's shape around ours: clients of either find their message."""
    body: dict[str, Any] = error.body()
    body["error"]["type"] = _TYPES.get(error.kind, "api_error")
    return JSONResponse({"type": "error", **body}, error.status)
