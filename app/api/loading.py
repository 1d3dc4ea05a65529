"""A load that is answered as soon as it has begun."""

import asyncio

from app.api.requests import Program
from app.api.waiting import from_thread
from app.domain.errors import AppError, ShuttingDown
from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.domain.names import find_model
from app.domain.snapshot import AppSnapshot, RunningModel

_ON_ITS_WAY = frozenset({State.STARTING, State.LOADING})


async def begun(program: Program, model: str, options: LoadOptions = LoadOptions()) -> RunningModel:
    """The model as soon as it is on its way, or ready.

    Raises:
        AppError: it never will be.
    """
    loading = from_thread(program.door.load(model, options))
    seen = asyncio.ensure_future(_first_sight(model, program))
    await asyncio.wait({loading, seen}, return_when=asyncio.FIRST_COMPLETED)
    if loading.done():
        seen.cancel()
        return await loading
    return await seen


async def _first_sight(model: str, program: Program) -> RunningModel:
    async for _ in program.changes.follow():
        snapshot = program.door.snapshot()
        entry = snapshot.running_model(id_of(model, snapshot))
        if entry is not None and entry.state in _ON_ITS_WAY:
            return entry
    raise ShuttingDown("ModelTray is shutting down.")


def id_of(name: str, snapshot: AppSnapshot) -> str:
    """The id behind a name; the name itself for a model that has left the disk."""
    try:
        return find_model(snapshot.models, name).id
    except AppError:
        return name
