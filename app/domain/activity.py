"""What happened since the program started: loads, stops, failures, and requests by client."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.lifecycle import State
from app.domain.model import ModelId
from app.domain.snapshot import RunningModel


class Happening(StrEnum):
    """What can happen to a model that a person may want to read about later."""

    LOADED = "loaded"
    """It became ready."""
    RESTARTED = "restarted"
    """It became ready again after it had died."""
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    """It was stopped before it was ready."""
    DIED = "died"
    """Its process ended by itself; it will be started again."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one model.

    Attributes:
        at: seconds since the epoch.
        sentence: why, or what a person should know about it; may be empty.
        seconds: how long a load took; ``None`` for anything else.
    """

    at: float
    happening: Happening
    model: ModelId
    engine: str = ""
    port: int | None = None
    sentence: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class ClientRequest:
    """One request that a client sent to a model.

    Attributes:
        client: the program that asked, as it calls itself; from outside, so of any content.
        status: of the HTTP answer; 499 where the client went away before the end.
        at: seconds since the epoch, when the answer was complete.
        seconds: from the request to the end of the answer.
        prompt_tokens, tokens: read and written, where the answer tells.
    """

    client: str
    model: ModelId
    status: int
    at: float
    seconds: float = 0.0
    prompt_tokens: int = 0
    tokens: int = 0

    @property
    def is_ok(self) -> bool:
        return self.status < _FIRST_ERROR


@dataclass(frozen=True, slots=True)
class ClientUse:
    """All requests of one client to one model, added up."""

    client: str
    model: ModelId
    requests: int = 0
    failed: int = 0
    prompt_tokens: int = 0
    tokens: int = 0
    last_at: float = 0.0

    def with_request(self, request: ClientRequest) -> "ClientUse":
        return replace(
            self,
            requests=self.requests + 1,
            failed=self.failed + (not request.is_ok),
            prompt_tokens=self.prompt_tokens + request.prompt_tokens,
            tokens=self.tokens + request.tokens,
            last_at=max(self.last_at, request.at),
        )


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """Everything that is remembered; what happened or asked last comes first."""

    events: tuple[Event, ...] = ()
    clients: tuple[ClientUse, ...] = ()


def happenings(
    before: Sequence[RunningModel], after: Sequence[RunningModel]
) -> Iterator[tuple[Happening, RunningModel]]:
    """What must have happened between two pictures of the models that run.

    One picture does not tell a restart from a load: that a model died before is for the caller
    to remember.
    """
    old, new = ({entry.model: entry for entry in picture} for picture in (before, after))
    for model in {**old, **new}:
        happening = _step(old.get(model), new.get(model))
        if happening is not None:
            yield happening, new.get(model) or old[model]


def shown_client(name: str) -> str:
    """The name of a client in one short line; whoever sends a request chooses it."""
    line = " ".join("".join(c if c.isprintable() else " " for c in name[:_NAME_READ]).split())
    return line if len(line) <= _NAME_SHOWN else line[: _NAME_SHOWN - 1] + "…"


_FIRST_ERROR = 400
_NAME_READ, _NAME_SHOWN = 1000, 80


def _step(before: RunningModel | None, after: RunningModel | None) -> Happening | None:
    was = before.state if before else State.STOPPED
    now = after.state if after else State.STOPPED
    if was is now:
        return None
    match now:
        case State.READY:
            return Happening.LOADED
        case State.FAILED:
            return Happening.FAILED
        case State.BACKOFF:
            return Happening.DIED
        case State.STOPPING:
            return Happening.STOPPED if was is State.READY else Happening.CANCELLED
        case State.STOPPED if was is State.BACKOFF:
            return Happening.STOPPED
    return None
