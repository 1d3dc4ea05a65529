"""``/v1/embeddings``, and llama-server's own ``/embedding``."""

import asyncio
import base64
import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request

from runtimes.serving.engine import ModelCard, Purpose
from runtimes.serving.errors import bad_request, context_exceeded
from runtimes.serving.front import Front, read_body, unless_gone
from runtimes.serving.request_body import Body, is_token

_INPUTS_LIMIT = 2048  # OpenAI's
_BATCH = 16
"""Inputs computed at once; between two batches others get their turn."""
_UNCHANGED = -1  # llama-server's --embd-normalize


@dataclass(frozen=True, slots=True)
class _Order:
    """What is asked for.

    Attributes:
        dimensions: how many numbers of each vector are wanted; 0 for all.
    """

    inputs: Sequence[Sequence[int]]
    normalised: bool
    dimensions: int


def embedding_routes(front: Front) -> APIRouter:
    """The routes; both take texts and tokens, one or several."""
    router = APIRouter()

    @router.post("/v1/embeddings")
    async def embeddings(request: Request) -> dict[str, Any]:
        body = await read_body(request)
        form = body.text("encoding_format", "float")
        if form not in ("float", "base64"):
            raise bad_request("'encoding_format' must be float or base64.")
        order, vectors = await _embed(front, request, body)
        count = sum(map(len, order.inputs))
        return {
            "model": front.alias,
            "object": "list",
            "usage": {"prompt_tokens": count, "total_tokens": count},
            "data": [_item(vector, at, form) for at, vector in enumerate(vectors)],
        }

    @router.post("/embedding")
    @router.post("/embeddings")
    async def embedding(request: Request) -> list[dict[str, Any]]:
        _order, vectors = await _embed(front, request, await read_body(request))
        return [{"index": at, "embedding": [vector]} for at, vector in enumerate(vectors)]

    return router


async def _embed(front: Front, request: Request, body: Body) -> tuple[_Order, list[list[float]]]:
    order = await asyncio.to_thread(_read_order, front, body)
    raw = await unless_gone(request, _compute(front, order.inputs))
    return order, [_finished(vector, order) for vector in raw]


async def _compute(front: Front, inputs: Sequence[Sequence[int]]) -> list[list[float]]:
    """Vectors in the order of the inputs; those of like length are computed together."""
    by_length = sorted(range(len(inputs)), key=lambda at: len(inputs[at]))
    vectors: dict[int, list[float]] = {}
    for start in range(0, len(inputs), _BATCH):
        places = by_length[start : start + _BATCH]
        batch = [inputs[at] for at in places]
        computed = await front.worker.call(lambda batch=batch: front.engine.embed(batch))  # type: ignore[misc]
        vectors.update(zip(places, computed, strict=True))
    return [vectors[at] for at in range(len(inputs))]


def _read_order(front: Front, body: Body) -> _Order:
    card = front.require(Purpose.EMBED)
    given = body.get("input") if "input" in body else body.get("content")
    several = isinstance(given, list) and not (given and all(is_token(one) for one in given))
    inputs = given if several else [given]
    if not inputs or len(inputs) > _INPUTS_LIMIT:
        raise bad_request(f"'input' must hold from 1 to {_INPUTS_LIMIT} texts.")
    dimensions = body.integer("dimensions", 0)
    if not 0 <= dimensions <= card.embedding:
        raise bad_request(f"'dimensions' must be from 1 to {card.embedding}.")
    return _Order(
        inputs=[_read_input(one, front, card) for one in inputs],
        normalised=body.integer("embd_normalize", 2) != _UNCHANGED,
        dimensions=dimensions,
    )


def _read_input(given: Any, front: Front, card: ModelCard) -> Sequence[int]:
    if isinstance(given, str):
        tokens = front.engine.tokenize(given, add_special=True, parse_special=False)
    elif isinstance(given, list) and all(is_token(t) and t < card.vocabulary for t in given):
        tokens = given
    else:
        raise bad_request("'input' must be a string, a list of tokens, or a list of those.")
    if not tokens:
        raise bad_request("The input is empty.")
    if len(tokens) > card.context:
        raise context_exceeded(len(tokens), card.context)
    return tokens


def _finished(vector: Sequence[float], order: _Order) -> list[float]:
    cut = vector[: order.dimensions or None]
    length = math.sqrt(math.fsum(one * one for one in cut))
    return [one / length for one in cut] if order.normalised and length else list(cut)


def _item(vector: Sequence[float], index: int, form: str) -> Mapping[str, Any]:
    item = {"embedding": vector, "index": index, "object": "embedding"}
    if form == "float":
        return item
    packed = struct.pack(f"<{len(vector)}f", *vector)
    return {**item, "embedding": base64.b64encode(packed).decode("ascii"), "encoding_format": form}
