"""The Hub's part of the API."""

from dataclasses import replace

import pytest

from app.domain.errors import AccessDenied, AppError, DownloadConflict, HubUnreachable
from app.domain.hub.choices import Choice, HubModel
from app.domain.hub.download import Download, DownloadOrder, DownloadState, FileProgress
from app.domain.hub.repository import Gate, HubFile, HubPage, HubQuery, HubRepository, HubResult
from app.domain.hub.suggestions import CatalogEntry, Purpose, Suggestion
from app.domain.memory_picture import Fit
from tests.api.conftest import Api

FILE = HubFile("m-Q4_K_M.gguf", 4_900_000_000, "a" * 64)
DOWNLOAD = Download(
    DownloadOrder(
        "m-123",
        "pub/M-GGUF",
        "f" * 40,
        "Q4_K_M",
        "https://huggingface.co",
        "/models",
        "/models/pub/M-GGUF",
        (FILE,),
    ),
    DownloadState.RUNNING,
    done=1_225_000_000,
    files=(FileProgress(FILE.path, FILE.size, 1_225_000_000),),
    speed=24_500_000.0,
    seconds_left=150.0,
)


def show(api: Api, *downloads: Download) -> None:
    api.door.hub.shown = downloads
    api.door.picture(replace(api.door.snapshot(), downloads=downloads))


def test_search(api: Api) -> None:
    api.door.hub.page = HubPage((HubResult("pub/M-GGUF", ("gguf",), 8_000_000_000),), "next")
    answer = api.get("/hub/search?q=m&format=gguf&fits=true&limit=5&cursor=c")
    assert answer.json()["cursor"] == "next"
    assert answer.json()["results"][0] == {
        "repository": "pub/M-GGUF",
        "formats": ["gguf"],
        "parameters": 8_000_000_000,
        "task": "",
        "licence": "",
        "gate": "open",
        "downloads": 0,
        "likes": 0,
        "updated": "",
        "fits": None,
    }
    assert api.door.hub.calls == [("search", HubQuery("m", "gguf", True, 5, "c"))]


def test_models_to_begin_with(api: Api) -> None:
    entry = CatalogEntry(
        repository="pub/M-GGUF",
        name="M",
        purpose=Purpose.CHAT,
        size_bytes=5,
        licence="MIT",
        about="Good.",
    )
    api.door.hub.suggested = (Suggestion(entry, Fit.RAM, True),)
    assert api.get("/hub/suggestions").json()["models"] == [
        {
            "repository": "pub/M-GGUF",
            "name": "M",
            "purpose": "chat",
            "size_bytes": 5,
            "licence": "MIT",
            "about": "Good.",
            "fits": "ram",
            "recommended": True,
        }
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("limit=0", "limit=0 cannot work"),
        ("limit=many", "limit=many is not a whole number."),
        ("format=zip", "format=zip cannot work"),
    ],
)
def test_search_with_values_that_cannot_work(api: Api, query: str, message: str) -> None:
    answer = api.get(f"/hub/search?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(message)


def test_a_repository_with_its_choices(api: Api) -> None:
    page = HubRepository(
        "pub/M-GGUF", "f" * 40, (FILE,), "https://huggingface.co/pub/M-GGUF", gate=Gate.MANUAL
    )
    choice = Choice("q4_k_m", "Q4_K_M", "gguf", (FILE,), Fit.RAM, True, "Because.")
    api.door.hub.models["pub/M-GGUF"] = HubModel(page, (choice,))
    answer = api.get("/hub/models/pub/M-GGUF").json()
    assert answer["repository"] == "pub/M-GGUF"
    assert answer["notice"].startswith("Gated: accept the terms")
    assert answer["choices"] == [
        {
            "choice": "q4_k_m",
            "label": "Q4_K_M",
            "format": "gguf",
            "size_bytes": 4_900_000_000,
            "files": ["m-Q4_K_M.gguf"],
            "fits": "ram",
            "recommended": True,
            "reason": "Because.",
        }
    ]


def test_begin_a_download(api: Api) -> None:
    show(api, DOWNLOAD)
    body = {"repository": "pub/M-GGUF", "choice": "q4_k_m"}
    answer = api.post("/hub/downloads", json=body)
    assert answer.status_code == 200
    assert answer.json()["id"] == "m-123"
    api.post("/hub/downloads", json={"repository": "pub/M-GGUF"})
    assert api.door.hub.calls == [
        ("download", "pub/M-GGUF", "q4_k_m"),
        ("download", "pub/M-GGUF", ""),
    ]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"repository": 5},
        {"repository": "a/b", "folder": "/etc"},
        {"repository": "x" * 301},
        "a/b",
        None,
    ],
)
def test_a_body_that_is_no_order(api: Api, body: object) -> None:
    answer = api.post("/hub/downloads", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]["type"] == "invalid_option"
    assert api.door.hub.calls == []


