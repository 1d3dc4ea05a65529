"""Who may talk to the API at all: decided on the header, before any route is looked up.

A web page must not reach the API: not by a rebound name (``Host``), not by a form or a script
(``Origin``, ``Sec-Fetch-Site``). curl and editors send neither and pass.
"""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.api.connection import MAX_HEADER_BYTES, header_too_long
from app.api.errors import ApiError

MAX_BODY_BYTES = 64 * 1024
MAX_FORWARDED_BYTES = 64 * 1024 * 1024
"""What goes to a model: long conversations, pictures. Our own runners take as much."""

_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_OWN_SITES = frozenset({"same-origin", "none"})

Headers = Sequence[tuple[bytes, bytes]]
"""Names in lower case, as ASGI gives them."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one listening port; ``token`` empty means that none is needed."""

    port: int
    token: str = ""

    def refusal(self, headers: Headers, body_limit: int = MAX_BODY_BYTES) -> ApiError | None:
        """Why a request with these headers is turned away, or ``None``."""
        checks = (_size, self._host, self._origin, _websocket, self._token)
        refused = next((error for check in checks if (error := check(headers))), None)
        return refused or _length(headers, body_limit)

    def _host(self, headers: Headers) -> ApiError | None:
        hosts = header_values(headers, b"host")
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
        origins = header_values(headers, b"origin")
        sites = header_values(headers, b"sec-fetch-site")
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
    if "websocket" not in map(str.lower, header_values(headers, b"upgrade")):
        return None
    return ApiError(
        400,
        "no_websocket",
        "The API has no WebSocket.",
        "GET /runtime/events streams changes as server-sent events.",
    )


def _length(headers: Headers, limit: int) -> ApiError | None:
    lengths = header_values(headers, b"content-length")
    return body_too_large(limit) if any(int(length) > limit for length in lengths) else None


def _presented(headers: Headers) -> Iterable[str]:
    for value in header_values(headers, b"authorization"):
        scheme, _, token = value.partition(" ")
        if scheme.lower() == "bearer":
            yield token.strip()
    yield from header_values(headers, b"x-api-key")


def header_values(headers: Headers, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key == name]


def body_too_large(limit: int) -> ApiError:
    hint = "Send less of the conversation, or smaller pictures."
    if limit == MAX_BODY_BYTES:
        hint = "Options of a load go into the address: ?threads=4."
    return ApiError(
        413, "body_too_large", f"The request's body is longer than {limit // 1024} KiB.", hint
    )
