"""What happened, over HTTP."""

from app.domain.activity import ActivityRecord, ClientUse, Event, Happening
from app.domain.model import ModelId
from tests.api.conftest import Api

PHI = ModelId("phi-2")


def test_without_a_past_both_lists_are_empty(api: Api) -> None:
    assert api.get("/runtime/activity").json() == {"events": [], "clients": []}


def test_events_and_clients_are_told(api: Api) -> None:
    failed = Event(2.0, Happening.FAILED, PHI, "transformers", sentence="It broke. Mend it.")
    loaded = Event(1.0, Happening.LOADED, PHI, "transformers", 8080, seconds=0.5)
    use = ClientUse("Zed/0.2", PHI, 3, 1, 30, 12, 2.5)
    api.door.happened = ActivityRecord((failed, loaded), (use,))

    answer = api.get("/runtime/activity").json()
    assert [(event["what"], event["port"]) for event in answer["events"]] == [
        ("failed", None),
        ("loaded", 8080),
    ]
    assert answer["events"][0]["sentence"] == "It broke. Mend it."
    assert answer["clients"] == [
        {
            "client": "Zed/0.2",
            "model": "phi-2",
            "requests": 3,
            "failed": 1,
            "prompt_tokens": 30,
            "tokens": 12,
            "last_at": 2.5,
        }
    ]