def test_a_form_is_no_order(api: Api) -> None:
    answer = api.post("/hub/downloads", data={"repository": "pub/M-GGUF"})
    assert answer.status_code == 400
    assert api.door.hub.calls == []


def test_the_list_of_downloads(api: Api) -> None:
    show(api, DOWNLOAD)
    (entry,) = api.get("/hub/downloads").json()["downloads"]
    assert entry == api.get("/hub/downloads/m-123").json()
    assert entry["status"] == "running"
    assert (entry["progress"], entry["seconds_left"]) == (0.25, 150.0)
    assert entry["files"] == [
        {"name": "m-Q4_K_M.gguf", "size_bytes": 4_900_000_000, "done_bytes": 1_225_000_000}
    ]


def test_pause_resume_and_cancel(api: Api) -> None:
    show(api, DOWNLOAD)
    assert api.post("/hub/downloads/m-123/pause").json()["id"] == "m-123"
    assert api.post("/hub/downloads/m-123/resume").json()["id"] == "m-123"
    assert api.send("DELETE", "/hub/downloads/m-123").json() == {"status": "removed", "id": "m-123"}
    assert api.door.hub.calls == [("pause", "m-123"), ("resume", "m-123"), ("cancel", "m-123")]


def test_a_download_that_is_not_there(api: Api) -> None:
    answer = api.get("/hub/downloads/m-999")
    assert answer.status_code == 404
    assert answer.json()["error"] == {
        "code": 404,
        "type": "download_not_found",
        "message": "There is no download 'm-999'.",
        "hint": "GET /hub/downloads lists them.",
    }


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (AccessDenied("Gated.", hint="Open the page."), 403),
        (HubUnreachable("Offline."), 502),
        (DownloadConflict("It is here already."), 409),
    ],
)
def test_failures(api: Api, error: AppError, status: int) -> None:
    api.door.hub.errors["download"] = error
    answer = api.post("/hub/downloads", json={"repository": "pub/M-GGUF"})
    assert answer.status_code == status
    assert answer.json()["error"]["message"] == error.message


def test_the_token_is_taken_and_never_repeated(api: Api) -> None:
    answer = api.send("PUT", "/hub/token", json={"token": "hf_secret"})
    assert answer.json() == {"token": "keyring"}
    assert api.door.hub.calls == [("set_token", "hf_secret")]
    refused = api.send("PUT", "/hub/token", json={"token": ["hf_secret"]})
    assert refused.status_code == 400
    assert "hf_secret" not in refused.text


def test_nothing_of_it_is_for_web_pages_or_for_get(api: Api) -> None:
    headers = {"Origin": "https://evil.example"}
    body = {"repository": "pub/M-GGUF"}
    assert api.post("/hub/downloads", json=body, headers=headers).status_code == 403
    assert api.get("/hub/downloads/m-123/pause").status_code == 405
    assert api.get("/hub/token").status_code == 405
    assert api.door.hub.calls == []


def test_the_docs_say_what_the_body_holds(api: Api) -> None:
    page = api.get("/docs").text
    assert "POST /hub/downloads" in page
    assert "<code>repository</code> publisher/name on the Hub. (JSON in the body)" in page
