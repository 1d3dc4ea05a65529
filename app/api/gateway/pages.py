"""Pages that a loaded model has about itself."""

import asyncio

from starlette.responses import Response

from app.api.gateway.headers import for_the_client
from app.api.gateway.upstream import Upstream
from app.domain.errors import ModelNotLoaded, ModelUnreachable
from app.domain.lifecycle import State
from app.domain.model import Model
from app.domain.snapshot import RunningModel

_SECONDS = 10.0
"""A model in the middle of a long prompt may not get round to its pages."""


async def model_page(
    upstream: Upstream, model: Model, entry: RunningModel | None, path: str
) -> Response:
    """The page as the model answers it. To look at it is no use of the model.

    Raises:
        ModelNotLoaded: reading a page loads nothing.
        ModelUnreachable: the model does not answer.
    """
    if entry is None or entry.state is not State.READY or entry.port is None:
        raise ModelNotLoaded(f"{model.name} is not loaded.", hint="POST /models/load loads it.")
    headers = [(b"host", b"127.0.0.1:%d" % entry.port)]
    try:
        async with (
            asyncio.timeout(_SECONDS),
            upstream.request("GET", entry.port, path.encode("ascii"), headers, b"") as answer,
        ):
            body = await answer.aread()
            kept = for_the_client(answer.headers.raw)
            return Response(body, answer.status_code, dict(_text(kept)))
    except (TimeoutError, ModelUnreachable):
        raise ModelUnreachable(f"{model.name} does not answer.", hint="Try again later.") from None


def _text(headers: list[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]
