"""The llama.cpp runner, as a real process with a real (tiny) model."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.device_list import read_devices
from app.domain.usage import complete_tokens, unfinished_tokens
from tests.fakes.processes import free_port
from tests.fakes.runner_child import RunnerChild
from tests.fakes.tiny_gguf import write_tiny_gguf

pytestmark = pytest.mark.engine

Leave = Callable[[RunnerChild], None]
WAYS_TO_LEAVE: list[Leave] = [lambda child: child.send("shutdown"), RunnerChild.end_input]

TO_THE_END = {"ignore_eos": True}
"""Random weights may end an answer at any token."""

ASK = {"messages": [{"role": "user", "content": "hi"}], "max_tokens": 4, **TO_THE_END}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "Jürgen 日本 mit  Leerzeichen"
    return write_tiny_gguf(folder / "tiny.gguf")


@pytest.fixture(scope="module")
def slow_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_gguf(tmp_path_factory.mktemp("models") / "slow.gguf", layers=500)


@pytest.fixture
def runner(model: Path) -> Iterator[RunnerChild]:
    with RunnerChild("llama-cpp", "--model", model, "--alias", "tiny") as child:
        yield child.wait_until_ready()


def test_answers_503_while_it_loads_and_200_afterwards(slow_model: Path) -> None:
    with RunnerChild("llama-cpp", "--model", slow_model) as child:
        child.wait_for(lambda: child.health() == 503)
        child.wait_until_ready()
        assert child.states()[0] == "loading"
        child.wait_for(lambda: child.states()[-1] == "ready")


def test_gives_itself_the_name_it_was_given(runner: RunnerChild) -> None:
    assert runner.json("/props")["model_alias"] == "tiny"
    assert [entry["id"] for entry in runner.json("/v1/models")["data"]] == ["tiny"]


def test_chats_and_counts_tokens(runner: RunnerChild) -> None:
    reply = runner.json("/v1/chat/completions", ASK)
    assert reply["choices"][0]["message"]["role"] == "assistant"
    assert reply["usage"]["completion_tokens"] == 4
    assert reply["choices"][0]["finish_reason"] == "length"


def test_streams_one_event_for_each_piece(runner: RunnerChild) -> None:
    _, headers, body = runner.request("/v1/chat/completions", {**ASK, "stream": True})
    events = [line.removeprefix(b"data: ") for line in body.splitlines() if line]
    assert headers["Content-Type"].startswith("text/event-stream")
    assert events[-1] == b"[DONE]"
    assert all(json.loads(event)["object"] == "chat.completion.chunk" for event in events[:-1])


def test_fills_in_the_middle(runner: RunnerChild) -> None:
    ask = {"input_prefix": "a", "input_suffix": "b", "n_predict": 3, **TO_THE_END}
    reply = runner.json("/infill", ask)
    assert reply["tokens_predicted"] == 3


def test_asks_for_the_key_that_its_environment_names(model: Path) -> None:
    with RunnerChild("llama-cpp", "--model", model, LLAMA_API_KEY="sesame") as child:
        child.wait_until_ready()
        assert child.request("/v1/models")[0] == 401
        assert child.request("/v1/models", Authorization="Bearer sesame")[0] == 200


def test_lets_only_local_pages_use_the_model(runner: RunnerChild) -> None:
    def allowed(origin: str) -> str | None:
        return runner.request("/health", Origin=origin)[1].get("Access-Control-Allow-Origin")

    assert allowed("http://localhost:3000") == "http://localhost:3000"
    assert allowed("https://evil.example") is None


@pytest.mark.parametrize("leave", WAYS_TO_LEAVE)
def test_leaves_within_a_second_when_asked(runner: RunnerChild, leave: Leave) -> None:
    asked = time.monotonic()
    leave(runner)
    assert runner.exit_status() == 0
    assert time.monotonic() - asked < 1


def test_leaves_in_the_middle_of_an_answer(model: Path) -> None:
    with RunnerChild("llama-cpp", "--model", model, "--ctx-size", 512) as child:
        child.wait_until_ready()
        endless = {"prompt": "a", "n_predict": -1, "ignore_eos": True, "stream": True}
        body = json.dumps(endless).encode()
        with socket.create_connection(("127.0.0.1", child.port)) as connection:
            head = f"POST /completion HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body)
            assert connection.recv(12) == b"HTTP/1.1 200"
            child.send("shutdown")
            assert child.exit_status() == 0


@pytest.mark.parametrize("leave", WAYS_TO_LEAVE)
def test_leaves_in_the_middle_of_a_load(slow_model: Path, leave: Leave) -> None:
    with RunnerChild("llama-cpp", "--model", slow_model) as child:
        child.wait_for(lambda: child.health() == 503)
        leave(child)
        child.exit_status()
        assert "ready" not in child.states()


def test_ignores_other_lines_on_its_input(runner: RunnerChild) -> None:
    runner.send("cmd_router_to_child:exit")
    runner.send("hello")
    assert runner.health() == 200
    runner.send("shutdown")
    assert runner.exit_status() == 0


@pytest.mark.parametrize(
    ("arguments", "kind", "words"),
    [
        (["--model", "missing.gguf"], "model_not_found", "There is no model file missing.gguf."),
        ([], "model_not_found", "no model file"),
        (["--bad"], "invalid_flag", "invalid argument: --bad"),
        (["--threads", "many"], "invalid_flag", "a whole number is expected, not 'many'"),
    ],
)
def test_says_what_it_cannot_do(arguments: list[str], kind: str, words: str) -> None:
    with RunnerChild("llama-cpp", *arguments) as child:
        assert child.exit_status() == 1
        assert child.failure()["type"] == kind
        assert words in child.failure()["message"]
        assert not any("Traceback" in line for line in child.lines)


@pytest.mark.parametrize("damage", ["no gguf", "cut", "unknown architecture"])
def test_says_that_a_damaged_model_cannot_be_loaded(damage: str, tmp_path: Path) -> None:
    file = write_tiny_gguf(
        tmp_path / "bad.gguf", architecture="unheard" if damage.startswith("unknown") else "llama"
    )
    if damage == "no gguf":
        file.write_bytes(b"not a model")
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:-1000])
    with RunnerChild("llama-cpp", "--model", file) as child:
        assert child.exit_status() == 1
        assert child.failure()["type"] == "load_failed"
        assert "bad.gguf" in child.failure()["message"]
        assert any("error loading model" in line for line in child.lines), "llama.cpp's own words"


def test_names_a_port_that_is_taken(model: Path) -> None:
    with socket.create_server(("127.0.0.1", free_port())) as taken:
        port = taken.getsockname()[1]
        with RunnerChild("llama-cpp", "--model", model, port=port) as child:
            assert child.exit_status() == 1
            assert child.failure()["type"] == "port_in_use"
            assert f"127.0.0.1:{port}" in child.failure()["message"]


def test_takes_a_port_again_right_after_its_last_owner(model: Path) -> None:
    port = free_port()
    for _ in range(2):
        with RunnerChild("llama-cpp", "--model", model, port=port) as child:
            child.wait_until_ready()
            child.send("shutdown")
            assert child.exit_status() == 0


def test_counts_the_tokens_it_has_written(runner: RunnerChild) -> None:
    runner.json("/v1/chat/completions", ASK)
    with urllib.request.urlopen(f"http://127.0.0.1:{runner.port}/metrics", timeout=10) as page:
        assert complete_tokens(page.read()) == 4
    slots = json.dumps(runner.json("/slots")).encode()
    assert unfinished_tokens(slots) == 0


def test_lists_the_graphics_cards_it_can_use() -> None:
    command = [sys.executable, "-m", "runtimes", "llama-cpp", "--list-devices"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert read_devices(told.stdout.splitlines()) is not None
