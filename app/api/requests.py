"""What the routes take from a request."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Query, Request

from app.api.changes import Changes
from app.api.door import Door
from app.api.gateway.upstream import Upstream
from app.domain.launch import CONTEXT_LIMIT, PARALLEL_LIMIT, THREADS_LIMIT, LoadOptions


@dataclass(frozen=True, slots=True)
class Program:
    """What every route works on; kept in the application's state."""

    door: Door
    changes: Changes
    version: str
    upstream: Upstream


async def _program(request: Request) -> Program:
    program: Program = request.app.state.program
    return program


async def _load_options(
    threads: Annotated[int | None, Query(description=f"CPU threads, 1 to {THREADS_LIMIT}.")] = None,
    ctx_size: Annotated[
        int | None, Query(description=f"Context in tokens, 1 to {CONTEXT_LIMIT}.")
    ] = None,
    gpu_layers: Annotated[int | None, Query(description="Layers for the GPU, from 0.")] = None,
    parallel: Annotated[
        int | None, Query(description=f"Requests answered at once, 1 to {PARALLEL_LIMIT}.")
    ] = None,
    runtime: Annotated[
        str | None, Query(description="A rule or an engine to use instead of the matching one.")
    ] = None,
) -> LoadOptions:
    return LoadOptions(threads, ctx_size, gpu_layers, parallel, runtime or None).checked()


ProgramParameter = Annotated[Program, Depends(_program)]
ModelName = Annotated[
    str, Path(description="A model's id, its name or publisher/name, as the registry lists it.")
]
LoadOptionsParameter = Annotated[LoadOptions, Depends(_load_options)]
