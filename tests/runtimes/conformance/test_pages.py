"""What a runner tells about itself."""

from pathlib import Path

import httpx2
import pytest

from tests.runtimes.conformance.candidates import ALIAS, CONTEXT, Candidate
from tests.runtimes.conformance.shapes import differences
from tests.runtimes.conformance.wire import SHORT, ask

pytestmark = pytest.mark.engine

META = {
    "vocab_type": int,
    "n_vocab": int,
    "n_ctx": CONTEXT,
    "n_ctx_train": CONTEXT,
    "n_embd": int,
    "n_params": int,
    "size": int,
    "ftype": str,
}
ENTRY = {
    "id": ALIAS,
    "aliases": [ALIAS],
    "object": "model",
    "created": int,
    "owned_by": "llamacpp",
    "architecture": {"input_modalities": ["text"], "output_modalities": ["text"]},
    "meta": META,
}
NAMED = {"name": ALIAS, "model": ALIAS, "capabilities": ["completion"], "details": {"format": str}}


@pytest.mark.parametrize("path", ["/health", "/v1/health"])
def test_health(client: httpx2.Client, path: str) -> None:
    reply = client.get(path)
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("path", ["/models", "/v1/models"])
def test_models(client: httpx2.Client, path: str) -> None:
    shape = {"object": "list", "data": [ENTRY], "models": [NAMED]}
    assert not differences(client.get(path).json(), shape)


def test_props(client: httpx2.Client) -> None:
    shape = {
        "default_generation_settings": {
            "n_ctx": CONTEXT,
            "params": {"temperature": float, "top_k": int, "seed": int, "samplers": [str]},
        },
        "total_slots": int,
        "model_alias": ALIAS,
        "model_path": str,
        "model_ftype": str,
        "modalities": {"vision": False, "audio": False},
        "endpoint_slots": True,
        "endpoint_metrics": True,
        "ui": False,
        "chat_template": str,
        "bos_token": "<s>",
        "eos_token": "<|im_end|>",
        "build_info": str,
        "is_sleeping": False,
    }
    assert not differences(client.get("/props").json(), shape)


def test_props_tell_what_the_template_can(client: httpx2.Client) -> None:
    """Zed offers no tools unless it reads of them here."""
    can = client.get("/props").json()["chat_template_caps"]
    expected = {
        "supports_string_content": True,
        "supports_system_role": True,
        "supports_tools": True,
        "supports_tool_calls": True,
        "supports_parallel_tool_calls": True,
        "supports_typed_content": False,
    }
    assert not differences(can, expected)


def test_slots(client: httpx2.Client) -> None:
    shape = [{"id": int, "n_ctx": CONTEXT, "speculative": False, "is_processing": False}]
    assert not differences(client.get("/slots").json(), shape)
    assert client.get("/slots?fail_on_no_slot=1").status_code == 200


def test_metrics_count_what_was_done(client: httpx2.Client) -> None:
    before = metrics_of(client)
    ask(client, "/completion", prompt="abc", **SHORT)
    after = metrics_of(client)
    assert after["tokens_predicted_total"] - before["tokens_predicted_total"] == 4
    assert after["prompt_tokens_total"] > before["prompt_tokens_total"]
    assert after["requests_processing"] == after["requests_deferred"] == 0
    assert {"prompt_seconds_total", "tokens_predicted_seconds_total", "n_tokens_max"} <= {*after}


def metrics_of(client: httpx2.Client) -> dict[str, float]:
    """The numbers of the page by their names."""
    reply = client.get("/metrics")
    assert reply.headers["content-type"].startswith("text/plain")
    lines = [line for line in reply.text.splitlines() if line and not line.startswith("#")]
    named = [line.removeprefix("llamacpp:").split(" ") for line in lines]
    return {name: float(value) for name, value in named}


def test_adapters(client: httpx2.Client) -> None:
    assert client.get("/lora-adapters").json() == []


def test_pages_of_others(client: httpx2.Client) -> None:
    """A web page from elsewhere is not let in; one of this machine is."""
    foreign = client.options("/v1/models", headers={"origin": "https://evil.example"})
    local = client.options("/v1/models", headers={"origin": "http://localhost:3000"})
    assert foreign.headers.get("access-control-allow-origin") != "https://evil.example"
    assert local.headers["access-control-allow-origin"] == "http://localhost:3000"


def test_a_key_opens_everything_but_health(candidate: Candidate, model: Path) -> None:
    with candidate.start(model, "--api-key", "sesame", *candidate.flags) as runner:
        runner.wait_until_ready()
        with httpx2.Client(base_url=runner.url) as client:
            for path in ("/v1/models", "/props", "/slots"):
                refused = client.get(path)
                assert refused.status_code == 401, path
                assert refused.json()["error"]["type"] == "authentication_error"
                for header in ({"authorization": "Bearer sesame"}, {"x-api-key": "sesame"}):
                    assert client.get(path, headers=header).status_code == 200
