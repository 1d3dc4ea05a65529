"""The memory of what happened: bounded, newest first, told in few signals."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.domain.activity import ClientRequest, Happening
from app.domain.lifecycle import State
from app.domain.model import ModelId
from app.domain.snapshot import Failure, RunningModel
from app.services.activity import CLIENTS, EVENTS, Activity

PHI = RunningModel(
    ModelId("phi-2"), State.STARTING, "safetensors", "transformers", "transformers", port=8080
)


class Clock:
    """Goes on by one second with each look."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


@pytest.fixture
def activity(qtbot: QtBot) -> Activity:
    return Activity(clock=Clock())


def live(activity: Activity, *states: State) -> None:
    """The model goes through these states, one after the other."""
    for state in states:
        failure = Failure("load_failed", "It broke.", "Mend it.")
        troubled = state in (State.FAILED, State.BACKOFF)
        activity.follow((replace(PHI, state=state, failure=failure if troubled else None),))


def test_a_load_is_told_with_how_long_it_took(activity: Activity) -> None:
    live(activity, State.STARTING, State.LOADING, State.READY)
    (event,) = activity.events
    assert (event.happening, event.model, event.port) == (Happening.LOADED, "phi-2", 8080)
    assert event.seconds == 2.0


def test_a_model_that_died_is_loaded_again_as_a_restart(activity: Activity) -> None:
    live(activity, State.STARTING, State.READY, State.BACKOFF, State.STARTING, State.READY)
    assert [event.happening for event in activity.events] == [
        Happening.RESTARTED,
        Happening.DIED,
        Happening.LOADED,
    ]
    assert activity.events[1].sentence == "It broke. Mend it."


def test_a_load_after_a_failure_is_no_restart(activity: Activity) -> None:
    live(activity, State.READY, State.BACKOFF, State.FAILED, State.STARTING, State.READY)
    assert activity.events[0].happening is Happening.LOADED


def test_old_events_are_forgotten(activity: Activity) -> None:
    for _ in range(EVENTS):
        live(activity, State.READY, State.STOPPING)
        activity.follow(())
    assert len(activity.events) == EVENTS
    assert activity.events[0].happening is Happening.STOPPED


def test_requests_are_kept_by_client_and_the_last_one_comes_first(
    activity: Activity, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(activity.changed):
        for client in ("Zed", "curl", "Zed"):
            activity.record(ClientRequest(client, PHI.model, 200, 1.0, tokens=2))
    assert [(use.client, use.requests, use.tokens) for use in activity.clients] == [
        ("Zed", 2, 4),
        ("curl", 1, 2),
    ]


def test_clients_that_call_themselves_ever_new_names_fill_no_memory(activity: Activity) -> None:
    for number in range(2 * CLIENTS):
        activity.record(ClientRequest(f"client {number}", PHI.model, 200, 1.0))
    assert len(activity.clients) == CLIENTS
    assert activity.clients[0].client == f"client {2 * CLIENTS - 1}"


def test_why_a_model_was_unloaded_is_told_once(activity: Activity) -> None:
    live(activity, State.STARTING, State.READY)
    activity.explain("phi-2", "Unloaded after 60 minutes without a request.")
    live(activity, State.STOPPING, State.STOPPED)
    live(activity, State.STARTING, State.READY)
    told = [(event.happening, event.sentence) for event in activity.events]
    assert told[1] == (Happening.STOPPED, "Unloaded after 60 minutes without a request.")
    assert told[0] == (Happening.LOADED, "")
