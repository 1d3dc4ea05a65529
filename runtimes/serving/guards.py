"""What is checked before a request is routed: who it is meant for, who sends it, how long it is."""

import hmac
import ipaddress
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from runtimes.serving.errors import ApiError, ErrorType
from runtimes.serving.worker import Worker

BODY_LIMIT = 64 * 1024 * 1024
"""Bytes; a context of a million tokens is a tenth of it."""
_PUBLIC = {"/health", "/v1/health"}
_LOCAL_NAMES = {"localhost", "127.0.0.1", "::1"}
_CORS = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Max-Age": "600",
}


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in.

    Attributes:
        host: address that the server listens on.
        api_keys: any of them opens; none at all lets everybody in.
    """

    host: str = "127.0.0.1"
    api_keys: Sequence[str] = field(default=(), repr=False)

    def check_host(self, headers: Headers) -> None:
        """Refuse names that only DNS rebinding leads here.

        Raises:
            ApiError: 403.
        """
        name = _host_name("//" + headers.get("host", ""))
        if is_loopback(self.host) and name not in _LOCAL_NAMES:
            raise ApiError(
                ErrorType.PERMISSION, f"The host {name!r} is not served here. Use 127.0.0.1."
            )

    def check_page(self, headers: Headers) -> None:
        """Refuse web pages from elsewhere: they cannot read an answer, but would set the model to
        work. Where keys are needed, the key decides; programs that are made of pages
        (``vscode-webview://``) are let in.

        Raises:
            ApiError: 403.
        """
        origin = headers.get("origin", "")
        if not self.api_keys and is_web_origin(origin) and not is_local_origin(origin):
            raise ApiError(ErrorType.PERMISSION, "Web pages from elsewhere may not use the model.")

    def check_key(self, path: str, headers: Headers) -> None:
        """Refuse a request without a key, where one is needed.

        Raises:
            ApiError: 401.
        """
        if not self.api_keys or path in _PUBLIC:
            return
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        given = (bearer, headers.get("x-api-key", ""))
        if not any(_same(key, candidate) for key in self.api_keys for candidate in given):
            raise ApiError(ErrorType.AUTHENTICATION, "Invalid API Key")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_local_origin(origin: str) -> bool:
    """Whether a page from there is served by this machine."""
    return _host_name(origin) in _LOCAL_NAMES


def is_web_origin(origin: str) -> bool:
    """Whether a page of the web may send it; ``null`` is a page that hides where it is from."""
    return origin == "null" or origin.lower().startswith(("http:", "https:"))


def _host_name(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _same(key: str, candidate: str) -> bool:
    return hmac.compare_digest(key.encode("utf-8"), candidate.encode("utf-8", "surrogatepass"))


class Guard:
    """The outermost layer of the application. Refuses, or passes on."""

    def __init__(self, app: ASGIApp, door: Door, worker: Worker) -> None:
        self._app, self._door, self._worker = app, door, worker

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        send = _marked(send, headers)
        try:
            self._door.check_host(headers)
            if scope["method"] == "OPTIONS":
                await _reply(send, 200, {})
                return
            self._door.check_page(headers)
            self._door.check_key(scope["path"], headers)
            self._check_ready()
            await self._app(scope, _limited(receive, headers), send)
        except ApiError as error:
            await _reply(send, error.status, error.body(), _retry(error))

    def _check_ready(self) -> None:
        if self._worker.card is None:
            raise ApiError(ErrorType.UNAVAILABLE, "Loading model")


def _retry(error: ApiError) -> Mapping[str, str]:
    return {"Retry-After": "1"} if error.kind is ErrorType.UNAVAILABLE else {}


def _marked(send: Send, headers: Headers) -> Send:
    """Add the headers that every reply has."""
    origin = headers.get("origin", "")

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            reply = MutableHeaders(scope=message)
            reply["Server"] = "modeltray"
            if origin and is_local_origin(origin):
                reply["Access-Control-Allow-Origin"] = origin
                reply["Access-Control-Allow-Headers"] = headers.get(
                    "access-control-request-headers", "*"
                )
                reply["Vary"] = "Origin"
                reply.update(_CORS)
        await send(message)

    return marked


def _limited(receive: Receive, headers: Headers) -> Receive:
    """Refuse a body over the limit, whatever its header says."""
    _check_length(int(headers.get("content-length", "0")))
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        _check_length(taken)
        return message

    return limited


def _check_length(length: int) -> None:
    if length > BODY_LIMIT:
        raise ApiError(ErrorType.TOO_LARGE, f"The body is longer than {BODY_LIMIT // 1024**2} MiB.")


async def _reply(
    send: Send, status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> None:
    content = json.dumps(body).encode("utf-8") if body else b""
    named = {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Length": str(len(content)),
        **(headers or {}),
    }
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in named.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": content})
