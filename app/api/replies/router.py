"""Models as llama-server's router shows them (README of tools/server, b11434), with more fields."""

from collections.abc import Iterator
from typing import Any

from app.domain.lifecycle import State
from app.domain.memory_picture import memory_settings
from app.domain.model import Capability, Model
from app.domain.snapshot import AppSnapshot, RunningModel

Json = dict[str, Any]

_STATUS = {
    State.STARTING: "loading",
    State.LOADING: "loading",
    State.READY: "loaded",
    State.BACKOFF: "loading",
}
"""In the router's words; whatever else is ``unloaded``."""


def router_list(snapshot: AppSnapshot) -> Json:
    """Every model, loaded or not."""
    return {"object": "list", "data": [router_card(model, snapshot) for model in snapshot.models]}


def router_card(model: Model, snapshot: AppSnapshot) -> Json:
    """One model. ``created`` is when it was made, which nobody knows."""
    entry = snapshot.running_model(model.id)
    choice = snapshot.choice(model.id)
    card = {
        "id": model.id,
        "object": "model",
        "created": 0,
        "owned_by": "llamacpp",
        "name": model.name,
        "aliases": _aliases(model),
        "tags": [],
        "status": status(entry),
        "architecture": _architecture(model),
        "meta": _meta(model),
        "max_model_len": context_of(model, snapshot),
        "format": model.format,
        "runtime": entry.engine if entry else choice.engine,
        "port": entry.port if entry else None,
        "problem": model.main.problem or choice.problem,
    }
    return {name: value for name, value in card.items() if value not in (None, "")}


def status(entry: RunningModel | None) -> Json:
    state = entry.state if entry else State.STOPPED
    shown = {"value": _STATUS.get(state, "unloaded")}
    return {**shown, "failed": True} if state is State.FAILED else shown


def context_of(model: Model, snapshot: AppSnapshot) -> int:
    """Tokens that a request may take: as it was loaded, else as its settings stand."""
    running = snapshot.running_model(model.id)
    if running is not None and running.context:
        return running.context
    settings = memory_settings(model.main, snapshot.settings_of(model.id).options)
    return settings.context // settings.parallel


def router_properties(version: str) -> Json:
    """The page ``/props`` of the router itself."""
    return {
        "role": "router",
        "max_instances": 0,
        "models_autoload": False,
        "default_generation_settings": {"params": None, "n_ctx": 0},
        "build_info": f"ModelTray {version}",
    }


def router_events(before: AppSnapshot, after: AppSnapshot) -> Iterator[Json]:
    """What a follower of ``/models/sse`` is told of the step between two pictures."""
    old, new = ({model.id for model in snapshot.models} for snapshot in (before, after))
    yield from (_event(model, "model_remove", {}) for model in sorted(old - new))
    if new - old:
        yield {"model": "*", "event": "models_reload"}
    for model in sorted(new):
        told = _change(model, after)
        if told != _change(model, before):
            yield _event(model, "status_change", told)


def _change(model: str, snapshot: AppSnapshot) -> Json:
    entry = snapshot.running_model(model)
    shown = status(entry)
    told: Json = {"status": shown.pop("value"), **shown}
    if entry is not None and told["status"] == "loading" and entry.progress is not None:
        stage = "text_model"
        told["progress"] = {"stages": [stage], "current": stage, "value": entry.progress}
    return told


def _event(model: str, name: str, data: Json) -> Json:
    return {"model": model, "event": name, "data": data}


def _aliases(model: Model) -> list[str]:
    full = f"{model.publisher}/{model.name}" if model.publisher else ""
    return [name for name in dict.fromkeys((model.name, full)) if name and name != model.id]


def _architecture(model: Model) -> Json:
    capabilities = model.main.traits.capabilities
    inputs = ["text", "image"] if Capability.VISION in capabilities else ["text"]
    outputs = ["embedding"] if Capability.EMBEDDING in capabilities else ["text"]
    return {"input_modalities": inputs, "output_modalities": outputs}


def _meta(model: Model) -> Json:
    traits = model.main.traits
    meta = {
        "n_ctx_train": traits.context_length,
        "n_params": traits.parameters,
        "n_vocab": traits.shape.vocabulary if traits.shape else None,
        "n_embd": traits.shape.width if traits.shape else None,
        "size": model.size,
        "ftype": traits.quantization,
    }
    return {name: value for name, value in meta.items() if value}
