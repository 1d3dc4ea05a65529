"""What clients ask of models, passed on to the model that is meant."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from app.api.gateway.answer import Call, ForwardedAnswer
from app.api.gateway.order import model_meant, read_order
from app.api.gateway.pages import model_page
from app.api.gateway.paths import FORWARDED, PAGES
from app.api.replies.router import router_properties
from app.api.requests import ProgramParameter

router = APIRouter(tags=["models"])


async def forward(request: Request, program: ProgramParameter) -> Response:
    """Goes to the model that the body names as ``model``, which is loaded if need be."""
    body = await request.body()
    order = read_order(body)
    path, query = request.url.path, request.scope["query_string"]
    target = FORWARDED[path].encode("ascii")
    call = Call(
        model=model_meant(program.door.snapshot(), order.model),
        path=path,
        target=target + b"?" + query if query else target,
        headers=request.scope["headers"],
        body=body,
        is_stream=order.is_stream,
    )
    return ForwardedAnswer(call, program.door, program.upstream)


async def page(request: Request, program: ProgramParameter, model: str = "") -> Response:
    """A page of the loaded model that ``model`` names, or of the only one that is loaded."""
    path = request.url.path
    if path == "/props" and not model:
        return JSONResponse(router_properties(program.version))
    snapshot = program.door.snapshot()
    meant = model_meant(snapshot, model)
    return await model_page(program.upstream, meant, snapshot.running_model(meant.id), path)


_SUMMARIES = {
    "/v1/chat/completions": "Chat with a model",
    "/v1/completions": "Complete a text",
    "/v1/embeddings": "Turn texts into vectors",
    "/v1/rerank": "Sort documents by how well they fit",
    "/v1/responses": "Ask a model, in OpenAI's newer form",
    "/v1/messages": "Ask a model, in Anthropic's form",
    "/v1/messages/count_tokens": "Count the tokens of such a request",
    "/infill": "Fill a gap in code",
    "/tokenize": "Cut a text into tokens",
    "/detokenize": "Put tokens together",
    "/apply-template": "Show a chat as the model reads it",
}
"""The paths to read about; the others are the same under another name."""

for _path in FORWARDED:
    router.add_api_route(
        _path,
        forward,
        methods=["POST"],
        summary=_SUMMARIES.get(_path),
        include_in_schema=_path in _SUMMARIES,
    )

for _path in PAGES:
    router.add_api_route(_path, page, methods=["GET"], include_in_schema=False)
