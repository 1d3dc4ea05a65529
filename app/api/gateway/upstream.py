"""The connections to the models' own ports."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from app.api.gateway.headers import Headers
from app.domain.errors import ModelUnreachable

if TYPE_CHECKING:
    import httpx2

CONNECT_SECONDS = 5.0
_IDLE_SECONDS = 2.0
"""Less than the five seconds after which llama-server and uvicorn close an idle connection, so
that none is used that is just being closed."""


class Upstream:
    """Opened with the first request: the library takes a quarter of a second to import."""

    def __init__(self) -> None:
        self._transport: httpx2.AsyncHTTPTransport | None = None

    @asynccontextmanager
    async def request(
        self, method: str, port: int, target: bytes, headers: Headers, body: bytes
    ) -> "AsyncIterator[httpx2.Response]":
        """The answer, as soon as its header is there. Leaving the block hangs up.

        Args:
            target: path and query, as they are sent.

        Raises:
            ModelUnreachable: nobody answers there, or the answer breaks off inside the block.
        """
        import httpx2

        url = httpx2.URL(scheme="http", host="127.0.0.1", port=port, raw_path=target)
        timeout = httpx2.Timeout(None, connect=CONNECT_SECONDS).as_dict()
        request = httpx2.Request(
            method, url, headers=list(headers), content=body, extensions={"timeout": timeout}
        )
        try:
            response = await self._opened().handle_async_request(request)
            try:
                yield response
            finally:
                await response.aclose()
        except httpx2.TransportError as error:
            raise ModelUnreachable(f"The connection broke: {error}.") from error

    def _opened(self) -> "httpx2.AsyncHTTPTransport":
        import httpx2

        if self._transport is None:
            limits = httpx2.Limits(
                max_connections=None,
                max_keepalive_connections=16,
                keepalive_expiry=_IDLE_SECONDS,
            )
            self._transport = httpx2.AsyncHTTPTransport(
                verify=False, trust_env=False, limits=limits
            )
        return self._transport

    async def close(self) -> None:
        if self._transport is not None:
            await self._transport.aclose()
            self._transport = None
