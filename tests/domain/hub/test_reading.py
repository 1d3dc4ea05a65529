"""What the Hub and the child say, read as values; and what is not believed."""

import json

import pytest

from app.domain.errors import HubError, InvalidOption
from app.domain.hub.answers import read_page, read_repository
from app.domain.hub.child_events import Finished, Progress, Setback, parse
from app.domain.hub.download import download_id
from app.domain.hub.pace import ATTEMPTS, Speedometer, delay, seconds_left
from app.domain.hub.repository import Gate, HubFile, checked_repository
from app.domain.settings import is_full_path, is_hub_endpoint

SHA = "a" * 40


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Qwen/Qwen3-4B-GGUF", "Qwen/Qwen3-4B-GGUF"),
        ("  bartowski/Meta-Llama-3.1-8B_x ", "bartowski/Meta-Llama-3.1-8B_x"),
        ("https://huggingface.co/Qwen/Qwen3-4B", "Qwen/Qwen3-4B"),
        ("https://huggingface.co/Qwen/Qwen3-4B/tree/main?x=1", "Qwen/Qwen3-4B"),
        ("https://huggingface.co/Qwen/Qwen3-4B?library=x#top", "Qwen/Qwen3-4B"),
    ],
)
def test_names_of_repositories(text: str, name: str) -> None:
    assert checked_repository(text) == name


@pytest.mark.parametrize(
    "text",
    [
        *("", "gpt2", "a/b/c", "../x", "a/..", "a/b..c", "a/b--c", "a/.b", "a/b.", "a/-b"),
        *("a/b.git", "a b/c", "a/b?x", "a/b#x", "a\\b", "a/é", "x" * 97 + "/b", "a/\n"),
    ],
)
def test_what_no_repository_is_called(text: str) -> None:
    with pytest.raises(InvalidOption):
        checked_repository(text)


def test_a_hostile_list_of_files_is_read_without_belief() -> None:
    siblings = [
        {"rfilename": "ok.gguf", "size": 5, "lfs": {"sha256": "b" * 64}, "blobId": SHA},
        {"rfilename": "no-size"},
        {"rfilename": "negative", "size": -1},
        {"rfilename": "endless", "size": 10**400},
        {"rfilename": 7, "size": 1},
        {"rfilename": "bad-hash", "size": 1, "lfs": {"sha256": "../../etc"}, "blobId": "x"},
        {"rfilename": "truth", "size": True},
        "nonsense",
    ]
    body = json.dumps({"id": "a/b", "sha": SHA, "gated": "auto", "siblings": siblings}).encode()
    page = read_repository(body, "https://hub")
    assert page.files == (HubFile("ok.gguf", 5, "b" * 64, ""), HubFile("bad-hash", 1, "", ""))
    assert page.gate is Gate.AUTOMATIC


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"null", b"[]", b"\xff", b'{"id": "a/b"}', b'{"id": "a/b", "sha": "main"}'],
)
def test_no_answer_of_a_hub(body: bytes) -> None:
    with pytest.raises(HubError):
        read_repository(body, "https://hub")


def test_results_with_what_is_known_of_them() -> None:
    entry = {
        "id": "pub/M",
        "tags": ["gguf", "license:mit", "onnx", 5],
        "downloads": 7,
        "likes": 10**400,
        "lastModified": "2026-11-20T10:00:00.000Z",
        "gguf": {"total": 8_000_000_000},
        "gated": "manual",
        "cardData": {"license": "other", "license_name": "llama3"},
    }
    page = read_page(json.dumps([entry, {"id": "gpt2"}, 3]).encode(), '<u?cursor=abc>; rel="next"')
    (result,) = page.results
    assert (result.formats, result.parameters) == (("gguf", "onnx"), 8_000_000_000)
    assert (result.licence, result.gate, result.updated) == ("llama3", Gate.MANUAL, "2026-11-20")
    assert (result.downloads, result.likes, page.cursor) == (7, 0, "abc")


def test_what_the_child_says() -> None:
    progress = {"event": "progress", "done": 5, "file": "x", "file_done": 3, "checking": True}
    assert parse(json.dumps(progress)) == Progress(5, "x", 3, checking=True)
    assert parse('{"event": "finished"}') == Finished()
    failed = {"event": "failed", "message": "No.", "hint": "Do.", "again": True, "after": 7}
    assert parse(json.dumps(failed)) == Setback("No. Do.", True, 7.0, "")


@pytest.mark.parametrize(
    "line", ["", "Traceback", "{", "[1]", '{"event": "progress"}', '{"event": "new"}', "{" * 99_999]
)
def test_what_the_child_did_not_mean(line: str) -> None:
    assert parse(line) is None


def test_speed_over_the_last_moments() -> None:
    meter = Speedometer()
    for second in range(10):
        meter.note(second, second * 100)
    assert meter.speed == 100
    for second in range(10, 20):
        meter.note(second, 900 + (second - 9) * 500)
    assert meter.speed == 500
    meter.note(20, 0)
    assert meter.speed is None


@pytest.mark.parametrize(
    ("missing", "speed", "seconds"), [(1000, 100.0, 10.0), (1000, None, None), (1000, 0.0, None)]
)
def test_time_left(missing: int, speed: float | None, seconds: float | None) -> None:
    assert seconds_left(missing, speed) == seconds


def test_attempts_come_slower_and_end() -> None:
    assert [delay(n, None) for n in range(1, 10)] == [1, 2, 4, 8, 15, 30, 60, 60, 60]
    assert delay(1, 120.0) == 120.0
    assert delay(ATTEMPTS, None) is None


def test_the_same_files_are_the_same_download() -> None:
    one, two = HubFile("a", 1), HubFile("b", 1)
    assert download_id("p/Näme", "r", (one, two)) == download_id("p/Näme", "r", (two, one))
    ids = {download_id("p/n", "r", (one,)), download_id("p/n", "s", (one,))}
    assert len(ids | {download_id("p/n", "r", (two,))}) == 3
    assert download_id("p/日本", "r", ()).startswith("model-")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://huggingface.co", True),
        ("https://hub.company.example:8443", True),
        ("http://127.0.0.1:9000", True),
        ("http://[::1]:9000", True),
        ("http://huggingface.co", False),
        ("https://huggingface.co/", False),
        ("https://user:secret@huggingface.co", False),
        ("https://a b", False),
        ("ftp://x", False),
        ("", False),
    ],
)
def test_addresses_of_a_hub(address: str, expected: bool) -> None:
    assert is_hub_endpoint(address) is expected


def test_folders_for_downloads() -> None:
    assert is_full_path("")
    assert not is_full_path("relative/folder")
