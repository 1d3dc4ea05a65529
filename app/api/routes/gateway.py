"""What clients ask of models, passed on to the model that is meant."""

from fastapi import APIRouter, Request, Response

from app.api.gateway.answer import Call, ForwardedAnswer
from app.api.gateway.order import model_meant, read_order
from app.api.gateway.paths import FORWARDED
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
