"""The API about itself."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.api.docs_page import docs_page
from app.api.replies.about import HealthReply
from app.api.requests import ProgramParameter

router = APIRouter(tags=["about"])


@router.get("/health", summary="Whether the program answers")
async def health(program: ProgramParameter) -> HealthReply:
    """Answers as soon as the program takes calls."""
    return HealthReply(version=program.version)


@router.get("/docs", include_in_schema=False)
async def docs(request: Request) -> HTMLResponse:
    return HTMLResponse(docs_page(request.app.openapi()))
