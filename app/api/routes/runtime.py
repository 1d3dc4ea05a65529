"""Loading, stopping and watching models."""

import time
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent

from app.api.loading import begun, id_of
from app.api.replies.activity import ActivityReply
from app.api.replies.hub import DownloadsReply
from app.api.replies.runtime import AllStoppedReply, LoadReply, LogsReply, StatusReply, StoppedReply
from app.api.requests import LoadOptionsParameter, ModelName, ProgramParameter
from app.api.waiting import from_thread
from app.domain.hub.download import Download
from app.domain.snapshot import RunningModel

router = APIRouter(prefix="/runtime", tags=["runtime"])


@router.post("/load/{model:path}", summary="Load a model", response_model_exclude_none=True)
async def load(
    model: ModelName,
    options: LoadOptionsParameter,
    program: ProgramParameter,
    wait: Annotated[bool, Query(description="false answers as soon as the load began.")] = True,
) -> LoadReply:
    """Starts the right runtime and answers once the model is ready.

    Loading what is loaded answers with the running one. The load goes on when the client goes
    away.
    """
    if not wait:
        return LoadReply.of(await begun(program, model, options))
    return LoadReply.of(await from_thread(program.door.load(model, options)))


@router.post("/unload/{model:path}", summary="Stop a model")
async def unload(model: ModelName, program: ProgramParameter) -> StoppedReply:
    """Answers once the process is gone; stopping what is stopped is fine."""
    await from_thread(program.door.stop(model))
    return StoppedReply(model=id_of(model, program.door.snapshot()))


@router.post("/unload-all", summary="Stop every model")
async def unload_all(program: ProgramParameter) -> AllStoppedReply:
    """Answers once every process is gone."""
    return AllStoppedReply(stopped=await from_thread(program.door.stop_all()))


@router.post("/restart/{model:path}", summary="Restart a model", response_model_exclude_none=True)
async def restart(model: ModelName, program: ProgramParameter) -> LoadReply:
    """Stops the model and loads it again with the same options."""
    return LoadReply.of(await from_thread(program.door.restart(model)))


@router.get("/status", summary="What is running")
async def status(program: ProgramParameter) -> StatusReply:
    """Every model that is loaded, on its way or failed."""
    return StatusReply.of(program.door.snapshot(), time.time())


@router.get("/logs/{model:path}", summary="What a model's process wrote")
async def logs(
    model: ModelName,
    program: ProgramParameter,
    tail: Annotated[int, Query(ge=1, le=10_000, description="Lines, the last ones.")] = 200,
) -> LogsReply:
    """The last lines of its output, oldest first."""
    lines = await from_thread(program.door.log_tail(model, tail))
    return LogsReply(model=id_of(model, program.door.snapshot()), lines=list(lines))


@router.get("/activity", summary="What happened since the start")
async def activity(program: ProgramParameter) -> ActivityReply:
    """Loads, stops, deaths and failures, and the requests of each client."""
    return ActivityReply.of(await from_thread(program.door.activity()))


@router.get("/events", summary="Follow the status", response_class=EventSourceResponse)
async def events(program: ProgramParameter) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events named status, each with the whole status: first as it is, then at every
    change. Those named downloads have what /hub/downloads has, whenever it changes. A slow client
    skips what it could not take."""
    running: tuple[RunningModel, ...] | None = None
    downloads: tuple[Download, ...] = ()
    async for _ in program.changes.follow():
        snapshot = program.door.snapshot()
        if snapshot.running != running:
            running = snapshot.running
            status = StatusReply.of(snapshot, time.time())
            yield ServerSentEvent(event="status", data=status)
        if snapshot.downloads != downloads:
            downloads = snapshot.downloads
            yield ServerSentEvent(event="downloads", data=DownloadsReply.of(snapshot))
