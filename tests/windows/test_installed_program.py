"""The life of the product on one machine, in the order of this file: installed, used, killed,
upgraded, removed."""

import json
import re
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from devtools.samples import GGUF_MODEL, ONNX_MODEL, SAFETENSORS_MODEL
from devtools.windows.build import SETUP
from tests.end_to_end.program import port_is_free
from tests.fakes.hub_server import HubServer, Repository, hub_server
from tests.fakes.waiting import wait_until
from tests.windows.machine import (
    INSTALLED,
    RUN_KEY,
    UNINSTALL_KEY,
    Machine,
    Started,
    kill,
)

pytestmark = [pytest.mark.engine, pytest.mark.end_to_end, pytest.mark.timeout(1500)]

VISUAL_STUDIO = ("msvcp", "vcruntime", "vcomp", "concrt", "vccorlib")
QUESTION = "What is the capital of France? Answer in one word."


@pytest.fixture
def program(machine: Machine) -> Iterator[Started]:
    machine.write_settings("C:\\Models")
    started = machine.start()
    yield started
    if started.process.poll() is None:
        machine.quit(started)
    assert machine.processes("ModelTray.exe", "ModelTrayRunner.exe") == []


def test_installs_silently_for_one_person(machine: Machine) -> None:
    machine.install("/AUTOSTART")
    assert (machine.program_folder / "ModelTray.exe").is_file()
    known = machine.registry(UNINSTALL_KEY)
    assert known["InstallLocation"] == INSTALLED
    assert known["UninstallString"] == f'"{INSTALLED}\\uninstall.exe"'
    autostart = f'"{INSTALLED}\\ModelTray.exe" --minimized'
    assert machine.registry(RUN_KEY)["ModelTray"] == autostart
    assert list(machine.home.rglob("ModelTray.lnk"))


def test_takes_no_more_room_than_promised(machine: Machine) -> None:
    files = [file for file in machine.program_folder.rglob("*") if file.is_file()]
    installed = sum(file.stat().st_size for file in files)
    print(f"\nsetup {SETUP.stat().st_size / 1e6:.0f} MB, installed {installed / 1e6:.0f} MB")
    assert SETUP.stat().st_size <= 260e6
    assert installed <= 900e6
    big = [file.name for file in files if file.suffix == ".dll" and file.stat().st_size > 5e6]
    assert len(big) == len(set(big)), "a DLL lies there twice"


def test_brings_every_library_that_windows_lacks(machine: Machine) -> None:
    files = [f for f in machine.program_folder.rglob("*") if f.suffix in (".dll", ".exe", ".pyd")]
    system = machine.wine.drive_c / "windows" / "system32"
    present = {f.name.lower() for f in (*files, *system.iterdir())}
    # Wine has them, a new Windows does not.
    present -= {name for name in present if name.startswith(VISUAL_STUDIO)}
    present |= {f.name.lower() for f in files}
    listing = subprocess.run(
        machine.wine.inside(["x86_64-w64-mingw32-objdump", "--private-headers", *files]),
        capture_output=True,
        text=True,
        errors="replace",
        check=True,
    ).stdout
    needed = set(re.findall(r"DLL Name: (\S+)", listing.lower()))
    assert {name for name in needed - present if not name.startswith("api-ms-win-")} == set()


def test_all_engines_answer(machine: Machine, program: Started, pictures: Path) -> None:
    print(f"\ntray after {program.tray_after:.1f} s, API after {program.api_after:.1f} s")
    ports = []
    for model in (GGUF_MODEL, SAFETENSORS_MODEL, ONNX_MODEL):
        start = time.monotonic()
        ports.append(machine.load(program, model)["port"])
        print(f"{model} ready after {time.monotonic() - start:.1f} s")
        assert "Paris" in streamed_answer(ports[-1])
    # One tray and three runners: nothing starts itself again.
    assert len(machine.processes("ModelTray.exe")) == 1
    assert len(machine.processes("ModelTrayRunner.exe")) == 3
    machine.screen.picture(pictures / "window.png")
    for model in (GGUF_MODEL, SAFETENSORS_MODEL, ONNX_MODEL):
        program.api.post(f"/runtime/unload/{model}")
    assert all(map(port_is_free, ports))
    wait_until(lambda: not machine.processes("ModelTrayRunner.exe"), what="no runner")


def streamed_answer(port: int) -> str:
    """What the model on this port says to the question, put together from its pieces."""
    body = {
        "messages": [{"role": "user", "content": QUESTION}],
        "max_tokens": 24,
        "temperature": 0,
        "stream": True,
    }
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/v1/chat/completions",
        json.dumps(body).encode("utf-8"),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=600) as reply:
        lines = [line.decode("utf-8").strip() for line in reply]
    events = [line.removeprefix("data: ") for line in lines if line.startswith("data: {")]
    pieces = [json.loads(event)["choices"][0]["delta"].get("content") or "" for event in events]
    assert len(pieces) > 1
    return "".join(pieces)


