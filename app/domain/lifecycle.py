"""The life of a model process: which event leads from which state to which, as data.

Nothing here starts or stops anything. The supervisor feeds events in and carries out the effect
that comes back; a pair that is not in the table changes nothing.
"""

from enum import StrEnum, auto
from typing import NamedTuple


class State(StrEnum):
    """Where a model process is now; the values are what the API shows."""

    STOPPED = "stopped"
    STARTING = "starting"
    LOADING = "loading"
    READY = "ready"
    STOPPING = "stopping"
    BACKOFF = "backoff"
    FAILED = "failed"


class Event(StrEnum):
    """What can happen to a model process."""

    LOAD = auto()
    """A person or a client wants the model."""
    STOP = auto()
    """A person or a client wants it gone."""
    STARTED = auto()
    """The operating system made the process."""
    ANSWERED = auto()
    """The process proved that it is ours and that the model can be used."""
    STALLED = auto()
    """The process has been silent for too long while loading."""
    ENDED = auto()
    """The process is gone, or never came to be."""
    RETRY_DUE = auto()
    """The pause after a death is over."""
    GAVE_UP = auto()
    """It died too often."""


class Effect(StrEnum):
    """What the supervisor has to do about it."""

    NOTHING = auto()
    START = auto()
    JOIN = auto()
    """Answer this load together with the one under way."""
    ANNOUNCE_READY = auto()
    STOP_CHILD = auto()
    KILL_CHILD = auto()
    QUEUE_LOAD = auto()
    """Load again as soon as the stop is complete."""
    FORGET_QUEUED_LOAD = auto()
    FINISH_STOP = auto()
    SCHEDULE_RETRY = auto()
    CANCEL_RETRY = auto()
    REPORT_FAILURE = auto()
    """The load failed: try another port or runtime, or say why not."""
    REPORT_GIVING_UP = auto()


class Transition(NamedTuple):
    state: State
    effect: Effect


_S, _E, _X = State, Event, Effect

TRANSITIONS: dict[tuple[State, Event], Transition] = {
    (_S.STOPPED, _E.LOAD): Transition(_S.STARTING, _X.START),
    (_S.FAILED, _E.LOAD): Transition(_S.STARTING, _X.START),
    (_S.BACKOFF, _E.LOAD): Transition(_S.STARTING, _X.START),
    (_S.STARTING, _E.LOAD): Transition(_S.STARTING, _X.JOIN),
    (_S.LOADING, _E.LOAD): Transition(_S.LOADING, _X.JOIN),
    (_S.READY, _E.LOAD): Transition(_S.READY, _X.ANNOUNCE_READY),
    (_S.STOPPING, _E.LOAD): Transition(_S.STOPPING, _X.QUEUE_LOAD),
    (_S.STARTING, _E.STARTED): Transition(_S.LOADING, _X.NOTHING),
    (_S.STARTING, _E.ENDED): Transition(_S.FAILED, _X.REPORT_FAILURE),
    (_S.LOADING, _E.ANSWERED): Transition(_S.READY, _X.ANNOUNCE_READY),
    (_S.LOADING, _E.STALLED): Transition(_S.LOADING, _X.KILL_CHILD),
    (_S.STARTING, _E.STALLED): Transition(_S.STARTING, _X.KILL_CHILD),
    (_S.LOADING, _E.ENDED): Transition(_S.FAILED, _X.REPORT_FAILURE),
    (_S.READY, _E.ENDED): Transition(_S.BACKOFF, _X.SCHEDULE_RETRY),
    (_S.BACKOFF, _E.RETRY_DUE): Transition(_S.STARTING, _X.START),
    (_S.BACKOFF, _E.GAVE_UP): Transition(_S.FAILED, _X.REPORT_GIVING_UP),
    (_S.STARTING, _E.STOP): Transition(_S.STOPPING, _X.STOP_CHILD),
    (_S.LOADING, _E.STOP): Transition(_S.STOPPING, _X.STOP_CHILD),
    (_S.READY, _E.STOP): Transition(_S.STOPPING, _X.STOP_CHILD),
    (_S.STOPPING, _E.STOP): Transition(_S.STOPPING, _X.FORGET_QUEUED_LOAD),
    (_S.BACKOFF, _E.STOP): Transition(_S.STOPPED, _X.CANCEL_RETRY),
    (_S.FAILED, _E.STOP): Transition(_S.STOPPED, _X.NOTHING),
    (_S.STOPPING, _E.ENDED): Transition(_S.STOPPED, _X.FINISH_STOP),
}


def next_state(state: State, event: Event) -> Transition:
    """The state after the event, and what to do about it."""
    return TRANSITIONS.get((state, event), Transition(state, Effect.NOTHING))


ALIVE_STATES = frozenset({State.STARTING, State.LOADING, State.READY, State.STOPPING})
"""A child process may exist."""
