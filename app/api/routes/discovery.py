"""What clients of Ollama and of LM Studio ask in order to find the models."""

from fastapi import APIRouter, Request

from app.api.gateway.order import model_meant, read_order
from app.api.replies import lm_studio, ollama
from app.api.replies.router import Json
from app.api.requests import ModelName, ProgramParameter
from app.domain.errors import NotSupported

router = APIRouter(tags=["discovery"])

_OLLAMAS_OWN = ("chat", "generate", "embed", "embeddings", "pull", "push", "create", "copy")


@router.get("/api/version", summary="The version of Ollama's API")
async def version() -> Json:
    """Of what is spoken here; ``/health`` tells ModelTray's own."""
    return {"version": ollama.VERSION}


@router.get("/api/tags", summary="The models, as Ollama lists them")
async def tags(program: ProgramParameter) -> Json:
    """Those that an engine can open."""
    return ollama.tags(program.door.snapshot())


@router.post("/api/show", summary="One model, as Ollama shows it")
async def show(request: Request, program: ProgramParameter) -> Json:
    """The body names it as ``model``."""
    snapshot = program.door.snapshot()
    name = read_order(await request.body()).model
    return ollama.show(model_meant(snapshot, name), snapshot)


@router.get("/api/v0/models", summary="The models, as LM Studio lists them")
async def lm_studio_models(program: ProgramParameter) -> Json:
    """Those in GGUF."""
    return lm_studio.lm_studio_list(program.door.snapshot())


@router.get("/api/v0/models/{model:path}", summary="One model, as LM Studio shows it")
async def lm_studio_model(model: ModelName, program: ProgramParameter) -> Json:
    """The same fields as in the list."""
    snapshot = program.door.snapshot()
    return lm_studio.lm_studio_card(model_meant(snapshot, model), snapshot)


async def refuse(request: Request) -> None:
    raise NotSupported(
        f"ModelTray does not speak Ollama's {request.url.path}.",
        hint=f"Set the program up for an OpenAI-compatible server at {request.base_url}v1.",
    )


for _name in _OLLAMAS_OWN:
    router.add_api_route(f"/api/{_name}", refuse, methods=["POST"], include_in_schema=False)
