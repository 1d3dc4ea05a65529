"""The five tests of the seed document, over the real program, engines and models."""

from pathlib import Path

import openai
import pytest
from openai.types.chat import ChatCompletionUserMessageParam

from tests.end_to_end.conftest import StartProgram
from tests.end_to_end.program import RunningProgram, port_is_free
from tests.fakes.processes import free_port, is_alive
from tests.fakes.waiting import wait_until

pytestmark = [pytest.mark.end_to_end, pytest.mark.engine, pytest.mark.timeout(300)]

GGUF, SAFETENSORS, ONNX = "smollm2-135m-gguf", "smollm2-135m", "smollm2-135m-onnx"


@pytest.fixture
def program(start_program: StartProgram, samples: Path) -> RunningProgram:
    return start_program(model_folders=[samples])


def test_1_the_format_of_every_model_is_validated(program: RunningProgram) -> None:
    gguf = program.get(f"/registry/validate/{GGUF}").json()
    # Not every engine opens GGUF.
    assert all(check["ok"] for check in gguf.pop("checks") if check["name"] != "runtime")
    assert gguf == {
        "format": "gguf",
        "valid": True,
        "files": ["SmolLM2-135M-Instruct.Q4_1.gguf"],
        "message": "GGUF format detected - compatible with llama.cpp",
    }
    safetensors = program.get(f"/registry/validate/{SAFETENSORS}").json()
    safetensors.pop("checks")
    assert safetensors == {
        "format": "safetensors",
        "valid": True,
        "files": ["model.safetensors"],
        "message": "SafeTensors format detected - will use transformers runtime",
    }
    onnx = program.get(f"/registry/validate/{ONNX}").json()
    assert all(check["ok"] for check in onnx.pop("checks") if check["name"] != "runtime")
    assert onnx == {
        "format": "onnx",
        "valid": True,
        "files": ["model.onnx", "model.onnx.data"],
        "message": "ONNX format detected - will use onnxruntime runtime",
    }


def test_2_to_5_both_runtimes_load_answer_and_stop(program: RunningProgram) -> None:
    gguf = program.load(GGUF, threads=2)
    safetensors = program.load(SAFETENSORS, threads=2)
    expected = ["status", "model", "port", "format", "runtime"]
    assert [gguf[key] for key in expected] == ["ready", GGUF, gguf["port"], "gguf", "llama.cpp"]
    assert gguf["gpu_layers"] == 0
    assert [safetensors[key] for key in expected] == [
        "ready",
        SAFETENSORS,
        safetensors["port"],
        "safetensors",
        "transformers",
    ]
    assert 8080 <= gguf["port"] < safetensors["port"] <= 8100
    check_status(program, gguf["port"], safetensors["port"])
    for reply in (gguf, safetensors):
        check_that_it_talks(reply["port"])
    for model in (GGUF, SAFETENSORS):
        assert program.post(f"/runtime/unload/{model}").ok
    assert program.status() == []
    assert program.children() == []


def test_three_formats_answer_at_once_on_three_runtimes(program: RunningProgram) -> None:
    replies = [program.load(model, threads=1) for model in (GGUF, SAFETENSORS, ONNX)]
    assert [reply["runtime"] for reply in replies] == ["llama.cpp", "transformers", "onnxruntime"]
    assert [reply["format"] for reply in replies] == ["gguf", "safetensors", "onnx"]
    assert len({reply["port"] for reply in replies}) == 3
    for reply in replies:
        check_that_it_talks(reply["port"])


def check_status(program: RunningProgram, *ports: int) -> None:
    rows = program.status()
    seed_fields = [[row[k] for k in ("model", "status", "port", "runtime")] for row in rows]
    assert seed_fields == [
        [GGUF, "ready", ports[0], "gguf"],
        [SAFETENSORS, "ready", ports[1], "safetensors"],
    ]
    assert {row["pid"] for row in rows} <= {child.pid for child in program.children()}


def check_that_it_talks(port: int) -> None:
    client = openai.OpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key="none")
    question: ChatCompletionUserMessageParam = {
        "role": "user",
        "content": "What is the capital of France? Answer in one word.",
    }
    whole = client.chat.completions.create(
        model="any",
        messages=[question],
        max_tokens=24,
        temperature=0,
    )
    stream = client.chat.completions.create(
        model="any",
        messages=[question],
        max_tokens=24,
        temperature=0,
        stream=True,
    )
    pieces = [chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices]
    assert "Paris" in (whole.choices[0].message.content or "")
    assert "Paris" in "".join(pieces)
    assert len([piece for piece in pieces if piece]) > 1
    client.close()


def test_killing_the_program_leaves_no_child_and_no_port(
    start_program: StartProgram, samples: Path
) -> None:
    first = free_port()  # away from the ports that other tests' programs take when they are free
    ports_of_its_own = {"runtime_rules": {}, "ports": {"first": first, "last": first + 20}}
    program = start_program(model_folders=[samples], config=ports_of_its_own)
    ports = [program.load(model, threads=1)["port"] for model in (GGUF, SAFETENSORS)]
    # Beside the two models a list of graphics cards may be asked for.
    wait_until(lambda: len(program.children()) == 2, timeout=30, what="the two models alone")
    children = program.children()
    program.kill()
    wait_until(
        lambda: not any(map(is_alive, children)) and all(port_is_free(port) for port in ports),
        timeout=2,
        what="no child and both ports free",
    )
