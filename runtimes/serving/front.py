"""What the routes share: the loaded model, the jobs of a request, and their answers."""

import asyncio
import secrets
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import Request

from runtimes.serving.engine import Engine, GenerationRequest, ModelCard, Purpose, TokenScores
from runtimes.serving.errors import ApiError, ErrorType, not_supported
from runtimes.serving.generation import Piece, Result
from runtimes.serving.job import Failure, Job
from runtimes.serving.request_body import Body
from runtimes.serving.wire import Envelope
from runtimes.serving.worker import Worker

_T = TypeVar("_T")
_NAMES = {
    Purpose.GENERATE: "chat and completion",
    Purpose.EMBED: "embeddings",
    Purpose.RANK: "reranking",
}


def new_id(prefix: str) -> str:
    """An id that no other answer has."""
    return prefix + secrets.token_hex(16)


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer."""

    request: GenerationRequest
    text: str
    tokens: tuple[int, ...]
    scores: tuple[TokenScores, ...]
    result: Result


@dataclass(frozen=True, slots=True)
class Front:
    """One served model.

    Attributes:
        alias: the name under which it is served.
        created: Unix time of the start, in seconds.
    """

    worker: Worker
    alias: str
    created: int

    @property
    def engine(self) -> Engine:
        return self.worker.engine

    @property
    def card(self) -> ModelCard:
        """The loaded model; the guard lets no request through before there is one."""
        if self.worker.card is None:
            raise ApiError(ErrorType.UNAVAILABLE, "Loading model")
        return self.worker.card

    def require(self, purpose: Purpose) -> ModelCard:
        """The loaded model, if it is made for that.

        Raises:
            ApiError: 501.
        """
        if self.card.purpose is not purpose:
            raise not_supported(
                f"This server does not support {_NAMES[purpose]}. {self.alias} is a model for "
                f"{_NAMES[self.card.purpose]}; load one that is made for {_NAMES[purpose]}."
            )
        return self.card

    @property
    def build_info(self) -> str:
        return f"modeltray {self.card.engine}"

    def envelope(self) -> Envelope:
        """A new reply's common fields."""
        return Envelope(new_id("chatcmpl-"), int(time.time()), self.alias, self.build_info)

    def submit(self, requests: Sequence[GenerationRequest], stops: Sequence[str]) -> list[Job]:
        """Queue one job per request."""
        jobs = [Job(request, stops) for request in requests]
        for job in jobs:
            self.worker.submit(job)
        return jobs


async def read_body(request: Request) -> Body:
    """The JSON body of a request.

    Raises:
        ApiError: 400, when it is none.
    """
    return Body.parse(await request.body())


async def collect(request: Request, jobs: Sequence[Job]) -> list[Answer]:
    """The answers of all jobs.

    Raises:
        ApiError: 500, one of them failed.
        ClientGone: the client went away first.
    """
    try:
        return await unless_gone(request, _collect_all(jobs))
    finally:
        for job in jobs:
            job.cancel()


async def _collect_all(jobs: Sequence[Job]) -> list[Answer]:
    return [await _collect_one(job) for job in jobs]


async def _collect_one(job: Job) -> Answer:
    pieces: list[Piece] = []
    async for event in job.events():
        match event:
            case Piece():
                pieces.append(event)
            case Result():
                tokens = tuple(token for piece in pieces for token in piece.tokens)
                text = "".join(piece.text for piece in pieces)
                scores = tuple(one for piece in pieces for one in piece.scores)
                return Answer(job.request, text, tokens, scores, event)
            case Failure():
                raise ApiError(ErrorType.SERVER, event.message)
    raise AssertionError("a job ends with a result or a failure")


async def unless_gone(request: Request, work: Coroutine[Any, Any, _T]) -> _T:
    """The result of the work, which is broken off when the client goes away.

    Raises:
        ClientGone: it did.
    """
    working = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientGone
        return working.result()
    finally:
        working.cancel()
        gone.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
