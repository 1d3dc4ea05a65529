"""The runner as a program: started, asked and stopped from outside."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx2
import openai
import pytest

from tests.fakes.runner_child import RunnerChild
from tests.fakes.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.engine


def started(model: Path, *flags: str) -> RunnerChild:
    return RunnerChild("transformers", "--model", model, "--alias", "tiny", *flags)


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
def runner(tiny_model: Path) -> Iterator[RunnerChild]:
    with started(tiny_model) as runner:
        wait_until(lambda: runner.health() == 503)
        runner.wait_until_ready()
        yield runner


def test_it_answers_503_first_then_200_and_tells_its_states(runner: RunnerChild) -> None:
    """The fixture has seen 503; the lines say the same in the order of events."""
    prefix = "cmd_child_to_router:state:"
    states = [json.loads(line.removeprefix(prefix)) for line in runner.lines if prefix in line]
    assert [one["state"] for one in states[:-1]] == ["loading"] * (len(states) - 1)
    assert states[-1]["state"] == "ready"
    assert states[-1]["payload"]["id"] == "tiny"
    props = httpx2.get(f"{runner.url}/props", timeout=10).json()
    assert props["model_alias"] == "tiny"


def test_the_official_client_chats(runner: RunnerChild) -> None:
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


def test_the_second_turn_is_read_from_the_cache(runner: RunnerChild) -> None:
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
            runner.send("shutdown")
            assert runner.exit_status() == 0
        assert runner.health() == 0


@pytest.mark.parametrize("way", ["shutdown", "end of input"])
def test_it_leaves_while_loading(tiny_model: Path, way: str) -> None:
    with started(tiny_model) as runner:
        wait_until(lambda: runner.health() == 503)
        runner.send("shutdown") if way == "shutdown" else runner.end_input()
        assert runner.exit_status() == 0
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
