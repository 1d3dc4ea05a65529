"""What must have happened between two pictures, and clients that choose their own names."""

from dataclasses import replace

import pytest

from app.domain.activity import ClientRequest, ClientUse, Happening, happenings, shown_client
from app.domain.lifecycle import State
from app.domain.model import ModelId
from app.domain.snapshot import RunningModel

PHI = ModelId("phi-2")


def entry(state: State) -> RunningModel:
    return RunningModel(PHI, state, "safetensors", "transformers", "transformers", port=8080)


@pytest.mark.parametrize(
    ("before", "after", "happening"),
    [
        (None, State.STARTING, None),
        (State.STARTING, State.LOADING, None),
        (State.LOADING, State.LOADING, None),
        (State.LOADING, State.READY, Happening.LOADED),
        (None, State.FAILED, Happening.FAILED),
        (State.LOADING, State.FAILED, Happening.FAILED),
        (State.READY, State.FAILED, Happening.FAILED),
        (State.READY, State.BACKOFF, Happening.DIED),
        (State.READY, State.STOPPING, Happening.STOPPED),
        (State.LOADING, State.STOPPING, Happening.CANCELLED),
        (State.STARTING, State.STOPPING, Happening.CANCELLED),
        (State.BACKOFF, None, Happening.STOPPED),
        (State.STOPPING, None, None),
        (State.FAILED, None, None),
        (State.FAILED, State.STARTING, None),
    ],
)
def test_a_change_of_state_tells_what_happened(
    before: State | None, after: State | None, happening: Happening | None
) -> None:
    pictures = [(entry(state),) if state else () for state in (before, after)]
    found = [found for found, _ in happenings(*pictures)]
    assert found == ([happening] if happening else [])


def test_each_model_is_looked_at() -> None:
    others = [replace(entry(State.LOADING), model=ModelId(name)) for name in ("a", "b")]
    ready = [replace(other, state=State.READY) for other in others]
    assert [found.model for _, found in happenings(others, ready)] == ["a", "b"]


def test_requests_are_added_up() -> None:
    use = ClientUse("Zed", PHI)
    for status, at in ((200, 5.0), (499, 9.0), (200, 7.0)):
        request = ClientRequest("Zed", PHI, status, at, prompt_tokens=10, tokens=3)
        use = use.with_request(request)
    assert use == ClientUse("Zed", PHI, 3, 1, 30, 9, 9.0)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("OpenAI/Python 3.57.0", "OpenAI/Python 3.57.0"),
        ("  Zed \r\n\t 1.0\x00 ", "Zed 1.0"),
        ("\u202egnp.exe", "gnp.exe"),
        ("", ""),
        ("x" * 100_000, "x" * 79 + "…"),
    ],
)
def test_a_client_is_one_short_line(name: str, shown: str) -> None:
    assert shown_client(name) == shown
