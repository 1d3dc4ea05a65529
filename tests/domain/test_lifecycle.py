"""Every pair of state and event, in one table."""

import pytest

from app.domain.lifecycle import ALIVE_STATES, Effect, Event, State, next_state

S, E, X = State, Event, Effect

TABLE = {
    S.STOPPED: {E.LOAD: (S.STARTING, X.START)},
    S.STARTING: {
        E.LOAD: (S.STARTING, X.JOIN),
        E.STOP: (S.STOPPING, X.STOP_CHILD),
        E.STARTED: (S.LOADING, X.NOTHING),
        E.STALLED: (S.STARTING, X.KILL_CHILD),
        E.ENDED: (S.FAILED, X.REPORT_FAILURE),
    },
    S.LOADING: {
        E.LOAD: (S.LOADING, X.JOIN),
        E.STOP: (S.STOPPING, X.STOP_CHILD),
        E.ANSWERED: (S.READY, X.ANNOUNCE_READY),
        E.STALLED: (S.LOADING, X.KILL_CHILD),
        E.ENDED: (S.FAILED, X.REPORT_FAILURE),
    },
    S.READY: {
        E.LOAD: (S.READY, X.ANNOUNCE_READY),
        E.STOP: (S.STOPPING, X.STOP_CHILD),
        E.ENDED: (S.BACKOFF, X.SCHEDULE_RETRY),
    },
    S.STOPPING: {
        E.LOAD: (S.STOPPING, X.QUEUE_LOAD),
        E.STOP: (S.STOPPING, X.FORGET_QUEUED_LOAD),
        E.ENDED: (S.STOPPED, X.FINISH_STOP),
    },
    S.BACKOFF: {
        E.LOAD: (S.STARTING, X.START),
        E.STOP: (S.STOPPED, X.CANCEL_RETRY),
        E.RETRY_DUE: (S.STARTING, X.START),
        E.GAVE_UP: (S.FAILED, X.REPORT_GIVING_UP),
    },
    S.FAILED: {E.LOAD: (S.STARTING, X.START), E.STOP: (S.STOPPED, X.NOTHING)},
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("event", Event)
def test_every_pair_of_state_and_event(state: State, event: Event) -> None:
    expected = TABLE[state].get(event, (state, Effect.NOTHING))
    assert next_state(state, event) == expected


@pytest.mark.parametrize("state", State)
def test_a_stop_never_leads_to_a_start(state: State) -> None:
    assert next_state(state, Event.STOP).state in {State.STOPPING, State.STOPPED}


@pytest.mark.parametrize("state", sorted(ALIVE_STATES))
def test_the_end_of_a_process_always_leaves_the_states_of_the_living(state: State) -> None:
    assert next_state(state, Event.ENDED).state not in ALIVE_STATES
