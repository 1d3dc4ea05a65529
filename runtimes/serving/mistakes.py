"""Turns what nobody expected into a reply without a trace.

FastAPI's own handler for any exception raises it again afterwards, and uvicorn then closes the
connection, on which the client may already have sent its next request.
"""

import sys
import traceback

from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from runtimes.serving.errors import ApiError, ErrorType


class Mistakes:
    """A layer around the routes; with ``verbose`` the trace goes to standard error."""

    def __init__(self, app: ASGIApp, *, verbose: bool) -> None:
        self._app, self._verbose = app, verbose

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def noted(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            self._log(scope["path"], error)
            if has_begun:
                raise
            text = f"The server failed at {scope['path']} ({type(error).__name__})."
            failure = ApiError(ErrorType.SERVER, text)
            await JSONResponse(failure.body(), failure.status)(scope, receive, send)

    def _log(self, path: str, error: Exception) -> None:
        print(f"{path} failed: {type(error).__name__}: {error}", file=sys.stderr)
        if self._verbose:
            traceback.print_exception(error)
