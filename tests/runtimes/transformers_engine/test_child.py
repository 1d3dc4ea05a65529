"""The runner as a program: started, asked and stopped from outside."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import openai
import pytest

from tests.fakes.processes import free_port
from tests.fakes.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.engine


@dataclass
class Runner:
    """A running ``python -m runtimes transformers``."""

    process: subprocess.Popen[str]
    url: str
    lines: list[str] = field(default_factory=list)

    def health(self) -> int:
        try:
            return httpx2.get(f"{self.url}/health", timeout=10).status_code
        except httpx2.TransportError:
            return 0

    def wait_until_ready(self) -> None:
        wait_until(lambda: self.health() == 200)

    def say(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def hang_up(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()

    def wait_for_end(self) -> None:
        self.process.wait(60)


@contextmanager
def started(model: Path, *flags: str, port: int | None = None) -> Iterator[Runner]:
    port = port or free_port()
    program = [sys.executable, "-m", "runtimes", "transformers", "--model", str(model)]
    with subprocess.Popen(
        [*program, "--port", str(port), "--alias", "tiny", "--threads", "1", *flags],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        runner = Runner(process, f"http://127.0.0.1:{port}")
        reader = threading.Thread(target=_read, args=(process, runner.lines))
        reader.start()
        try:
            yield runner
        finally:
            process.kill()
            process.wait()
            reader.join()


def _read(process: "subprocess.Popen[str]", lines: list[str]) -> None:
    assert process.stdout
    lines.extend(line.rstrip("\n") for line in process.stdout)


def run(*arguments: str) -> tuple[int, Sequence[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "runtimes", *arguments],
        stdin=subprocess.PIPE,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


@pytest.fixture(scope="module")
def runner(tiny_model: Path) -> Iterator[Runner]:
    with started(tiny_model) as runner:
        wait_until(lambda: runner.health() == 503)
        runner.wait_until_ready()
        yield runner


def test_it_answers_503_first_then_200_and_tells_its_states(runner: Runner) -> None:
    """The fixture has seen 503; the lines say the same in the order of events."""
    prefix = "cmd_child_to_router:state:"
    states = [json.loads(line.removeprefix(prefix)) for line in runner.lines if prefix in line]
    assert [one["state"] for one in states[:-1]] == ["loading"] * (len(states) - 1)
    assert states[-1]["state"] == "ready"
    assert states[-1]["payload"]["id"] == "tiny"
    props = httpx2.get(f"{runner.url}/props", timeout=10).json()
    assert props["model_alias"] == "tiny"


def test_the_official_client_chats(runner: Runner) -> None:
    with openai.OpenAI(base_url=f"{runner.url}/v1", api_key="none") as client:
        assert [model.id for model in client.models.list()] == ["tiny"]
        whole = client.chat.completions.create(
            model="tiny",
            messages=[{"role": "user", "content": "hi"}],
            max_tokens=16,
            temperature=0,
        )
        with client.chat.completions.create(
            model="tiny",
            messages=[{"role": "user", "content": "hi"}],
            max_tokens=16,
            temperature=0,
            stream=True,
            stream_options={"include_usage": True},
        ) as chunks:
            streamed = list(chunks)
    text = "".join(one.choices[0].delta.content or "" for one in streamed if one.choices)
    assert text == whole.choices[0].message.content != ""
    assert streamed[-1].usage is not None
    assert streamed[-1].usage.completion_tokens <= 16


def test_the_second_turn_is_read_from_the_cache(runner: Runner) -> None:
    body = {"messages": [{"role": "user", "content": "again"}], "max_tokens": 4}
    url = f"{runner.url}/v1/chat/completions"
    timings = [httpx2.post(url, json=body, timeout=30).json()["timings"] for _ in range(2)]
    assert timings[1]["prompt_n"] == 1
    assert timings[1]["cache_n"] == timings[0]["cache_n"] + timings[0]["prompt_n"] - 1


def test_it_leaves_while_generating(tiny_model: Path) -> None:
    with started(tiny_model) as runner:
        runner.wait_until_ready()
        body = {"prompt": "a", "stream": True, "ignore_eos": True}
        with httpx2.stream("POST", f"{runner.url}/completion", json=body, timeout=30) as reply:
            next(reply.iter_lines())
            runner.say("shutdown\n")
            runner.wait_for_end()
        assert runner.process.returncode == 0
        assert runner.health() == 0


@pytest.mark.parametrize("way", ["shutdown", "end of input"])
def test_it_leaves_while_loading(tiny_model: Path, way: str) -> None:
    with started(tiny_model) as runner:
        wait_until(lambda: runner.health() == 503)
        runner.say("shutdown\n") if way == "shutdown" else runner.hang_up()
        runner.wait_for_end()
        assert runner.process.returncode == 0
        assert not any('"ready"' in line for line in runner.lines)


def test_a_taken_port_is_a_sentence(tiny_model: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        status, lines = run("transformers", "--model", str(tiny_model), "--port", port)
    assert status == 1
    error = json.loads(lines[-1].removeprefix("error: "))
    assert error["type"] == "port_in_use"
    assert port in error["message"]


def test_a_failed_load_ends_with_its_reason(hard_path: Path) -> None:
    with started(hard_path / "nothing here") as runner:
        runner.process.wait(PATIENCE)
        wait_until(lambda: bool(runner.lines))
    assert runner.process.returncode == 1
    assert json.loads(runner.lines[-1].removeprefix("error: ")) == {
        "type": "model_not_found",
        "message": f"There is no model at {hard_path / 'nothing here'}.",
        "hint": "Check the path after --model.",
    }
    assert not any("Traceback" in line for line in runner.lines)
