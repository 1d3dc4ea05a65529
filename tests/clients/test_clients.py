"""What each client gets: one text, whole and streamed; counts, forced calls and refusals."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients.conftest import Drive
from tests.fakes.runner_child import RunnerChild

# The first run installs the clients.
pytestmark = [pytest.mark.engine, pytest.mark.timeout(900)]


def test_openai_for_node(drive: Drive) -> None:
    told = drive("node/chat_openai.cjs")
    assert told["models"] == ["smollm2"]
    assert told["text"] == told["whole"] == told["response"] != ""
    assert told["usage"]["completion_tokens"] <= 24
    (call,) = told["calls"]
    assert call["name"] == "get_weather"
    assert json.loads(call["arguments"])["city"] in ("Oslo", "Rome")
    assert told["completion"]
    assert told["refusal"]["status"] == 400
    assert "'messages'" in told["refusal"]["message"]


def test_the_ai_sdk(drive: Drive) -> None:
    told = drive("node/chat_ai_sdk.cjs")
    assert told["errors"] == []
    assert told["text"] == told["whole"] != ""
    assert told["usage"]["outputTokens"] <= 24
    assert told["finish"] == "tool-calls"
    (call,) = told["calls"]
    assert call["name"] == "get_weather"
    assert call["input"]["city"] in ("Oslo", "Rome")


def test_anthropic(drive: Drive) -> None:
    told = drive("python/chat_anthropic.py")
    assert told["text"] == told["whole"] != ""
    assert told["output_tokens"] <= 24
    assert told["stop_reason"] == "tool_use"
    (call,) = told["calls"]
    assert call["name"] == "get_weather"
    assert call["input"]["city"] in ("Oslo", "Rome")
    assert told["counted"] == told["prompt"]
    assert "'messages'" in told["refusal"]


def test_litellm(drive: Drive) -> None:
    told = drive("python/chat_litellm.py")
    assert told["text"] == told["whole"] != ""
    assert told["completion_tokens"] <= 24
    assert told["finish"] == "tool_calls"
    (call,) = told["calls"]
    assert call["name"] == "get_weather"
    assert json.loads(call["arguments"])["city"] in ("Oslo", "Rome")


@pytest.fixture
def embedder(tmp_path: Path) -> Iterator[RunnerChild]:
    from tests.fakes.tiny_encoders import make_encoder

    model = make_encoder(tmp_path / "encoder")
    with RunnerChild("transformers", "--model", model, "--alias", "tiny") as runner:
        yield runner.wait_until_ready()


def test_openai_for_node_reads_packed_vectors(drive: Drive, embedder: RunnerChild) -> None:
    told = drive("node/embed_openai.cjs", embedder.url)
    assert len(told["packed"]) == 2
    for packed, plain in zip(told["packed"], told["plain"], strict=True):
        assert packed == pytest.approx(plain, abs=1e-6)
