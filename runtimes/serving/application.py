"""The FastAPI application: the routes behind the guard, and errors in one shape."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from runtimes.serving.chat_routes import chat_routes
from runtimes.serving.completion_routes import completion_routes
from runtimes.serving.embedding_routes import embedding_routes
from runtimes.serving.engine import GenerationFailed
from runtimes.serving.errors import ApiError, ErrorType
from runtimes.serving.front import ClientGone, Front
from runtimes.serving.guards import Door, Guard
from runtimes.serving.messages_routes import messages_routes
from runtimes.serving.mistakes import Mistakes
from runtimes.serving.model_routes import model_routes, text_routes
from runtimes.serving.monitor_routes import monitor_routes
from runtimes.serving.rank_routes import rank_routes
from runtimes.serving.responses_routes import responses_routes

_ROUTES = (
    model_routes,
    text_routes,
    monitor_routes,
    completion_routes,
    chat_routes,
    embedding_routes,
    rank_routes,
    messages_routes,
    responses_routes,
)
_CLIENT_CLOSED_REQUEST = 499  # nginx's number; nobody reads it


def create_application(front: Front, door: Door, *, verbose: bool = False) -> FastAPI:
    """All routes of one served model."""
    application = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    for routes in _ROUTES:
        application.include_router(routes(front))
    _add_error_handlers(application)
    application.add_middleware(Mistakes, verbose=verbose)
    application.add_middleware(Guard, door=door, worker=front.worker)
    return application


def _add_error_handlers(application: FastAPI) -> None:
    @application.exception_handler(ApiError)
    async def refused(_request: Request, error: ApiError) -> Response:
        return JSONResponse(error.body(), error.status)

    @application.exception_handler(GenerationFailed)
    async def failed(request: Request, error: GenerationFailed) -> Response:
        return await refused(request, ApiError(ErrorType.SERVER, str(error)))

    @application.exception_handler(HTTPException)
    async def no_route(request: Request, error: HTTPException) -> Response:
        if error.status_code == 405:
            message = f"{request.url.path} does not answer to {request.method}."
            return await refused(request, ApiError(ErrorType.METHOD, message))
        return await refused(request, ApiError(ErrorType.NOT_FOUND, "File Not Found"))

    @application.exception_handler(ClientGone)
    async def gone(_request: Request, _error: ClientGone) -> Response:
        return Response(status_code=_CLIENT_CLOSED_REQUEST)
