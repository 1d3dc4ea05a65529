"""What a client of a loaded model must be told, in the form that the client takes it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain.model import Capability
from app.ui.model_row import ModelRow
from app.ui.text import translate

_KEY = "none"
"""Clients insist on a key; nobody reads it."""
_CONTEXT = 4096
"""Tokens, where the model does not say."""
_LLAMA_CPP = "llama.cpp"
_OURS = (_LLAMA_CPP, "transformers")
"""Engines that speak OpenAI's Responses and Anthropic's Messages."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers.

    Attributes:
        context: in tokens, as it was loaded.
        is_shared: other models answer there, too.
    """

    model: str
    port: int
    context: int = _CONTEXT
    sees: bool = False
    engine: str = _LLAMA_CPP
    is_shared: bool = False

    @property
    def root(self) -> str:
        """For clients of llama-server and of Anthropic's API."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """For clients of OpenAI's API."""
        return f"{self.root}/v1"

    @property
    def answer_limit(self) -> int:
        """Tokens of the context that an answer may take."""
        return min(4096, self.context // 4)


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """Settings of one client.

    Attributes:
        where: a sentence that says where they belong.
        caution: a sentence, where the client will not work with this model's engine.
    """

    client: str
    where: str
    text: str
    caution: str = ""


def endpoint_of(row: ModelRow) -> Endpoint | None:
    """Where the model answers; ``None`` while it has no port."""
    if row.running is None or row.port is None:
        return None
    traits = row.variant.traits
    return Endpoint(
        model=row.id,
        port=row.port,
        context=row.running.context or traits.context_length or _CONTEXT,
        sees=Capability.VISION in traits.capabilities,
        engine=row.running.engine,
    )


def client_settings(endpoint: Endpoint) -> tuple[ClientSettings, ...]:
    """The settings of every client we know, the plainest last."""
    return tuple(settings_of(endpoint) for settings_of in _CLIENTS)


def _continue(endpoint: Endpoint) -> ClientSettings:
    where = translate("client_settings", "In .continue/config.yaml of your home folder.")
    return ClientSettings("Continue", where, _CONTINUE.format(it=endpoint, key=_KEY))


def _cline(endpoint: Endpoint) -> ClientSettings:
    where = translate("client_settings", "In Cline's settings, under API Configuration.")
    return ClientSettings("Cline", where, _CLINE.format(it=endpoint, key=_KEY))


def _zed(endpoint: Endpoint) -> ClientSettings:
    where = translate(
        "client_settings",
        "In Zed's settings.json. When Zed asks for an API key, any word will do.",
    )
    model = {
        "name": endpoint.model,
        "display_name": f"{endpoint.model} (ModelTray)",
        "max_tokens": endpoint.context,
        "max_output_tokens": endpoint.answer_limit,
    }
    provider = {"api_url": endpoint.base_url, "available_models": [model]}
    settings = {"language_models": {"openai_compatible": {"ModelTray": provider}}}
    return ClientSettings("Zed", where, _json(settings))


def _copilot(endpoint: Endpoint) -> ClientSettings:
    where = translate(
        "client_settings",
        "In chatLanguageModels.json: run “Chat: Manage Language Models”, add a Custom Endpoint,"
        " then click its gear.",
    )
    model = {
        "id": endpoint.model,
        "name": endpoint.model,
        "url": f"{endpoint.base_url}/chat/completions",
        "toolCalling": True,  # a model without is not listed
        "vision": endpoint.sees,
        "maxInputTokens": endpoint.context - endpoint.answer_limit,
        "maxOutputTokens": endpoint.answer_limit,
    }
    provider = {
        "name": "ModelTray",
        "vendor": "customendpoint",
        "apiKey": _KEY,
        "apiType": "chat-completions",
        "models": [model],
    }
    return ClientSettings("VS Code Copilot", where, _json([provider]))


def _llama_vscode(endpoint: Endpoint) -> ClientSettings:
    where = translate("client_settings", "In settings.json of VS Code.")
    names = ("endpoint", "endpoint_chat", "endpoint_tools")
    settings = {f"llama-vscode.{name}": endpoint.root for name in names}
    return ClientSettings("llama.vscode", where, _json(settings), _caution_of_completions(endpoint))


def _codex(endpoint: Endpoint) -> ClientSettings:
    where = translate("client_settings", "In .codex/config.toml of your home folder.")
    return ClientSettings("Codex", where, _CODEX.format(it=endpoint), _caution_of_agents(endpoint))


def _claude_code(endpoint: Endpoint) -> ClientSettings:
    where = translate("client_settings", "In .claude/settings.local.json of your project.")
    environment = {
        "ANTHROPIC_BASE_URL": endpoint.root,
        "ANTHROPIC_AUTH_TOKEN": _KEY,
        "ANTHROPIC_MODEL": endpoint.model,
        "ANTHROPIC_DEFAULT_HAIKU_MODEL": endpoint.model,
        # It changes with every request, which would have the whole prompt read anew.
        "CLAUDE_CODE_ATTRIBUTION_HEADER": "0",
    }
    settings = _json({"env": environment})
    return ClientSettings("Claude Code", where, settings, _caution_of_agents(endpoint))


def _open_webui(endpoint: Endpoint) -> ClientSettings:
    where = translate(
        "client_settings",
        "In the admin settings, under Connections, as an OpenAI connection. If Open WebUI runs in"
        " Docker, write host.docker.internal instead of 127.0.0.1.",
    )
    return ClientSettings("Open WebUI", where, _OPEN_WEBUI.format(it=endpoint, key=_KEY))


def _python(endpoint: Endpoint) -> ClientSettings:
    where = translate("client_settings", "Needs the package openai (pip install openai).")
    return ClientSettings("OpenAI SDK (Python)", where, _PYTHON.format(it=endpoint, key=_KEY))


def _javascript(endpoint: Endpoint) -> ClientSettings:
    where = translate("client_settings", "Needs the package openai (npm install openai).")
    text = _JAVASCRIPT.format(it=endpoint, key=_KEY)
    return ClientSettings("OpenAI SDK (JavaScript)", where, text)


def _curl(endpoint: Endpoint) -> ClientSettings:
    where = translate("client_settings", "In a terminal (in PowerShell, write curl.exe).")
    message = {"role": "user", "content": "Hello"}
    body = json.dumps({"model": endpoint.model, "messages": [message]})
    # Quoted so that sh and cmd.exe both understand it.
    quoted = body.replace('"', '\\"')
    text = _CURL.format(it=endpoint, body=quoted)
    return ClientSettings("curl", where, text)


_CLIENTS: tuple[Callable[[Endpoint], ClientSettings], ...] = (
    _continue,
    _cline,
    _zed,
    _copilot,
    _llama_vscode,
    _codex,
    _claude_code,
    _open_webui,
    _python,
    _javascript,
    _curl,
)

_CONTINUE = """\
name: ModelTray
version: 1.0.0
schema: v1
models:
  - name: {it.model} (ModelTray)
    provider: openai
    model: {it.model}
    apiBase: {it.base_url}
    apiKey: {key}
    roles:
      - chat
      - edit
      - apply
