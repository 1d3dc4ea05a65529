"""Who is let in, as a table; then the same over a real connection."""

from collections.abc import Callable

import pytest

from app.api.policy import MAX_BODY_BYTES, Policy
from tests.api.conftest import Api

HOST = (b"host", b"127.0.0.1:8155")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8155", "localhost:8155", "LOCALHOST:8155", "[::1]:8155"],
)
def test_own_hosts_are_let_in(host: str) -> None:
    assert Policy(8155).refusal([(b"host", host.encode())]) is None


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example:8155", "localhost.:8155", "127.0.0.1.evil:8155", "x@127.0.0.1:8155", ""),
        *("0.0.0.0:8155", "127.0.0.1", "localhost", "127.0.0.1:8080", "127.0.0.1:81550", "[::1]"),
        *("127.0.0.1:8155.evil", "127.1:8155", "2130706433:8155", "localhost:8155/", " "),
    ],
)
def test_other_hosts_are_turned_away(host: str) -> None:
    assert _refused([(b"host", host.encode())]) == (403, "foreign_host")


@pytest.mark.parametrize("headers", [[], [HOST, HOST], [HOST, (b"host", b"evil")]])
def test_a_request_has_exactly_one_host(headers: list[tuple[bytes, bytes]]) -> None:
    assert _refused(headers) == (400, "bad_request")


@pytest.mark.parametrize(
    ("name", "value", "refused"),
    [
        ("origin", "http://127.0.0.1:8155", False),
        ("origin", "http://localhost:8155", False),
        ("origin", "http://127.0.0.1:8080", True),
        ("origin", "https://127.0.0.1:8155", True),
        ("origin", "https://evil.example", True),
        ("origin", "http://localhost:8155.evil.example", True),
        ("origin", "vscode-webview://1a2b", True),
        ("origin", "null", True),
        ("origin", "", True),
        ("sec-fetch-site", "none", False),
        ("sec-fetch-site", "same-origin", False),
        ("sec-fetch-site", "same-site", True),
        ("sec-fetch-site", "cross-site", True),
    ],
)
def test_only_own_pages_are_let_in(name: str, value: str, refused: bool) -> None:
    headers = [HOST, (name.encode(), value.encode())]
    assert _refused(headers) == ((403, "foreign_origin") if refused else None)


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ([], True),
        ([(b"authorization", b"Bearer wrong")], True),
        ([(b"authorization", b"Bearer gehei")], True),
        ([(b"authorization", b"Basic geheim")], True),
        ([(b"authorization", b"Bearer \xff\xfe")], True),
        ([(b"x-api-key", b"")], True),
        ([(b"authorization", b"Bearer geheim")], False),
        ([(b"authorization", b"bearer  geheim")], False),
        ([(b"x-api-key", b"geheim")], False),
    ],
)
def test_a_token_is_asked_for_when_one_is_set(
    headers: list[tuple[bytes, bytes]], refused: bool
) -> None:
    error = Policy(8155, "geheim").refusal([HOST, *headers])
    assert (error is not None) == refused
    if error is not None:
        assert (error.status, error.type) == (401, "token_required")
        assert "settings" in error.hint


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ((b"x-long", b"a" * 17_000), (431, "header_too_long")),
        ((b"upgrade", b"WebSocket"), (400, "no_websocket")),
        ((b"upgrade", b"h2c"), None),
        ((b"content-length", str(MAX_BODY_BYTES + 1).encode()), (413, "body_too_large")),
        ((b"content-length", str(MAX_BODY_BYTES).encode()), None),
    ],
)
def test_sizes_and_upgrades(header: tuple[bytes, bytes], expected: tuple[int, str] | None) -> None:
    assert _refused([HOST, header]) == expected


_ATTACKS = [
    {"Host": "evil.example:8155"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
]
_EVERY_ROUTE = [
    *(("POST", f"/runtime/{verb}") for verb in ("load/phi-2", "unload/phi-2", "restart/phi-2")),
    ("POST", "/runtime/unload-all"),
    *(("GET", f"/runtime/{page}") for page in ("status", "logs/phi-2", "events")),
    *(("GET", f"/registry/{page}") for page in ("models", "models/phi-2", "validate/phi-2")),
    ("POST", "/registry/rescan"),
    *(("GET", page) for page in ("/health", "/openapi.json", "/docs", "/nothing")),
    ("OPTIONS", "/runtime/load/phi-2"),
    *(("POST", page) for page in ("/v1/chat/completions", "/infill")),
]


@pytest.mark.parametrize("headers", _ATTACKS)
def test_no_route_answers_a_web_page(api: Api, headers: dict[str, str]) -> None:
    for method, path in _EVERY_ROUTE:
        answer = api.send(method, path, headers=headers)
        assert answer.status_code == 403, path
        assert "access-control-allow-origin" not in answer.headers
    assert api.door.calls == []


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded"])
def test_a_form_of_a_foreign_page_changes_nothing(api: Api, content_type: str) -> None:
    headers = {"Origin": "https://evil.example", "Content-Type": content_type}
    assert api.post("/runtime/unload-all", data="{}", headers=headers).status_code == 403
    assert api.door.calls == []


def test_every_route_asks_for_the_token(start_api: Callable[..., Api]) -> None:
    api = start_api(token="geheim")
    for method, path in _EVERY_ROUTE:
        answer = api.send(method, path)
        assert answer.status_code == 401, path
        assert answer.headers["www-authenticate"] == 'Bearer realm="ModelTray"'
    assert api.door.calls == []
    assert api.get("/runtime/status", headers={"Authorization": "Bearer geheim"}).ok
    assert api.post("/runtime/load/phi-2", headers={"X-Api-Key": "geheim"}).ok


def test_answers_are_private(api: Api) -> None:
    for path in ("/runtime/status", "/nothing"):
        headers = api.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers


def _refused(headers: list[tuple[bytes, bytes]]) -> tuple[int, str] | None:
    error = Policy(8155).refusal(headers)
    return None if error is None else (error.status, error.type)
