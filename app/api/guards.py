"""Who may talk to the API at all: decided on the header, before any route is looked up.

A web page must not reach the API: not by a rebound name (``Host``), not by a form or a script
(``Origin``, ``Sec-Fetch-Site``). curl and editors send neither and pass.
"""

import asyncio
import hmac
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.connection import MAX_HEADER_BYTES, header_too_long
from app.api.errors import ApiError

MAX_BODY_BYTES = 64 * 1024
BODY_SECONDS = 10.0

_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_OWN_SITES = frozenset({"same-origin", "none"})
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

Headers = Sequence[tuple[bytes, bytes]]
"""Names in lower case, as ASGI gives them."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one listening port; ``token`` empty means that none is needed."""

    port: int
    token: str = ""

    def refusal(self, headers: Headers) -> ApiError | None:
        """Why a request with these headers is turned away, or ``None``."""
        checks = (_size, self._host, self._origin, _websocket, self._token, _length)
        return next((error for check in checks if (error := check(headers))), None)

    def _host(self, headers: Headers) -> ApiError | None:
        hosts = _values(headers, b"host")
        if len(hosts) != 1:
            return ApiError(400, "bad_request", "A request needs exactly one Host header.")
        if hosts[0].lower() in self._own_hosts():
            return None
        return ApiError(
            403,
            "foreign_host",
            "This address is not one of ModelTray's own.",
            f"Use http://127.0.0.1:{self.port} or http://localhost:{self.port}.",
        )

    def _origin(self, headers: Headers) -> ApiError | None:
        own = {f"http://{host}" for host in self._own_hosts()}
        origins = _values(headers, b"origin")
        sites = _values(headers, b"sec-fetch-site")
        if all(o in own for o in origins) and all(s in _OWN_SITES for s in sites):
            return None
        return ApiError(
            403,
            "foreign_origin",
            "Web pages may not use ModelTray's API.",
            "Call it from a program, or from an editor extension's own process.",
        )

    def _token(self, headers: Headers) -> ApiError | None:
        if not self.token or any(map(self._is_token, _presented(headers))):
            return None
        return ApiError(
            401,
            "token_required",
            "This ModelTray asks for its API token.",
            "Send it as 'Authorization: Bearer TOKEN' or 'X-Api-Key: TOKEN'; it is kept in "
            "ModelTray's settings (api_token).",
            {"www-authenticate": 'Bearer realm="ModelTray"'},
        )

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("latin-1"), self.token.encode("utf-8"))

    def _own_hosts(self) -> frozenset[str]:
        return frozenset(f"{host}:{self.port}" for host in _HOSTS)


def _size(headers: Headers) -> ApiError | None:
    size = sum(len(name) + len(value) + 4 for name, value in headers)
    return header_too_long() if size > MAX_HEADER_BYTES else None


def _websocket(headers: Headers) -> ApiError | None:
    if not _values(headers, b"upgrade"):
        return None
    return ApiError(
        400,
        "no_websocket",
        "The API has no WebSocket.",
        "GET /runtime/events streams changes as server-sent events.",
    )


def _length(headers: Headers) -> ApiError | None:
    lengths = _values(headers, b"content-length")
    return _too_large() if any(int(length) > MAX_BODY_BYTES for length in lengths) else None


def _presented(headers: Headers) -> Iterable[str]:
    for value in _values(headers, b"authorization"):
        scheme, _, token = value.partition(" ")
        if scheme.lower() == "bearer":
            yield token.strip()
    yield from _values(headers, b"x-api-key")


def _values(headers: Headers, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key == name]


def _too_large() -> ApiError:
    return ApiError(
        413,
        "body_too_large",
        f"The request's body is longer than {MAX_BODY_BYTES // 1024} KiB.",
        "Options of a load go into the address: ?threads=4.",
    )


_TOO_SLOW = ApiError(
    408, "body_too_slow", "The request's body did not arrive in time.", "Send the request again."
)


class Guards:
    """ASGI application that asks the policy first, and marks every answer as private."""

    def __init__(self, application: ASGIApp, policy: Policy) -> None:
        self._application = application
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_marked(message: Message) -> None:
            await send(_marked(message))

        headers: Headers = scope["headers"]
        error = self._policy.refusal(headers)
        body: list[Message] = []
        if error is None and _has_body(headers):
            error = await _read_body(receive, body)
        if error is None:
            await self._application(scope, _replay(body, receive), send_marked)
            return
        _log.warning("Refused %s %.200r: %s", scope["method"], scope["path"], error.type)
        await _answer(error, send_marked)


def _has_body(headers: Headers) -> bool:
    lengths = _values(headers, b"content-length")
    return bool(_values(headers, b"transfer-encoding")) or any(int(n) > 0 for n in lengths)


async def _read_body(receive: Receive, into: list[Message]) -> ApiError | None:
    """Take the whole body before anything acts on the request."""
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while not into or into[-1].get("more_body", False):
                message = await receive()
                into.append(message)
                size += len(message.get("body", b""))
                if size > MAX_BODY_BYTES:
                    return _too_large()
    except TimeoutError:
        return _TOO_SLOW
    return None


def _replay(body: list[Message], receive: Receive) -> Receive:
    messages = iter(body)

    async def next_message() -> Message:
        message = next(messages, None)
        return await receive() if message is None else message

    return next_message


def _marked(message: Message) -> Message:
    if message["type"] != "http.response.start":
        return message
    own = {name for name, _ in _EXTRA_HEADERS}
    kept = [header for header in message.get("headers", []) if header[0].lower() not in own]
    return {**message, "headers": [*kept, *_EXTRA_HEADERS]}


async def _answer(error: ApiError, send: Send) -> None:
    body = error.body()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode("ascii")),
        # What is left of a refused body is not worth reading.
        (b"connection", b"close"),
        *((name.encode("ascii"), value.encode("ascii")) for name, value in error.headers.items()),
    ]
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
