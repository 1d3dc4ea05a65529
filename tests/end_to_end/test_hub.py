"""From a search to the first answer, by the real program; and what kills of it cost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.end_to_end.program import RunningProgram
from tests.fakes.hub_server import Faults, HubServer, Repository, hub_server
from tests.fakes.processes import is_alive
from tests.fakes.tiny_gguf import write_tiny_gguf
from tests.fakes.waiting import wait_until

pytestmark = [pytest.mark.end_to_end, pytest.mark.engine, pytest.mark.timeout(300)]
KILLS = 4


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubServer]:
    with hub_server() as server:
        content = write_tiny_gguf(tmp_path / "tiny.gguf").read_bytes() + bytes(1_500_000)
        files = {"Tiny-Q8_0.gguf": content, "config.json": b"{}", "evil.py": b"raise SystemExit"}
        server.add(Repository("pub/Tiny-GGUF", files, ["gguf"]))
        yield server


def the_download(program: RunningProgram) -> dict[str, Any]:
    (entry,) = program.get("/hub/downloads").json()["downloads"]
    assert isinstance(entry, dict)
    return entry


def wait_for_progress(program: RunningProgram) -> None:
    before = the_download(program)["done_bytes"]
    wait_until(lambda: bool(the_download(program)["done_bytes"] > before))


def kill_with_children(program: RunningProgram) -> None:
    """Nothing of ours ends the children: their parent's death does."""
    children = program.children()
    assert children
    program.kill()
    wait_until(lambda: not any(map(is_alive, children)), timeout=10)


def test_search_download_kills_and_the_first_answer(hub: HubServer, hard_path: Path) -> None:
    def start() -> RunningProgram:
        return RunningProgram(hard_path / "data", settings={"hub_endpoint": hub.url})

    program = start()
    (found,) = program.get("/hub/search", q="tiny", format="gguf").json()["results"]
    model = program.get(f"/hub/models/{found['repository']}").json()
    assert [(c["choice"], c["recommended"]) for c in model["choices"]] == [("q8_0", True)]

    hub.faults = Faults(pace=0.05)
    body = {"repository": found["repository"]}
    assert requests.post(f"{program.url}/hub/downloads", json=body, timeout=60).ok
    for _ in range(KILLS):
        wait_for_progress(program)
        kill_with_children(program)
        program = start()
        assert program.get("/registry/models").json()["models"] == []
        assert the_download(program)["status"] in ("queued", "running")

    hub.released.set()
    wait_until(lambda: the_download(program)["model"] is not None, what=program.said())
    done = the_download(program)
    assert (done["status"], done["problem"]) == ("done", "")
    assert sum(bool(asked.range) for asked in hub.files_asked()) == KILLS
    content = (Path(done["folder"]) / "Tiny-Q8_0.gguf").read_bytes()
    assert content == hub.repositories["pub/Tiny-GGUF"].files["Tiny-Q8_0.gguf"]
    assert not (Path(done["folder"]) / "evil.py").exists()

    port = program.load(done["model"])["port"]
    prompt = {"prompt": "a", "n_predict": 2, "ignore_eos": True}  # random weights may end at once
    answer = requests.post(f"http://127.0.0.1:{port}/completion", json=prompt, timeout=60)
    assert answer.json()["tokens_predicted"] == 2
    assert program.quit() == 0
    assert "Traceback" not in program.said()
