"""The answer about what happened since the start."""

from pydantic import BaseModel, Field

from app.domain.activity import ActivityRecord, ClientUse, Event, Happening


class EventReply(BaseModel):
    """One thing that happened to one model."""

    at: float = Field(description="Seconds since the epoch.")
    what: Happening
    model: str
    engine: str
    port: int | None
    sentence: str = Field(description="Why, or what to know about it; may be empty.")
    seconds: float | None = Field(description="How long a load took.")

    @classmethod
    def of(cls, event: Event) -> "EventReply":
        return cls(
            at=event.at,
            what=event.happening,
            model=event.model,
            engine=event.engine,
            port=event.port,
            sentence=event.sentence,
            seconds=event.seconds,
        )


class ClientReply(BaseModel):
    """All requests of one client to one model, through ModelTray's own address."""

    client: str = Field(description="As it calls itself; empty where it does not.")
    model: str
    requests: int
    failed: int
    prompt_tokens: int
    tokens: int
    last_at: float = Field(description="Seconds since the epoch.")

    @classmethod
    def of(cls, use: ClientUse) -> "ClientReply":
        return cls(
            client=use.client,
            model=use.model,
            requests=use.requests,
            failed=use.failed,
            prompt_tokens=use.prompt_tokens,
            tokens=use.tokens,
            last_at=use.last_at,
        )


class ActivityReply(BaseModel):
    """The newest first; older events than some hundred are forgotten."""

    events: list[EventReply]
    clients: list[ClientReply]

    @classmethod
    def of(cls, record: ActivityRecord) -> "ActivityReply":
        return cls(
            events=[EventReply.of(event) for event in record.events],
            clients=[ClientReply.of(use) for use in record.clients],
        )
