"""The Hugging Face Hub, and what is fetched from it."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.api.replies.hub import (
    DownloadRemovedReply,
    DownloadReply,
    DownloadRequest,
    DownloadsReply,
    HubModelReply,
    SearchReply,
    SuggestionReply,
    SuggestionsReply,
    TokenReply,
    TokenRequest,
)
from app.api.requests import Program, ProgramParameter
from app.api.waiting import from_thread
from app.domain.errors import DownloadNotFound
from app.domain.hub.repository import SEARCH_LIMIT, HubQuery
from app.domain.model import ModelFormat

router = APIRouter(prefix="/hub", tags=["hub"])

_Repository = Annotated[str, Path(description="publisher/name on the Hub.")]
_DownloadId = Annotated[str, Path(description="As GET /hub/downloads lists it.")]


@router.get("/suggestions", summary="Models to begin with")
async def suggestions(program: ProgramParameter) -> SuggestionsReply:
    """A short list for somebody who does not know what to take, as far as it fits."""
    found = program.door.hub.suggestions()
    return SuggestionsReply(models=[SuggestionReply.of(each) for each in found])


@router.get("/search", summary="Search the Hugging Face Hub")
async def search(
    program: ProgramParameter,
    q: Annotated[str, Query(max_length=200, description="Words of the name.")] = "",
    format_name: Annotated[
        ModelFormat | None, Query(alias="format", description="A format it must have.")
    ] = None,
    fits: Annotated[
        bool, Query(description="true leaves out what this computer has no room for.")
    ] = False,
    limit: Annotated[
        int, Query(ge=1, le=SEARCH_LIMIT, description=f"Results, 1 to {SEARCH_LIMIT}.")
    ] = 30,
    cursor: Annotated[str, Query(max_length=2000, description="Of the page before.")] = "",
) -> SearchReply:
    """Repositories with models, the most downloaded first."""
    query = HubQuery(q, format_name or "", fits, limit, cursor)
    return SearchReply.of(await from_thread(program.door.hub.search(query)))


@router.get("/models/{repository:path}", summary="What can be had of a repository")
async def model(repository: _Repository, program: ProgramParameter) -> HubModelReply:
    """The files grouped into choices, with what fits this computer and one recommended."""
    return HubModelReply.of(await from_thread(program.door.hub.repository(repository)))


@router.post("/downloads", summary="Fetch a model")
async def download(body: DownloadRequest, program: ProgramParameter) -> DownloadReply:
    """Answers once the download is in the queue; what is on its way already goes on."""
    added = await from_thread(program.door.hub.download(body.repository, body.choice))
    return DownloadReply.of(added)


@router.get("/downloads", summary="Every download")
async def downloads(program: ProgramParameter) -> DownloadsReply:
    """What is queued, on its way, paused, failed, or done since the start of the program."""
    return DownloadsReply.of(program.door.snapshot())


@router.get("/downloads/{download}", summary="One download")
async def download_detail(download: _DownloadId, program: ProgramParameter) -> DownloadReply:
    """How far it is, file by file."""
    return _shown(program, download)


@router.post("/downloads/{download}/pause", summary="Pause a download")
async def pause(download: _DownloadId, program: ProgramParameter) -> DownloadReply:
    """Stops it; what is there is kept, also over the end of the program."""
    await from_thread(program.door.hub.pause(download))
    return _shown(program, download)


@router.post("/downloads/{download}/resume", summary="Resume a download")
async def resume(download: _DownloadId, program: ProgramParameter) -> DownloadReply:
    """Goes on with one that is paused, waits, or has failed."""
    await from_thread(program.door.hub.resume(download))
    return _shown(program, download)


@router.delete("/downloads/{download}", summary="Cancel a download")
async def cancel(download: _DownloadId, program: ProgramParameter) -> DownloadRemovedReply:
    """Stops it and deletes what was fetched. One that is done only leaves the list."""
    await from_thread(program.door.hub.cancel(download))
    return DownloadRemovedReply(id=download)


@router.put("/token", summary="Set the access token of the Hub")
async def token(body: TokenRequest, program: ProgramParameter) -> TokenReply:
    """Kept by the system's keyring, and never shown. An empty one forgets it."""
    return TokenReply(token=await from_thread(program.door.hub.set_token(body.token)))


def _shown(program: Program, id_: str) -> DownloadReply:
    found = program.door.snapshot().download(id_)
    if found is None:
        raise DownloadNotFound(
            f"There is no download {id_[:80]!a}.", hint="GET /hub/downloads lists them."
        )
    return DownloadReply.of(found)
