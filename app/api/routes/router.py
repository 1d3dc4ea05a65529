"""The models as llama-server's router manages them, so that its clients manage ours."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from app.api.gateway.order import model_meant, read_order
from app.api.loading import begun
from app.api.replies.router import Json, router_card, router_events, router_list
from app.api.requests import ModelName, ProgramParameter
from app.api.waiting import from_thread
from app.domain.errors import InvalidOption
from app.domain.model import Model

router = APIRouter(tags=["models"])


@router.get("/v1/models", summary="Every model, as OpenAI lists them")
@router.get("/models", include_in_schema=False)
async def models(
    program: ProgramParameter,
    reload: Annotated[bool, Query(description="Taken from llama-server; nothing to do.")] = False,
) -> Json:
    """All models, loaded or not; the fields of llama-server's router and some more."""
    return router_list(program.door.snapshot())


@router.get("/models/sse", summary="Follow the models", response_class=EventSourceResponse)
async def follow(program: ProgramParameter) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events: a model is loading, loaded, unloaded, new or gone."""
    before = program.door.snapshot()
    async for _ in program.changes.follow():
        after = program.door.snapshot()
        for event in router_events(before, after):
            yield ServerSentEvent(data=event)
        before = after


@router.post("/models/load", summary="Load a model, as the router does")
async def load(request: Request, program: ProgramParameter) -> Json:
    """Answers as soon as the load has begun; ``/models/sse`` tells the rest."""
    await begun(program, (await _named(request, program)).id)
    return {"success": True}


@router.post("/models/unload", summary="Stop a model, as the router does")
async def unload(request: Request, program: ProgramParameter) -> Json:
    """Answers once the process is gone."""
    await from_thread(program.door.stop((await _named(request, program)).id))
    return {"success": True}


@router.get("/v1/models/{model:path}", summary="One model, as OpenAI shows it")
async def model_card(model: ModelName, program: ProgramParameter) -> Json:
    """The same fields as in the list."""
    snapshot = program.door.snapshot()
    return router_card(model_meant(snapshot, model), snapshot)


async def _named(request: Request, program: ProgramParameter) -> Model:
    name = read_order(await request.body()).model
    if not name:
        raise InvalidOption("The request names no model.", hint='Send {"model": "tinyllama-gguf"}.')
    return model_meant(program.door.snapshot(), name)
