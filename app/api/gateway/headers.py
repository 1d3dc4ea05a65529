"""Which headers pass between a client and a model."""

from collections.abc import Iterable, Sequence

Headers = Sequence[tuple[bytes, bytes]]

_OF_THE_CONNECTION = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
"""RFC 9110, section 7.6.1: they are for the next hop only."""
_OF_THE_CLIENT = frozenset(
    {
        # Ours to say.
        *(b"host", b"content-length", b"expect", b"accept-encoding", b"forwarded", b"via"),
        # Keys to this program and to others: none of the model's business.
        *(b"authorization", b"x-api-key", b"api-key", b"cookie"),
        *(b"origin", b"referer"),
    }
)
_OF_THE_MODEL = frozenset({b"set-cookie", b"server", b"date"})


def for_the_model(headers: Headers, port: int) -> list[tuple[bytes, bytes]]:
    """Those of a request."""
    dropped = _OF_THE_CONNECTION | _OF_THE_CLIENT | _named_by_connection(headers)
    kept = [
        (name, value)
        for name, value in headers
        if name not in dropped and not name.startswith((b"x-forwarded-", b"sec-"))
    ]
    kept += [(b"host", b"127.0.0.1:%d" % port), (b"accept-encoding", b"identity")]
    return kept


def for_the_client(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Those of an answer. Leave to read it across origins is not passed on, nor the length of a
    stream, to which an event of ours may be added."""
    lowered = [(name.lower(), value) for name, value in headers]
    dropped = _OF_THE_CONNECTION | _OF_THE_MODEL | _named_by_connection(lowered)
    if is_event_stream(lowered):
        dropped |= {b"content-length"}
    return [
        (name, value)
        for name, value in lowered
        if name not in dropped and not name.startswith(b"access-control-")
    ]


def is_event_stream(headers: Headers) -> bool:
    return any(
        name == b"content-type" and value.startswith(b"text/event-stream")
        for name, value in headers
    )


def _named_by_connection(headers: Headers) -> frozenset[bytes]:
    """What ``Connection`` says is for this hop too."""
    values = b",".join(value for name, value in headers if name == b"connection")
    return frozenset(word.strip().lower() for word in values.split(b",") if word.strip())
