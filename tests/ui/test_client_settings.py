"""Settings for other programs: each in a form that the program can read."""

import json
import shlex
import tomllib
from dataclasses import replace
from typing import Any

import pytest

from app.domain.lifecycle import State
from app.ui.client_settings import Endpoint, client_settings, endpoint_of
from app.ui.model_row import ModelRow
from tests.ui import samples
from tests.ui.samples import PHI_2

ENDPOINT = Endpoint("phi-2", 8083, context=8192, sees=True)
ROOT = "http://127.0.0.1:8083"
CLIENTS = (
    "Continue",
    "Cline",
    "Zed",
    "VS Code Copilot",
    "llama.vscode",
    "Codex",
    "Claude Code",
    "Open WebUI",
    "OpenAI SDK (Python)",
    "OpenAI SDK (JavaScript)",
    "curl",
)


def text(client: str, endpoint: Endpoint = ENDPOINT) -> str:
    (found,) = (each for each in client_settings(endpoint) if each.client == client)
    return found.text


def settings(client: str) -> Any:
    return json.loads(text(client))


def test_every_program_that_we_know() -> None:
    assert tuple(each.client for each in client_settings(ENDPOINT)) == CLIENTS


@pytest.mark.parametrize("client", CLIENTS)
def test_the_real_address_and_a_place_are_given(client: str) -> None:
    (found,) = (each for each in client_settings(ENDPOINT) if each.client == client)

    assert ROOT in found.text
    assert found.where.endswith(".")
    assert "phi-2" in found.text or client == "llama.vscode"


@pytest.mark.parametrize("client", ["Continue", "Cline", "Codex", "Open WebUI"])
def test_clients_of_openai_get_the_base_url(client: str) -> None:
    assert f"{ROOT}/v1" in text(client)


def test_zed() -> None:
    provider = settings("Zed")["language_models"]["openai_compatible"]["ModelTray"]
    (model,) = provider["available_models"]

    assert provider["api_url"] == f"{ROOT}/v1"
    assert (model["name"], model["max_tokens"], model["max_output_tokens"]) == ("phi-2", 8192, 2048)


def test_copilot_gets_what_fits_into_the_context() -> None:
    (provider,) = settings("VS Code Copilot")
    (model,) = provider["models"]

    assert (provider["vendor"], provider["apiType"]) == ("customendpoint", "chat-completions")
    assert model["url"] == f"{ROOT}/v1/chat/completions"
    assert (model["maxInputTokens"], model["maxOutputTokens"]) == (6144, 2048)
    assert (model["toolCalling"], model["vision"]) == (True, True)


def test_llama_vscode_and_claude_code_get_the_root() -> None:
    assert settings("llama.vscode")["llama-vscode.endpoint"] == ROOT
    environment = settings("Claude Code")["env"]
    assert (environment["ANTHROPIC_BASE_URL"], environment["ANTHROPIC_MODEL"]) == (ROOT, "phi-2")


def test_codex() -> None:
    config = tomllib.loads(text("Codex"))
    provider = config["model_providers"][config["model_provider"]]

    assert (config["model"], provider["wire_api"]) == ("phi-2", "responses")
    assert provider["base_url"] == f"{ROOT}/v1"


def test_curl_is_one_line_that_a_shell_reads() -> None:
    words = shlex.split(text("curl"))

    assert words[:2] == ["curl", f"{ROOT}/v1/chat/completions"]
    assert json.loads(words[-1])["model"] == "phi-2"
    assert text("curl").count("\n") == 1


def test_python_compiles() -> None:
    compile(text("OpenAI SDK (Python)"), "example.py", "exec")


@pytest.mark.parametrize(
    ("engine", "cautious"),
    [
        ("llama.cpp", set()),
        ("transformers", {"llama.vscode"}),
        ("mine", {"llama.vscode", "Codex", "Claude Code"}),
    ],
)
def test_what_an_engine_cannot_do_is_said(engine: str, cautious: set[str]) -> None:
    settings = client_settings(replace(ENDPOINT, engine=engine))

    assert {each.client for each in settings if each.caution} == cautious


def test_the_endpoint_of_a_running_model() -> None:
    row = ModelRow(PHI_2, samples.choice(PHI_2), samples.ready(PHI_2, 8081))

    assert endpoint_of(row) == Endpoint("phi-2", 8081, context=2048, engine="transformers")


def test_clients_are_told_the_context_that_was_loaded() -> None:
    loaded = replace(samples.ready(PHI_2, 8081), context=1024)

    endpoint = endpoint_of(ModelRow(PHI_2, samples.choice(PHI_2), loaded))

    assert endpoint is not None
    assert json.loads(text("VS Code Copilot", endpoint))[0]["models"][0]["maxInputTokens"] == 768


@pytest.mark.parametrize("running", [None, samples.running(PHI_2, State.STOPPED)])
def test_a_stopped_model_has_no_endpoint(running: Any) -> None:
    assert endpoint_of(ModelRow(PHI_2, samples.choice(PHI_2), running)) is None
