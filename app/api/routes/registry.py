"""The models on the disk."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.api.replies.registry import (
    ModelDetailReply,
    ModelsReply,
    RescanReply,
    StoresReply,
    ValidationReply,
)
from app.api.requests import ModelName, ProgramParameter
from app.api.waiting import from_thread
from app.domain.names import find_model

router = APIRouter(prefix="/registry", tags=["registry"])


@router.get("/models", summary="Every model on the disk")
async def models(program: ProgramParameter) -> ModelsReply:
    """All models that were found, with the engine that would run each."""
    return ModelsReply.of(program.door.snapshot())


@router.get("/models/{model:path}", summary="One model")
async def model_detail(model: ModelName, program: ProgramParameter) -> ModelDetailReply:
    """One model with its files, why its engine was chosen, and what memory it will need."""
    snapshot = program.door.snapshot()
    found = find_model(snapshot.models, model)
    return ModelDetailReply.detailed(found, snapshot, program.door.hardware())


@router.get("/validate/{model:path}", summary="Check a model's files")
async def validate(
    model: ModelName,
    program: ProgramParameter,
    hashes: Annotated[
        bool, Query(description="Read every byte, and compare with the publisher's hashes.")
    ] = False,
) -> ValidationReply:
    """Reads the headers again and says in words what is wrong, if anything is."""
    return ValidationReply.of(await from_thread(program.door.validate(model, hashes=hashes)))


@router.get("/stores", summary="Where models come from")
async def stores(program: ProgramParameter) -> StoresReply:
    """The stores of other programs that were found on this computer, with sizes."""
    return StoresReply.of(program.door.snapshot())


@router.post("/rescan", summary="Look for models now")
async def rescan(program: ProgramParameter) -> RescanReply:
    """Answers once the list of models is up to date."""
    await from_thread(program.door.rescan())
    return RescanReply(models=len(program.door.snapshot().models))
