"""Everything a network and a Hub can do wrong: each ends in the right action and sentence."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.download_child import fetch, order_for, start_child
from tests.fakes.hub_server import Faults, HubServer, Repository
from tests.fakes.waiting import wait_until

HALF = 256_000


def assert_there(order: dict[str, Any], repository: Repository) -> None:
    """All of it, right, in its folder; and nothing else anywhere."""
    folder = Path(order["folder"])
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".modeltray.json"
    }
    assert found == repository.files
    assert (folder / ".modeltray.json").is_file()
    assert not Path(order["staging"]).parent.exists()


def assert_nothing_there(order: dict[str, Any]) -> None:
    assert not Path(order["folder"]).exists()


def test_a_whole_repository(hub: HubServer, repository: Repository, hard_path: Path) -> None:
    order = order_for(hub, repository, hard_path)
    assert fetch(order) == {"event": "finished"}
    assert_there(order, repository)


def test_what_is_there_already_is_not_fetched_again(
    hub: HubServer, repository: Repository, tmp_path: Path
) -> None:
    order = order_for(hub, repository, tmp_path)
    fetch(order)
    hub.asked.clear()
    assert fetch(order) == {"event": "finished"}
    assert hub.asked == []


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_a_broken_connection_is_gone_on_with_from_where_it_broke(
    hub: HubServer, repository: Repository, tmp_path: Path, share: float
) -> None:
    order = order_for(hub, repository, tmp_path)
    hub.faults = Faults(times=1, cut_at=share)
    end = fetch(order)
    assert (end["event"], end["again"]) == ("failed", True)
    assert end["message"] == "The connection to localhost is lost: it broke off."
    assert_nothing_there(order)
    assert fetch(order) == {"event": "finished"}
    assert hub.files_asked()[1].range == f"bytes={int(512_000 * share)}-"
    assert_there(order, repository)


@pytest.mark.parametrize(
    "fault",
    [
        Faults(times=1, ignores_range=True),
        Faults(times=1, wrong_range=True),
        Faults(times=1, etag='"another version"'),
        Faults(times=1, status=416),
    ],
    ids=["sends all of it", "sends another part", "has another version", "has no such part"],
)
def test_a_server_that_cannot_go_on_begins_anew(
    hub: HubServer, repository: Repository, tmp_path: Path, fault: Faults
) -> None:
    order = order_for(hub, repository, tmp_path)
    hub.faults = Faults(times=1, cut_at=0.5)
    fetch(order)
    hub.faults = fault
    assert fetch(order) == {"event": "finished"}
    assert_there(order, repository)


def test_a_part_that_was_damaged_on_the_disk_is_fetched_again(
    hub: HubServer, repository: Repository, tmp_path: Path
) -> None:
    order = order_for(hub, repository, tmp_path)
    hub.faults = Faults(times=1, cut_at=0.5)
    fetch(order)
    part = Path(order["staging"]) / "parts" / "0"
    part.write_bytes(b"x" + part.read_bytes()[1:])
    assert fetch(order) == {"event": "finished"}
    assert_there(order, repository)


def test_other_content_than_listed_is_never_taken(
    hub: HubServer, repository: Repository, tmp_path: Path
) -> None:
    order = order_for(hub, repository, tmp_path)
    hub.faults = Faults(swap=b"y" * 512_000)
    end = fetch(order)
    assert not end["again"]
    assert end["message"] == f"model.gguf arrived otherwise than {hub.url}/pub/Some-Model lists it."
    assert_nothing_there(order)


def test_a_small_file_is_checked_as_well(
    hub: HubServer, repository: Repository, tmp_path: Path
) -> None:
    order = order_for(hub, repository, tmp_path)
    repository.files["config.json"] = b'{"b": 2}'
    end = fetch(order)
    assert end["message"].startswith("config.json arrived otherwise than ")


def test_bytes_after_the_end_are_not_taken(
    hub: HubServer, repository: Repository, tmp_path: Path
) -> None:
    order = order_for(hub, repository, tmp_path)
    hub.faults = Faults(extra=b"and more", hides_length=True)
    assert fetch(order)["message"].startswith("model.gguf arrived otherwise than ")
    assert_nothing_there(order)


@pytest.mark.parametrize(
    "fault",
    [Faults(swap=b"<html>Sign in to the guests' network</html>"), Faults(gzip=True)],
    ids=["a page to sign in", "compressed"],
)
def test_what_is_not_the_file_leaves_what_is_there(
    hub: HubServer, repository: Repository, tmp_path: Path, fault: Faults
) -> None:
    order = order_for(hub, repository, tmp_path)
    hub.faults = Faults(times=1, cut_at=0.5)
    fetch(order)
    hub.faults = Faults(**{**vars(fault), "ignores_range": True})
    end = fetch(order)
    assert end["message"] == "What came instead of model.gguf is not that file."
    assert end["again"]
    assert (Path(order["staging"]) / "parts" / "0").stat().st_size == HALF


@pytest.mark.parametrize(
    "fault",
    [Faults(stall_at=0.5), Faults(drip=0.02)],
    ids=["nothing more comes", "a byte now and then"],
)
def test_a_stall_is_noticed_and_gone_on_with(
    hub: HubServer, repository: Repository, tmp_path: Path, fault: Faults
) -> None:
    order = order_for(hub, repository, tmp_path)
    hub.faults = fault
    end = fetch(order)
    assert end["again"]
    assert end["message"].startswith("The connection to localhost is lost: ")
    hub.faults = Faults()
    assert fetch(order) == {"event": "finished"}
    assert_there(order, repository)


@pytest.mark.parametrize(
    ("fault", "message", "again", "after"),
    [
        (
            Faults(status=429, headers={"Retry-After": "7"}),
            "{host} has had too many requests from this network.",
            True,
            7.0,
        ),
        (Faults(status=500), "{host} has trouble of its own (HTTP 500).", True, None),
        (
            Faults(status=503, headers={"Retry-After": "2"}),
            "{host} has trouble of its own (HTTP 503).",
            True,
            2.0,
        ),
        (Faults(status=404), "model.gguf is no longer on {host}.", False, None),
        (Faults(status=418), "{host} answered with HTTP 418 for model.gguf.", False, None),
    ],
)
def test_refusals(
    hub: HubServer,
    repository: Repository,
    tmp_path: Path,
    fault: Faults,
    message: str,
    again: bool,
    after: float | None,
) -> None:
    hub.faults = fault
    end = fetch(order_for(hub, repository, tmp_path))
    host = hub.url.removeprefix("http://")
    assert end["message"] == message.format(host=host)
    assert (end["again"], end["after"]) == (again, after)


def test_a_gated_repository_without_and_with_a_token(
    hub: HubServer, repository: Repository, tmp_path: Path
) -> None:
    repository.gated = "manual"
    page = f"{hub.url}/pub/Some-Model"
    end = fetch(order_for(hub, repository, tmp_path))
    assert end["message"] == "The makers of this model want you to accept their terms first."
    assert end["link"] == page
    assert page in end["hint"]
    end = fetch(order_for(hub, repository, tmp_path, token="hf_of_somebody_else"))
    assert end["message"] == "The account of your access token has no access to this model."
    assert not end["again"]
    assert fetch(order_for(hub, repository, tmp_path, token=hub.token)) == {"event": "finished"}


def test_the_token_goes_to_the_hub_alone(
    hub: HubServer, repository: Repository, tmp_path: Path
) -> None:
    fetch(order_for(hub, repository, tmp_path, token=hub.token))
    assert {each.token for each in hub.asked if each.at == "hub"} == {hub.token}
    assert {each.token for each in hub.files_asked()} == {""}


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://10.0.0.1/secret", "10.0.0.1 is not a public address"),
        ("http://169.254.169.254/latest/meta-data", "169.254.169.254 is not a public address"),
        ("http://[::ffff:192.168.1.1]/", "192.168.1.1 is not a public address"),
        ("file:///etc/passwd", "it is not https"),
        ("ftp://huggingface.co/x", "it is not https"),
    ],
)
def test_a_redirect_into_the_own_network_is_refused(
    hub: HubServer, repository: Repository, tmp_path: Path, target: str, reason: str
) -> None:
    hub.faults = Faults(redirect=target)
    end = fetch(order_for(hub, repository, tmp_path))
    assert end["message"].endswith(f"which is refused: {reason}.")
    assert not end["again"]


def test_a_redirect_to_itself_ends(hub: HubServer, repository: Repository, tmp_path: Path) -> None:
    order = order_for(hub, repository, tmp_path)
    hub.faults = Faults(redirect=f"{hub.url}/pub/Some-Model/resolve/main/model.gguf")
    assert fetch(order)["message"] == "127.0.0.1 sends the download round in circles."


def test_nobody_answers(hub: HubServer, repository: Repository, tmp_path: Path) -> None:
    order = order_for(hub, repository, tmp_path, endpoint="http://127.0.0.1:9")
    end = fetch(order)
    assert end["message"] == "The connection to 127.0.0.1 is lost: Connection refused."
    assert end["again"]


@pytest.mark.parametrize(
    "path", ["../escape.txt", "/etc/cron.d/x", "a/../../b", "con.json", "x:y", ".modeltray.json"]
)
def test_a_hostile_name_is_refused_before_anything_is_written(
    hub: HubServer, tmp_path: Path, path: str
) -> None:
    repository = hub.add(Repository("pub/Evil", {"model.gguf": b"x", path: b"x"}))
    end = fetch(order_for(hub, repository, tmp_path / "root"))
    assert end["message"] == (
        f"The repository has files with names that are not allowed here: {path!a}."
    )
    assert list(tmp_path.iterdir()) == []
    assert hub.asked == []


def test_one_writer_for_each_download(
    hub: HubServer, repository: Repository, tmp_path: Path
) -> None:
    order = order_for(hub, repository, tmp_path, stall=30.0)
    hub.faults = Faults(times=1, stall_at=0.5)
    first = start_child(order)
    wait_until(lambda: bool(hub.files_asked()))
    end = fetch(order)
    assert end["message"] == "This model is being fetched already."
    hub.released.set()
    assert first.end()["again"]
    assert fetch(order) == {"event": "finished"}
    assert_there(order, repository)


def test_a_folder_that_is_in_the_way_is_left_alone(
    hub: HubServer, repository: Repository, tmp_path: Path
) -> None:
    order = order_for(hub, repository, tmp_path)
    folder = Path(order["folder"])
    folder.mkdir(parents=True)
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    end = fetch(order)
    assert end["message"] == f"{folder} is there already."
    assert (folder / "mine.txt").read_text(encoding="utf-8") == "mine"
    (folder / "mine.txt").unlink()
    folder.rmdir()
    hub.asked.clear()
    assert fetch(order) == {"event": "finished"}
    assert hub.asked == []


def test_it_leaves_when_its_program_does(
    hub: HubServer, repository: Repository, tmp_path: Path
) -> None:
    hub.faults = Faults(stall_at=0.5)
    child = start_child(order_for(hub, repository, tmp_path, stall=60.0))
    assert next(child.events())["event"] == "progress"
    assert child.process.stdin is not None
    child.process.stdin.close()
    assert child.process.wait(timeout=30) == 1
    child.close()
