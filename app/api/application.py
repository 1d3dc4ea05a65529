"""The FastAPI application: routes, and one shape for every failure."""

import json
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.api.changes import Changes
from app.api.door import Door
from app.api.errors import INTERNAL, ApiError
from app.api.gateway.paths import FORWARDED
from app.api.gateway.upstream import Upstream
from app.api.replies.about import ErrorReply
from app.api.requests import Program
from app.api.routes import about, discovery, gateway, hub, registry, router, runtime
from app.domain.errors import AppError

_KINDS = {
    "int_parsing": "is not a whole number",
    "int_parsing_size": "is too large",
    "int_from_float": "is not a whole number",
    "bool_parsing": "is not true or false",
}
"""pydantic's names for what can be wrong with a query value, in words."""
_SECRETS = frozenset({"token"})
"""Values that no answer repeats."""


class _Json(JSONResponse):
    """JSON with a space after ``:`` and ``,``, as the documented examples show it."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def create_application(door: Door, changes: Changes, version: str, upstream: Upstream) -> FastAPI:
    """The control API over that door; guards are put around it by ``Serving``."""
    application = FastAPI(
        title="ModelTray",
        version=version,
        description="Loads, stops and lists the language models on this computer.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        default_response_class=_Json,
        responses={"default": {"model": ErrorReply, "description": "What went wrong"}},
    )
    application.state.program = Program(door, changes, version, upstream)
    for part in (runtime, registry, hub, router, gateway, discovery, about):
        application.include_router(part.router)
    application.add_exception_handler(AppError, _on_app_error)
    application.add_exception_handler(RequestValidationError, _on_bad_value)
    application.add_exception_handler(HTTPException, _on_http_error)
    application.add_exception_handler(Exception, _on_unexpected)
    return application


async def _on_app_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)
    answer = ApiError.of(error)
    return _answer(answer.in_one_sentence() if request.url.path in FORWARDED else answer)


async def _on_bad_value(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _answer(_bad_value(error.errors()[0]))


def _bad_value(detail: dict[str, Any]) -> ApiError:
    name = detail["loc"][-1]
    given = "..." if name in _SECRETS else str(detail.get("input"))[:40]
    reason = _KINDS.get(detail["type"], f"cannot work: {detail['msg']}")
    return ApiError(
        400, "invalid_option", f"{name}={given} {reason}.", f"GET /docs says what {name} may be."
    )


async def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(_http_error(error, request))


def _http_error(error: HTTPException, request: Request) -> ApiError:
    path = request.url.path[:200]
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        return ApiError(
            405,
            "method_not_allowed",
            f"{request.method} is not possible on {path}.",
            f"Use {allowed}.",
            {"Allow": allowed},
        )
    return ApiError(
        error.status_code, "not_found", f"There is nothing at {path}.", "GET /docs lists the API."
    )


async def _on_unexpected(_: Request, error: Exception) -> Response:
    # uvicorn logs the error with its traceback.
    return _answer(INTERNAL)


def _answer(error: ApiError) -> Response:
    return _Json(error.content(), error.status, headers=dict(error.headers))
