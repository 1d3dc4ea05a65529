"""Answers about the Hub and the downloads."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.domain.hub.account import TokenKeeping
from app.domain.hub.choices import Choice, HubModel
from app.domain.hub.download import Download, DownloadState
from app.domain.hub.refusals import gate_sentence
from app.domain.hub.repository import Gate, HubPage, HubRepository, HubResult
from app.domain.hub.suggestions import Purpose, Suggestion
from app.domain.memory_picture import Fit
from app.domain.snapshot import AppSnapshot


class RepositoryReply(BaseModel):
    """A repository as a search lists it."""

    repository: str = Field(description="publisher/name, as the other calls take it.")
    formats: list[str]
    parameters: int | None
    task: str
    licence: str
    gate: Gate = Field(description="Whether the makers want terms accepted first.")
    downloads: int
    likes: int
    updated: str
    fits: bool | None = Field(description="Whether this computer has room for some choice of it.")

    @classmethod
    def of(cls, result: HubResult) -> "RepositoryReply":
        return cls.model_validate({"repository": result.id, **_fields(result, cls)})


class SearchReply(BaseModel):
    """One page of results, the most downloaded first."""

    results: list[RepositoryReply]
    cursor: str = Field(description="Asks for the next page; empty on the last.")

    @classmethod
    def of(cls, page: HubPage) -> "SearchReply":
        return cls(results=[RepositoryReply.of(r) for r in page.results], cursor=page.cursor)


class SuggestionReply(BaseModel):
    """A model to begin with."""

    repository: str
    name: str
    purpose: Purpose
    size_bytes: int = Field(description="About.")
    licence: str
    about: str
    fits: Fit | None
    recommended: bool

    @classmethod
    def of(cls, suggestion: Suggestion) -> "SuggestionReply":
        judged = {"fits": suggestion.fits, "recommended": suggestion.recommended}
        return cls.model_validate(suggestion.entry.model_dump() | judged)


class SuggestionsReply(BaseModel):
    """What fits this computer, one of them recommended."""

    models: list[SuggestionReply]


class ChoiceReply(BaseModel):
    """One way to have the model."""

    choice: str = Field(description="What POST /hub/downloads takes.")
    label: str
    format: str
    size_bytes: int
    files: list[str]
    fits: Fit | None = Field(description="Where this computer has room for it.")
    recommended: bool
    reason: str

    @classmethod
    def of(cls, choice: Choice) -> "ChoiceReply":
        return cls(
            choice=choice.id,
            label=choice.label,
            format=choice.format,
            size_bytes=choice.size,
            files=[file.path for file in choice.files],
            fits=choice.fits,
            recommended=choice.recommended,
            reason=choice.reason,
        )


class HubModelReply(BaseModel):
    """A repository and what can be had of it."""

    repository: str
    url: str = Field(description="The page for people.")
    revision: str = Field(description="The commit that the files are of.")
    parameters: int | None
    architecture: str
    context_length: int | None
    task: str
    licence: str
    gate: Gate
    notice: str = Field(description="What to do before a gated model can be fetched.")
    downloads: int
    likes: int
    updated: str
    choices: list[ChoiceReply]

    @classmethod
    def of(cls, model: HubModel) -> "HubModelReply":
        page = model.repository
        return cls.model_validate(
            {
                "repository": page.id,
                "notice": gate_sentence(page.gate),
                "choices": [ChoiceReply.of(choice) for choice in model.choices],
                **_fields(page, cls),
            }
        )


class DownloadFileReply(BaseModel):
    name: str
    size_bytes: int
    done_bytes: int


class DownloadReply(BaseModel):
    """A download. What is paused or has failed has lost nothing, and can be resumed."""

    id: str
    repository: str
    choice: str
    status: DownloadState
    progress: float = Field(description="0 to 1.")
    done_bytes: int
    size_bytes: int
    bytes_per_second: float | None
    seconds_left: float | None
    retry_at: float | None = Field(description="Seconds since the epoch, while it waits.")
    checking: bool = Field(description="What is on the disk is being compared with its hash.")
    problem: str = Field(description="Why it waits or failed, and what to do.")
    link: str = Field(description="A page that helps with the problem.")
    folder: str = Field(description="Where the files will be.")
    model: str | None = Field(description="The model that came of it, once it is in the registry.")
    files: list[DownloadFileReply]

    @classmethod
    def of(cls, download: Download) -> "DownloadReply":
        order = download.order
        return cls(
            id=order.id,
            repository=order.repository,
            choice=order.label,
            status=download.state,
            progress=round(download.progress, 4),
            done_bytes=download.done,
            size_bytes=order.size,
            bytes_per_second=download.speed,
            seconds_left=download.seconds_left,
            retry_at=download.retry_at,
            checking=download.checking,
            problem=download.problem,
            link=download.link,
            folder=order.folder,
            model=download.model,
            files=[
                DownloadFileReply(name=f.path, size_bytes=f.size, done_bytes=f.done)
                for f in download.files
            ],
        )


class DownloadsReply(BaseModel):
    """Every download, in the order in which they were asked for."""

    downloads: list[DownloadReply]

    @classmethod
    def of(cls, snapshot: AppSnapshot) -> "DownloadsReply":
        return cls(downloads=[DownloadReply.of(each) for each in snapshot.downloads])


class DownloadRemovedReply(BaseModel):
    status: str = "removed"
    id: str


class TokenReply(BaseModel):
    token: TokenKeeping = Field(description="Where it is kept; it is never shown.")


class DownloadRequest(BaseModel):
    """What to fetch."""

    model_config = ConfigDict(extra="forbid")

    repository: Annotated[str, Field(max_length=300, description="publisher/name on the Hub.")]
    choice: Annotated[
        str,
        Field(
            max_length=200,
            description="Of GET /hub/models/{repository}; the recommended one when left out.",
        ),
    ] = ""


class TokenRequest(BaseModel):
    """An access token of the Hub; an empty one forgets the one that is kept."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    token: Annotated[str, Field(max_length=600, description="hf_..., or empty.")]


def _fields(source: HubResult | HubRepository, reply: type[BaseModel]) -> dict[str, object]:
    """The values that both call by the same name."""
    shared = reply.model_fields.keys() & set(type(source).__dataclass_fields__)
    return {name: getattr(source, name) for name in shared}
