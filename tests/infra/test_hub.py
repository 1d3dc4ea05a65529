"""What the Hub answers, and how it fails, over a real server."""

from collections.abc import Iterator
from concurrent.futures import Future
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import AccessDenied, AppError, HubError, HubUnreachable, RepositoryNotFound
from app.domain.hub.repository import Gate, HubQuery
from app.infra.hub import HttpHubClient
from app.services.hub_interfaces import HubAccess
from tests.fakes.hub_server import REVISION, Faults, HubServer, Repository, git_sha1, hub_server
from tests.fakes.waiting import wait_until

_T = TypeVar("_T")
TIMEOUT = 300
FOREVER = 60_000


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with hub_server() as server:
        files = {"model.safetensors": bytes(100_000), "config.json": b"{}"}
        tags = ["safetensors", "gguf", "license:apache-2.0"]
        server.add(Repository("pub/First", files, tags, "auto", downloads=9, parameters=7_000))
        server.add(Repository("pub/Second", {}, ["onnx"], downloads=99))
        server.add(Repository("pub/Third", {}, ["gguf"], downloads=1))
        yield server


class Asking:
    def __init__(self, qtbot: QtBot, hub: HubServer) -> None:
        self._qtbot = qtbot
        self.client = HttpHubClient(timeout=TIMEOUT)
        self.access = HubAccess(hub.url)

    def wait(self, answer: "Future[_T]") -> _T:
        self._qtbot.waitUntil(answer.done, timeout=FOREVER)
        return answer.result()

    def names(self, query: HubQuery) -> list[str]:
        return [r.id for r in self.wait(self.client.search(query, self.access)).results]

    def failure(self, name: str = "pub/First") -> AppError:
        with pytest.raises(AppError) as caught:
            self.wait(self.client.repository(name, self.access))
        return caught.value


@pytest.fixture
def asking(qtbot: QtBot, hub: HubServer) -> Asking:
    return Asking(qtbot, hub)


def test_search_by_name_and_format(asking: Asking) -> None:
    assert asking.names(HubQuery()) == ["pub/Second", "pub/First", "pub/Third"]
    assert asking.names(HubQuery("ir")) == ["pub/First", "pub/Third"]
    assert asking.names(HubQuery(format="gguf")) == ["pub/First", "pub/Third"]
    assert asking.names(HubQuery("größe & ?#%")) == []


def test_page_after_page(asking: Asking) -> None:
    first = asking.wait(asking.client.search(HubQuery(limit=2), asking.access))
    assert len(first.results) == 2
    second = asking.wait(
        asking.client.search(HubQuery(limit=2, cursor=first.cursor), asking.access)
    )
    assert [result.id for result in second.results] == ["pub/Third"]
    assert second.cursor == ""


def test_the_page_of_a_repository(asking: Asking, hub: HubServer) -> None:
    page = asking.wait(asking.client.repository("pub/First", asking.access))
    assert (page.revision, page.url) == (REVISION, f"{hub.url}/pub/First")
    assert (page.licence, page.gate, page.parameters) == ("apache-2.0", Gate.AUTOMATIC, 7_000)
    large, small = page.files
    assert (large.path, large.size, len(large.sha256), large.git_sha1) == (
        *("model.safetensors", 100_000, 64),
        "",
    )
    assert (small.sha256, small.git_sha1) == ("", git_sha1(b"{}"))


def test_the_token_is_sent(asking: Asking, hub: HubServer) -> None:
    asking.access = HubAccess(hub.url, "hf_token")
    asking.names(HubQuery())
    assert hub.asked[-1].token == "hf_token"
    assert hub.asked[-1].agent.startswith("modeltray/")
    assert "hf_token" not in repr(asking.access)


def test_a_repository_that_is_not_there(asking: Asking, hub: HubServer) -> None:
    error = asking.failure("pub/None")
    assert isinstance(error, RepositoryNotFound)
    assert error.sentence == (
        f"There is no model pub/None on {hub.url}. "
        "Check the name. A private one needs an access token."
    )


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (Faults(status=401, error_code="GatedRepo"), AccessDenied, "is gated"),
        (Faults(status=403), AccessDenied, "is gated"),
        (Faults(status=401, error_code="InvalidToken"), AccessDenied, "does not accept"),
        (
            Faults(status=429, headers={"Retry-After": "30"}),
            HubUnreachable,
            "too many requests from this network. Try again in 30 s.",
        ),
        (Faults(status=503), HubUnreachable, "has trouble of its own (HTTP 503)."),
        (Faults(status=418), HubError, "answered with HTTP 418."),
        (Faults(swap=b"<html>Sign in</html>"), HubError, "is not the Hugging Face Hub."),
        (Faults(swap=b'{"id": "pub/First"}'), HubError, "is not the Hugging Face Hub."),
        (Faults(swap=b"[" * 100_000), HubError, "is not the Hugging Face Hub."),
        (Faults(stall_at=0.0), HubUnreachable, "cannot be reached"),
        (
            Faults(status=307, headers={"Location": "http://169.254.169.254/api/models/a/b"}),
            AppError,
            "",
        ),
    ],
)
def test_failures(
    asking: Asking, hub: HubServer, fault: Faults, kind: type[AppError], words: str
) -> None:
    hub.page_faults = fault
    error = asking.failure()
    assert isinstance(error, kind)
    assert words in error.sentence
    assert error.hint


def test_nobody_answers(asking: Asking) -> None:
    asking.access = HubAccess("http://127.0.0.1:9")
    error = asking.failure()
    assert error.sentence == (
        "http://127.0.0.1:9 cannot be reached: Connection refused. "
        "Is this computer online? The models that are here already work without."
    )


def test_a_repository_that_was_renamed(asking: Asking, hub: HubServer) -> None:
    hub.page_faults = Faults(times=1, status=307, headers={"Location": "/api/models/pub/First"})
    page = asking.wait(asking.client.repository("pub/Old", asking.access))
    assert page.id == "pub/First"


def test_a_search_that_is_cancelled_hangs_up(asking: Asking, hub: HubServer) -> None:
    hub.page_faults = Faults(stall_at=0.0)
    answer = asking.client.search(HubQuery(), asking.access)
    asking._qtbot.waitUntil(lambda: bool(hub.asked), timeout=FOREVER)
    assert answer.cancel()
    hub.page_faults = Faults()
    assert asking.names(HubQuery("third")) == ["pub/Third"]
    wait_until(lambda: len(hub.asked) == 2)
