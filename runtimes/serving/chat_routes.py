"""``/v1/chat/completions``."""

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from runtimes.serving.answers import read_message
from runtimes.serving.chat_order import ChatOrder, as_tokens, read_order
from runtimes.serving.chat_prompt import ChatPrompt, read_prompt
from runtimes.serving.chat_tools import read_tools
from runtimes.serving.chat_wire import ChatFormat, chat_choice, chat_reply
from runtimes.serving.front import Answer, Front, collect, read_body
from runtimes.serving.probabilities import chat_logprobs
from runtimes.serving.request_body import Body
from runtimes.serving.streaming import streamed


def chat_routes(front: Front) -> APIRouter:
    """The route, with and without ``/v1``, its token count, and ``/apply-template``."""
    router = APIRouter()

    @router.post("/chat/completions")
    @router.post("/v1/chat/completions")
    async def chat_completion(request: Request) -> Response:
        body = await read_body(request)
        # In a thread: templates and tokenizers may take their time over a long text.
        order = await asyncio.to_thread(read_order, front, body)
        return await _reply(front, request, order)

    @router.post("/chat/completions/input_tokens")
    @router.post("/v1/chat/completions/input_tokens")
    async def input_tokens(request: Request) -> dict[str, Any]:
        count = await asyncio.to_thread(count_tokens, front, await read_body(request))
        return {"input_tokens": count, "object": "response.input_tokens"}

    @router.post("/apply-template")
    async def apply_template(request: Request) -> dict[str, Any]:
        body = await read_body(request)
        return {"prompt": (await asyncio.to_thread(_prompt, front, body)).text}

    return router


def count_tokens(front: Front, body: Body) -> int:
    """Tokens of the prompt that a chat request makes."""
    return len(as_tokens(front.engine, _prompt(front, body)).tokens)


def _prompt(front: Front, body: Body) -> ChatPrompt:
    return read_prompt(body, front.card, read_tools(body))


async def _reply(front: Front, request: Request, order: ChatOrder) -> Response:
    jobs, envelope = front.submit(order.requests, order.stops), front.envelope()
    if order.streamed:
        return streamed(jobs, ChatFormat(envelope, order, front.engine.token_bytes))
    answers = await collect(request, jobs)
    choices = [_choice(front, order, answer, index) for index, answer in enumerate(answers)]
    results = [answer.result for answer in answers]
    return JSONResponse(chat_reply(envelope, choices, results))


def _choice(front: Front, order: ChatOrder, answer: Answer, index: int) -> dict[str, Any]:
    message = read_message(
        order.make_reader(), answer.text, at_most_one_call=order.at_most_one_call
    )
    is_scored = answer.request.top_scores is not None
    logprobs = chat_logprobs(answer.scores, front.engine.token_bytes) if is_scored else None
    return chat_choice(message, index, answer.result, logprobs)
