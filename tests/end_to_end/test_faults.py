"""What people's disks, configurations and machines do to the program."""

import json
import shutil
import socket
import subprocess
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
import pytest
import requests

from tests.end_to_end.conftest import StartProgram
from tests.end_to_end.program import PROGRAM, RunningProgram
from tests.fakes.processes import is_alive
from tests.fakes.tiny_gguf import write_tiny_gguf
from tests.fakes.waiting import PATIENCE, wait_until

pytestmark = [pytest.mark.end_to_end, pytest.mark.engine, pytest.mark.timeout(300)]

SCRIPT = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(open(sys.argv[1], "rb").read())
HTTPServer(("127.0.0.1", int(sys.argv[2])), Handler).serve_forever()
"""


@pytest.fixture
def models(hard_path: Path) -> Path:
    """A folder with one model that loads."""
    write_tiny_gguf(hard_path / "models" / "tiny" / "tiny.gguf")
    return hard_path / "models"


def test_a_format_of_ones_own_needs_a_rule_and_nothing_else(
    start_program: StartProgram, models: Path
) -> None:
    (models / "poem").mkdir()
    (models / "poem" / "poem.xyz").write_text("roses are red", encoding="utf-8")
    script = models / "serve_xyz.py"
    script.write_text(SCRIPT, encoding="utf-8")
    rule = {
        "engine": "xyz server",
        "command": "python",
        "args": [str(script), "{model_path}", "{port}"],
        "match": {"suffix": [".xyz"]},
    }
    program = start_program(model_folders=[models], config={"runtime_rules": {"xyz": rule}})
    reply = program.load("poem")
    assert (reply["format"], reply["runtime"]) == ("xyz", "xyz server")
    assert requests.get(f"http://127.0.0.1:{reply['port']}/", timeout=5).text == "roses are red"
    assert program.post("/runtime/unload/poem").ok
    assert program.children() == []


def test_an_architecture_that_no_runtime_knows_names_both(
    start_program: StartProgram, models: Path
) -> None:
    write_tiny_gguf(models / "moon" / "moon.gguf", architecture="tinymoon")
    program = start_program(model_folders=[models])
    error = program.error(program.post("/runtime/load/moon"))
    assert error["type"] == "load_failed"
    assert "llama.cpp: " in error["message"]
    assert "transformers: " in error["message"]
    (row,) = program.status()
    assert row["status"] == "failed"
    assert program.load("tiny")["status"] == "ready"


def test_a_child_killed_by_hand_is_restarted(start_program: StartProgram, models: Path) -> None:
    program = start_program(model_folders=[models])
    program.load("tiny")
    before = program.status()[0]
    psutil.Process(before["pid"]).kill()
    wait_until(lambda: program.status()[0]["status"] == "backoff")
    wait_until(lambda: program.status()[0]["status"] == "ready")
    after = program.status()[0]
    assert after["pid"] != before["pid"]
    assert after["port"] == before["port"]


def test_a_file_deleted_while_loaded_disturbs_nobody(
    start_program: StartProgram, models: Path
) -> None:
    program = start_program(model_folders=[models])
    program.load("tiny")
    shutil.rmtree(models / "tiny")
    program.post("/registry/rescan")
    assert [row["status"] for row in program.status()] == ["ready"]
    assert program.post("/runtime/unload/tiny").ok
    assert program.status() == []
    assert program.error(program.post("/runtime/load/tiny"))["code"] == 404


def test_when_every_port_is_taken_the_holders_are_named(
    start_program: StartProgram, models: Path
) -> None:
    with ExitStack() as stack:
        first = 18_080
        for port in range(first, first + 21):
            holder = stack.enter_context(socket.socket())
            holder.bind(("127.0.0.1", port))
            holder.listen()
        ports = {"first": first, "last": first + 20}
        program = start_program(
            model_folders=[models], config={"runtime_rules": {}, "ports": ports}
        )
        error = program.error(program.post("/runtime/load/tiny"))
    assert (error["code"], error["type"]) == (503, "no_free_port")
    assert f"All ports from {first} to {first + 20} are taken" in error["message"]
    assert "python" in error["message"]
    assert program.load("tiny")["port"] == first


def test_a_strangers_port_is_passed_over_and_the_stranger_named(
    start_program: StartProgram, models: Path
) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        first = stranger.getsockname()[1]
        program = start_program(
            model_folders=[models],
            config={"runtime_rules": {}, "ports": {"first": first, "last": first + 20}},
        )
        reply = program.load("tiny")
    assert reply["port"] != first
    assert f"Port {first} is used by python" in reply["notice"]


def broken_models(folder: Path) -> None:
    good = (folder / "tiny" / "tiny.gguf").read_bytes()
    for name, content in {
        "empty": b"",
        "truncated": good[: len(good) // 2],
        "not-gguf": b"this is a text\n" * 100,
    }.items():
        (folder / name).mkdir()
        (folder / name / f"{name}.gguf").write_bytes(content)
    for name in ("wrong-header", "missing-shard", "outside"):
        (folder / name).mkdir()
        (folder / name / "config.json").write_text(
            json.dumps({"model_type": "llama", "architectures": ["LlamaForCausalLM"]}),
            encoding="utf-8",
        )
    (folder / "wrong-header" / "model.safetensors").write_bytes(b"\xff" * 8 + b"{}" * 50)
    for name, shard in (
        ("missing-shard", "model-00001-of-00002.safetensors"),
        ("outside", "../../secret.safetensors"),
    ):
        index = {"metadata": {"total_size": 1}, "weight_map": {"a": shard}}
        path = folder / name / "model.safetensors.index.json"
        path.write_text(json.dumps(index), encoding="utf-8")


def test_every_bad_input_gets_a_sentence(start_program: StartProgram, models: Path) -> None:
    broken_models(models)
    program = start_program(model_folders=[models])
    messages = {}
    for name in ("empty", "truncated", "not-gguf", "wrong-header", "missing-shard", "outside"):
        report = program.get(f"/registry/validate/{name}").json()
        assert report["valid"] is False
        error = program.error(program.post(f"/runtime/load/{name}"))
        assert error["type"] == "invalid_model", name
        messages[name] = error["message"]
    assert "model-00001-of-00002.safetensors" in messages["missing-shard"]
    assert len(set(messages.values())) == len(messages), messages
    for path, code, kind in (
        ("/runtime/load/nobody", 404, "model_not_found"),
        ("/runtime/load/tiny?threads=-1", 400, "invalid_option"),
        ("/runtime/load/tiny?threads=abc", 400, "invalid_option"),
        ("/runtime/load/..%2F..%2Fetc%2Fpasswd", None, None),
    ):
        error = program.error(program.post(path))
        if code:
            assert (error["code"], error["type"]) == (code, kind), path
    assert program.load("tiny")["status"] == "ready"


def test_a_rule_that_names_a_missing_program_is_named(
    start_program: StartProgram, models: Path
) -> None:
    rule = {"engine": "llama.cpp", "command": "/opt/nowhere/llama-server"}
    config: dict[str, Any] = {"runtime_rules": {"gguf": rule}, "fallback": {"enabled": False}}
    program = start_program(model_folders=[models], config=config)
    error = program.error(program.post("/runtime/load/tiny"))
    assert "gguf" in error["message"]
    assert "/opt/nowhere/llama-server" in error["message"]


def test_a_broken_configuration_is_told_and_stops_nothing(
    start_program: StartProgram, models: Path, hard_path: Path
) -> None:
    data = hard_path / "data 0"
    data.mkdir()
    (data / "runtime_config.json").write_text('{"runtime_rules": {', encoding="utf-8")
    program = start_program(model_folders=[models])
    assert program.load("tiny")["status"] == "ready"
    assert (data / "runtime_config.json").read_text(encoding="utf-8") == '{"runtime_rules": {'
    assert "runtime_config.json" in program.said()


def test_a_second_start_leaves_the_first_alone(start_program: StartProgram, models: Path) -> None:
    program = start_program(model_folders=[models])
    second = subprocess.run(
        [*PROGRAM, "--headless", "--data-dir", str(program.data)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert second.returncode == 0
    assert "runs already" in second.stdout
    assert program.get("/health").ok


def test_a_second_start_can_end_the_first(start_program: StartProgram, models: Path) -> None:
    program = start_program(model_folders=[models])
    program.load("tiny")
    command = [*PROGRAM, "--headless", "--quit", "--data-dir", str(program.data)]
    for said in ("ModelTray has ended.", "ModelTray does not run."):
        second = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert second.stdout.strip() == said
        assert second.returncode == 0
        assert program.process.wait(PATIENCE) == 0


def test_quitting_stops_every_model(start_program: StartProgram, models: Path) -> None:
    program = start_program(model_folders=[models])
    program.load("tiny")
    children = program.children()
    assert program.quit() == 0
    assert not any(map(is_alive, children))


def test_events_tell_every_change(start_program: StartProgram, models: Path) -> None:
    program = start_program(model_folders=[models])
    with requests.get(f"{program.url}/runtime/events", stream=True, timeout=30) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        program.post("/runtime/load/tiny", wait="false")
        seen = ""
        for line in lines:
            seen += line
            if '"ready"' in line:
                break
    assert '"loading"' in seen or '"starting"' in seen


def test_the_log_of_a_model_can_be_read(start_program: StartProgram, models: Path) -> None:
    program = start_program(model_folders=[models])
    program.load("tiny")
    reply = program.get("/runtime/logs/tiny", tail=500).json()
    assert any("tiny.gguf" in line for line in reply["lines"])


def test_the_program_itself(start_program: StartProgram, models: Path) -> None:
    program: RunningProgram = start_program(model_folders=[models])
    assert program.get("/openapi.json").json()["info"]["title"] == "ModelTray"
    assert program.get("/health").json()["status"] == "ok"
