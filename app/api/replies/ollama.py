"""Models as Ollama lists them (docs/api.md, 0.12), for clients that find models that way."""

import hashlib

from app.api.replies.router import Json, context_of
from app.domain.model import Capability, Model
from app.domain.snapshot import AppSnapshot

VERSION = "0.12.0"
"""Of the API that is spoken here; VS Code asks for 0.6.4 at least."""

_LONG_AGO = "1970-01-01T00:00:00Z"
"""Clients insist on a time of change, which is not kept."""
_CAPABILITIES = {
    Capability.CHAT: "completion",
    Capability.COMPLETION: "completion",
    Capability.TOOLS: "tools",
    Capability.VISION: "vision",
    Capability.FILL_IN_MIDDLE: "insert",
    Capability.EMBEDDING: "embedding",
}


def tags(snapshot: AppSnapshot) -> Json:
    """The models that can be run."""
    return {"models": [_tag(model) for model in usable(snapshot)]}


def usable(snapshot: AppSnapshot) -> list[Model]:
    """The models that an engine can open."""
    return [
        model
        for model in snapshot.models
        if not (model.main.problem or snapshot.choice(model.id).problem)
    ]


def show(model: Model, snapshot: AppSnapshot) -> Json:
    """One model; the context is what it will be loaded with, not what it was trained for."""
    traits = model.main.traits
    family = traits.architecture or "unknown"
    info = {
        "general.architecture": family,
        "general.basename": model.name,
        "general.parameter_count": traits.parameters,
        f"{family}.context_length": context_of(model, snapshot),
        f"{family}.embedding_length": traits.shape.width if traits.shape else None,
    }
    return {
        "license": "",
        "modelfile": "",
        "parameters": "",
        "template": traits.chat_template or "",
        "details": _details(model),
        "model_info": {name: value for name, value in info.items() if value is not None},
        "capabilities": _capabilities(model),
        "modified_at": _LONG_AGO,
    }


def _tag(model: Model) -> Json:
    return {
        "name": model.id,
        "model": model.id,
        "modified_at": _LONG_AGO,
        "size": model.size,
        "digest": hashlib.sha256(f"{model.id} {model.size}".encode()).hexdigest(),
        "details": _details(model),
    }


def _details(model: Model) -> Json:
    traits = model.main.traits
    family = traits.architecture or "unknown"
    return {
        "parent_model": "",
        "format": model.format,
        "family": family,
        "families": [family],
        "parameter_size": _parameters(traits.parameters),
        "quantization_level": traits.quantization or "",
    }


def _capabilities(model: Model) -> list[str]:
    """Where the files tell nothing, it is a language model."""
    known = model.main.traits.capabilities
    found = dict.fromkeys(word for kind, word in _CAPABILITIES.items() if kind in known)
    return list(found) or ["completion"]


def _parameters(count: int | None) -> str:
    if not count:
        return ""
    return f"{count / 1e9:.1f}B" if count >= 1e9 else f"{count / 1e6:.0f}M"