def test_the_tray_menu_opens(machine: Machine, program: Started, pictures: Path) -> None:
    machine.load(program, GGUF_MODEL)
    without = machine.screen.still()
    machine.click_tray_icon(1300, 740)
    machine.screen.wait_for_change(without, "the menu")
    machine.screen.picture(pictures / "tray-menu.png")
    with_menu = machine.screen.look()
    machine.screen.press("Escape")
    machine.screen.wait_for_change(with_menu, "no menu")


def test_every_page_is_drawn(machine: Machine, pictures: Path) -> None:
    """With made-up models, from the checkout: the program itself shows one page at a time."""
    machine.run_python(Path(__file__).with_name("draw_pages.py"), pictures / "pages")
    assert {"mixed.png", "dark.png", "settings.png", "discover.png"} <= {
        picture.name for picture in (pictures / "pages").iterdir()
    }


@pytest.fixture
def hub(samples: Path) -> Iterator[HubServer]:
    with hub_server() as server:
        content = next((samples / GGUF_MODEL).glob("*.gguf")).read_bytes()
        server.add(Repository("pub/Small-GGUF", {"Small-Q4_1.gguf": content}, ["gguf"]))
        yield server


def test_fetches_a_model_and_keeps_a_token(machine: Machine, hub: HubServer) -> None:
    machine.write_settings(hub_endpoint=hub.url)
    program = machine.start()
    token = f"{program.api.address}/hub/token"
    kept = requests.put(token, json={"token": hub.token}, timeout=60).json()
    assert kept == {"token": "keyring"}
    program.api.post("/hub/downloads", {"repository": "pub/Small-GGUF"})
    wait_until(lambda: the_download(program)["model"] is not None, timeout=120)
    done = the_download(program)
    assert (done["status"], done["problem"]) == ("done", "")
    assert "Paris" in streamed_answer(machine.load(program, done["model"])["port"])
    assert any(hub.token in asked.token for asked in hub.asked)
    machine.quit(program)


def the_download(program: Started) -> dict[str, Any]:
    (entry,) = program.api.get("/hub/downloads")["downloads"]
    return dict(entry)


def test_a_second_start_gives_way(machine: Machine, program: Started) -> None:
    second = machine.run(f"{INSTALLED}\\ModelTray.exe")
    assert second.returncode == 0
    assert program.process.poll() is None
    assert len(machine.processes("ModelTray.exe")) == 1


def test_killed_the_hard_way_it_leaves_no_child_and_starts_again(
    machine: Machine, program: Started
) -> None:
    port = machine.load(program, GGUF_MODEL)["port"]
    assert machine.processes("ModelTrayRunner.exe")
    kill(program)
    wait_until(
        lambda: not machine.processes("ModelTrayRunner.exe") and port_is_free(port),
        timeout=5,
        what="no child and a free port",
    )
    again = machine.start()
    assert machine.load(again, GGUF_MODEL)["port"] == port
    machine.quit(again)


def test_the_end_of_the_session_ends_it_in_order(machine: Machine, program: Started) -> None:
    port = machine.load(program, GGUF_MODEL)["port"]
    machine.log_off()
    program.process.wait(30)
    assert "The session ends" in machine.log()
    assert machine.processes("ModelTrayRunner.exe") == []
    assert port_is_free(port)


def test_an_upgrade_stops_the_running_program(machine: Machine, program: Started) -> None:
    machine.load(program, GGUF_MODEL)
    machine.install()
    assert program.process.wait(30) == 0
    assert machine.processes("ModelTrayRunner.exe") == []
    assert (machine.program_folder / "ModelTray.exe").is_file()


def test_uninstalling_leaves_nothing_but_what_is_the_persons(
    machine: Machine, program: Started
) -> None:
    machine.uninstall()
    assert program.process.wait(30) == 0
    assert machine.registry(UNINSTALL_KEY) == {}
    assert "ModelTray" not in machine.registry(RUN_KEY)
    assert (machine.data / "settings.toml").is_file()
    left = {path for path in machine.wine.drive_c.rglob("*") if "modeltray" in path.name.lower()}
    assert left == {machine.data, *machine.data.rglob("*modeltray*")}


def test_settings_models_and_token_go_only_when_asked_for(machine: Machine) -> None:
    machine.install()
    assert list((machine.data / "models").rglob("*.gguf"))
    assert "ModelTray" in machine.credentials()
    machine.uninstall("/PURGE")
    assert not machine.data.exists()
    assert "ModelTray" not in machine.credentials()
