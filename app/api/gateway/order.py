"""What a client asks for, as far as the gateway must know it."""

import json
from dataclasses import dataclass

from app.domain.errors import InvalidOption
from app.domain.lifecycle import State
from app.domain.model import Model
from app.domain.names import find_model
from app.domain.snapshot import AppSnapshot

_HINT = 'Send JSON such as {"model": "tinyllama-gguf", ...}; GET /v1/models lists the models.'
_TAG = ":latest"
"""Clients of Ollama add it to names without a tag."""


@dataclass(frozen=True, slots=True)
class Order:
    """``model`` as the client calls it, empty when it names none."""

    model: str = ""
    is_stream: bool = False


def read_order(body: bytes) -> Order:
    """The order in the body of a request.

    Raises:
        InvalidOption: it is not a JSON object, or names no model in it.
    """
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise InvalidOption("The body of the request is not JSON.", hint=_HINT) from None
    if not isinstance(asked, dict):
        raise InvalidOption("The body of the request is not a JSON object.", hint=_HINT)
    model = asked.get("model") or ""
    if not isinstance(model, str):
        raise InvalidOption("The model of the request is not a name.", hint=_HINT)
    return Order(model, asked.get("stream") is True)


def model_meant(snapshot: AppSnapshot, name: str) -> Model:
    """The model that a client means; without a name, the one that is loaded.

    Raises:
        InvalidOption: it names none, and not exactly one is loaded.
        ModelNotFound: there is none of that name.
    """
    if name:
        return find_model(snapshot.models, name.removesuffix(_TAG))
    ready = {entry.model for entry in snapshot.running if entry.state is State.READY}
    found = [model for model in snapshot.models if model.id in ready]
    if len(found) != 1:
        raise InvalidOption("The request does not say which model it is for.", hint=_HINT)
    return found[0]