"""

_CLINE = """\
API Provider: OpenAI Compatible
Base URL: {it.base_url}
OpenAI Compatible API Key: {key}
Model ID: {it.model}
"""

_CODEX = """\
model = "{it.model}"
model_provider = "modeltray"

[model_providers.modeltray]
name = "ModelTray"
base_url = "{it.base_url}"
wire_api = "responses"
stream_idle_timeout_ms = 3600000
"""

_OPEN_WEBUI = """\
URL: {it.base_url}
Key: {key}
Model: {it.model}
"""

_PYTHON = """\
from openai import OpenAI

client = OpenAI(base_url="{it.base_url}", api_key="{key}")
answer = client.chat.completions.create(
    model="{it.model}",
    messages=[{{"role": "user", "content": "Hello"}}],
)
print(answer.choices[0].message.content)
"""

_JAVASCRIPT = """\
import OpenAI from "openai";

const client = new OpenAI({{ baseURL: "{it.base_url}", apiKey: "{key}" }});
const answer = await client.chat.completions.create({{
  model: "{it.model}",
  messages: [{{ role: "user", content: "Hello" }}],
}});
console.log(answer.choices[0].message.content);
"""

_CURL = """\
curl {it.base_url}/chat/completions -H "Content-Type: application/json" -d "{body}"
"""


def _caution_of_completions(endpoint: Endpoint) -> str:
    if endpoint.is_shared:
        return translate(
            "client_settings", "It names no model: it reaches the one that is loaded alone."
        )
    if endpoint.engine == _LLAMA_CPP:
        return ""
    return translate("client_settings", "Only a GGUF model completes code in it; others just chat.")


def _caution_of_agents(endpoint: Endpoint) -> str:
    """A program of a person's own may speak OpenAI's chat and nothing else."""
    if endpoint.engine in _OURS:
        return ""
    return translate("client_settings", "It may not understand the program that runs this model.")


def _json(settings: Any) -> str:
    return json.dumps(settings, indent=2, ensure_ascii=False) + "\n"
