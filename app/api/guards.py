"""The guards around the application: policy, body limits, and headers that keep answers private."""

import asyncio
import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import ApiError
from app.api.gateway.paths import FORWARDED
from app.api.policy import (
    MAX_BODY_BYTES,
    MAX_FORWARDED_BYTES,
    Headers,
    Policy,
    body_too_large,
    header_values,
)

BODY_SECONDS = 10.0
"""From the end of the header to the end of the body."""

_EXTRA_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    ),
)
_log = logging.getLogger("api")

_TOO_SLOW = ApiError(
    408, "body_too_slow", "The request's body did not arrive in time.", "Send the request again."
)
_SHUTTING_DOWN = ApiError(503, "shutting_down", "ModelTray is shutting down.", "Start it again.")


class Guards:
    """ASGI application that asks the policy first, and marks every answer as private."""

    def __init__(self, application: ASGIApp, policy: Policy) -> None:
        self._application = application
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = _Answer(send)
        headers: Headers = scope["headers"]
        limit = MAX_FORWARDED_BYTES if scope["path"] in FORWARDED else MAX_BODY_BYTES
        error = self._policy.refusal(headers, limit)
        body: list[Message] = []
        try:
            if error is None and _has_body(headers):
                error = await _read_body(receive, body, limit)
            if error is None:
                await self._application(scope, _replay(body, receive), answer.send)
                return
        except asyncio.CancelledError:  # only the server does that, at its end
            if not answer.is_started:
                await answer.refuse(_SHUTTING_DOWN)
            return
        _log.warning("Refused %s %.200r: %s", scope["method"], scope["path"], error.type)
        await answer.refuse(error)


class _Answer:
    """Sends one answer, marked as private."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.is_started = False

    async def send(self, message: Message) -> None:
        self.is_started = True
        await self._send(_marked(message))

    async def refuse(self, error: ApiError) -> None:
        body = error.body()
        headers = {
            "content-type": "application/json",
            "content-length": str(len(body)),
            # What is left of a refused body is not worth reading.
            "connection": "close",
            **error.headers,
        }
        raw = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
        await self.send({"type": "http.response.start", "status": error.status, "headers": raw})
        await self.send({"type": "http.response.body", "body": body})


def _has_body(headers: Headers) -> bool:
    lengths = header_values(headers, b"content-length")
    return bool(header_values(headers, b"transfer-encoding")) or any(int(n) > 0 for n in lengths)


async def _read_body(receive: Receive, into: list[Message], limit: int) -> ApiError | None:
    """Take the whole body before anything acts on the request."""
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while not into or into[-1].get("more_body", False):
                message = await receive()
                into.append(message)
                size += len(message.get("body", b""))
                if size > limit:
                    return body_too_large(limit)
    except TimeoutError:
        return _TOO_SLOW
    return None


def _replay(body: list[Message], receive: Receive) -> Receive:
    body.reverse()

    async def next_message() -> Message:
        return body.pop() if body else await receive()  # once read, a long body is let go

    return next_message


def _marked(message: Message) -> Message:
    if message["type"] != "http.response.start":
        return message
    own = {name for name, _ in _EXTRA_HEADERS}
    kept = [header for header in message.get("headers", []) if header[0].lower() not in own]
    return {**message, "headers": [*kept, *_EXTRA_HEADERS]}
