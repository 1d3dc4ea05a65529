"""A request on its way to a model, and the answer on its way back."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.api.door import Door
from app.api.errors import ApiError
from app.api.gateway import events
from app.api.gateway.headers import Headers, for_the_client, for_the_model
from app.api.gateway.reply import Reply
from app.api.gateway.upstream import Upstream
from app.api.waiting import from_thread
from app.domain.activity import ClientRequest
from app.domain.errors import AppError, ModelUnreachable
from app.domain.model import Model
from app.domain.snapshot import RunningModel

if TYPE_CHECKING:
    import httpx2

KEEP_ALIVE_SECONDS = 5.0
"""Between two signs of life while a model loads; until the first, a failure has its own status."""
CLIENT_GONE = 499
"""nginx's status for a client that did not wait."""
_REFUSAL_BYTES = 64 * 1024

_log = logging.getLogger("api.gateway")


@dataclass(frozen=True, slots=True)
class Call:
    """What is passed on.

    Attributes:
        path: as the client asked; target is where it goes on the model's port, with the query.
        is_stream: the client reads server-sent events.
    """

    model: Model
    path: str
    target: bytes
    headers: Headers
    body: bytes
    is_stream: bool

    @property
    def client(self) -> str:
        agents = (value for name, value in self.headers if name == b"user-agent")
        return next(agents, b"").decode("latin-1")


class ForwardedAnswer(Response):
    """Waits until the model is ready, and passes its answer on byte for byte.

    When the client goes away, the model's work for it ends at once.
    """

    def __init__(self, call: Call, door: Door, upstream: Upstream) -> None:
        super().__init__()
        self._call = call
        self._door = door
        self._upstream = upstream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        reply, began = Reply(send), time.monotonic()
        status = CLIENT_GONE
        try:
            if await _unless_gone(receive, self._answer(reply)):
                status = reply.status
        except AppError as error:
            status = ApiError.of(error).status
            raise
        finally:
            self._record(reply, status, time.monotonic() - began)

    async def _answer(self, reply: Reply) -> None:
        entry: RunningModel | None = None
        try:
            entry = await self._admitted(reply)
            await self._pass_on(entry, reply)
        except AppError as error:
            told = self._told(error)
            if not reply.status:
                raise told from error
            _log.warning("%s of %s: %s", self._call.path, self._call.model.id, error.message)
            await self._break_off(ApiError.of(told).in_one_sentence(), reply)

    async def _admitted(self, reply: Reply) -> RunningModel:
        admission = from_thread(self._door.admit(self._call.model.id))
        while self._call.is_stream:
            done, _ = await asyncio.wait({admission}, timeout=KEEP_ALIVE_SECONDS)
            if done:
                break
            await reply.keep_alive()
        return await admission

    async def _pass_on(self, entry: RunningModel, reply: Reply) -> None:
        call, port = self._call, entry.port
        if port is None:
            raise ModelUnreachable("It has no port.")
        headers = for_the_model(call.headers, port)
        async with self._upstream.request("POST", port, call.target, headers, call.body) as answer:
            if reply.status and answer.status_code >= 400:
                await reply.write_event(await _refusal(answer, call.path))
            else:
                await _copy(answer, reply)
        await reply.end()

    async def _break_off(self, error: ApiError, reply: Reply) -> None:
        """Say so where there is a way; else the connection ends before the answer does."""
        if reply.is_stream:
            reply.status = error.status
            await reply.write_event(events.error_event(error, self._call.path))
            await reply.end()

    def _told(self, error: AppError) -> AppError:
        """The failure in the words of this model."""
        if not isinstance(error, ModelUnreachable):
            return error
        return ModelUnreachable(
            f"{self._call.model.name} broke off before its answer was complete.",
            hint="Send the request again. The model's log may say why.",
        )

    def _record(self, reply: Reply, status: int, seconds: float) -> None:
        read, written = reply.ends.counts()
        self._door.record_request(
            ClientRequest(
                client=self._call.client,
                model=self._call.model.id,
                status=status,
                at=time.time(),
                seconds=seconds,
                prompt_tokens=read,
                tokens=written,
            )
        )


async def _copy(answer: "httpx2.Response", reply: Reply) -> None:
    if not reply.status:
        await reply.start(answer.status_code, for_the_client(answer.headers.raw))
    async for data in answer.stream:  # type: ignore[union-attr]  # an asynchronous transport's
        await reply.write(data)


async def _refusal(answer: "httpx2.Response", path: str) -> bytes:
    body = b""
    async for data in answer.stream:  # type: ignore[union-attr]
        body += data
        if len(body) > _REFUSAL_BYTES:
            break
    return events.refusal_event(body, path)


async def _unless_gone(receive: Receive, work: Coroutine[None, None, None]) -> bool:
    """Do the work; give it up, and return False, once the client has gone."""
    doing = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({doing, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            return False
        doing.result()
        return True
    finally:
        doing.cancel()
        watching.cancel()
        await asyncio.gather(doing, watching, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
