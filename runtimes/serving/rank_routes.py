"""``/v1/rerank``, in the forms of Jina and of Hugging Face's text-embeddings-inference."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from runtimes.serving.engine import Purpose, Rank
from runtimes.serving.errors import bad_request
from runtimes.serving.front import Front, read_body, unless_gone
from runtimes.serving.request_body import Body

_DOCUMENTS_LIMIT = 2048


def rank_routes(front: Front) -> APIRouter:
    """The route under its four names."""
    router = APIRouter()

    @router.post("/rerank")
    @router.post("/reranking")
    @router.post("/v1/rerank")
    @router.post("/v1/reranking")
    async def rerank(request: Request) -> JSONResponse:
        body = await read_body(request)
        front.require(Purpose.RANK)
        query, documents = _read(body)
        ranks = await unless_gone(request, _compute(front, query, documents))
        best = sorted(range(len(ranks)), key=lambda at: -ranks[at].score)
        kept = best[: body.first_integer("top_n", default=len(best))]
        if "texts" in body:
            with_text = body.flag("return_text")
            return JSONResponse([_tei(at, ranks, documents, with_text) for at in kept])
        return JSONResponse(_jina(front.alias, kept, ranks, documents, body))

    return router


async def _compute(front: Front, query: str, documents: Sequence[str]) -> list[Rank]:
    return [
        await front.worker.call(lambda text=text: front.engine.rank(query, text))  # type: ignore[misc]
        for text in documents
    ]


def _read(body: Body) -> tuple[str, list[str]]:
    query, given = body.text("query"), body.items("documents") or body.items("texts")
    documents = [_text(one) for one in given]
    if not query or not documents:
        raise bad_request("'query' must be a string, and 'documents' a list of strings.")
    if len(documents) > _DOCUMENTS_LIMIT:
        raise bad_request(f"At most {_DOCUMENTS_LIMIT} documents can be ranked at once.")
    return query, documents


def _text(document: Any) -> str:
    text = document.get("text") if isinstance(document, Mapping) else document
    if not isinstance(text, str):
        raise bad_request("Every document must be a string, or an object with a 'text'.")
    return text


def _jina(
    alias: str, kept: Sequence[int], ranks: Sequence[Rank], documents: Sequence[str], body: Body
) -> dict[str, Any]:
    count = sum(rank.tokens for rank in ranks)
    results = []
    for at in kept:
        result: dict[str, Any] = {"index": at, "relevance_score": ranks[at].score}
        if body.flag("return_documents"):
            result["document"] = {"text": documents[at]}
        results.append(result)
    return {
        "model": alias,
        "object": "list",
        "usage": {"prompt_tokens": count, "total_tokens": count},
        "results": results,
    }


def _tei(
    at: int, ranks: Sequence[Rank], documents: Sequence[str], with_text: bool
) -> dict[str, Any]:
    told = {"index": at, "score": ranks[at].score}
    return {**told, "text": documents[at]} if with_text else told
