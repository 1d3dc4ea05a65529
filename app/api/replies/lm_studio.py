"""Models as LM Studio's REST API lists them (v0), for clients that find models that way.

Zed reads no list in which a model is neither GGUF nor MLX, so the others are left out.
"""

from app.api.replies.ollama import usable
from app.api.replies.router import Json, context_of, status
from app.domain.model import Capability, Model, ModelFormat
from app.domain.snapshot import AppSnapshot

_STATE = {"loaded": "loaded", "loading": "loading"}


def lm_studio_list(snapshot: AppSnapshot) -> Json:
    found = [model for model in usable(snapshot) if model.format == ModelFormat.GGUF]
    return {"object": "list", "data": [lm_studio_card(model, snapshot) for model in found]}


def lm_studio_card(model: Model, snapshot: AppSnapshot) -> Json:
    traits = model.main.traits
    state = _STATE.get(status(snapshot.running_model(model.id))["value"], "not-loaded")
    card = {
        "id": model.id,
        "object": "model",
        "type": _type(model),
        "publisher": model.publisher or "local",
        "arch": traits.architecture,
        "compatibility_type": model.format,
        "quantization": traits.quantization,
        "state": state,
        "max_context_length": traits.context_length,
        "loaded_context_length": context_of(model, snapshot) if state == "loaded" else None,
        "capabilities": ["tool_use"] if Capability.TOOLS in traits.capabilities else [],
    }
    return {name: value for name, value in card.items() if value is not None}


def _type(model: Model) -> str:
    capabilities = model.main.traits.capabilities
    if Capability.EMBEDDING in capabilities:
        return "embeddings"
    return "vlm" if Capability.VISION in capabilities else "llm"
