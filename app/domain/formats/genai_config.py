"""``genai_config.json`` of onnxruntime-genai: what kind of model it is, and what it asks for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.domain.errors import InvalidModel
from app.domain.formats.header import Header, sensible, shown
from app.domain.formats.json_file import read_json
from app.domain.formats.shard_index import is_inside
from app.domain.model import Capability, Traits
from app.domain.model_shape import LAYERS_LIMIT, ModelShape

NAME = "genai_config.json"
_NEVER = ("custom_ops_library", "enable_profiling")
"""Load a library, write a file (onnxruntime-genai 0.18: src/config.cpp)."""


def read_genai_config(path: Path) -> Header:
    """What the configuration says.

    Raises:
        InvalidModel: it is not a JSON object, or would run code.
        OSError
    """
    config = read_json(path)
    if setting := next(_unsafe(config), None):
        raise InvalidModel(
            f"{path.name} asks for {setting}, which could run code or write files.",
            hint="Take this line out of it if you trust the model, or use another model.",
        )
    model = _object(config, "model")
    decoder = _object(model, "decoder")
    graph = decoder.get("filename")
    return Header(
        traits=Traits(
            architecture=shown(str(model.get("type") or "")) or None,
            context_length=_size(model, "context_length") or None,
            capabilities=frozenset({Capability.COMPLETION}),
            shape=_shape(decoder, _size(model, "vocab_size")),
        ),
        parts=(graph,) if isinstance(graph, str) and is_inside(graph) else (),
    )


def asked_provider(path: Path) -> str:
    """The accelerator that a model is made for, as onnxruntime names it; empty for the CPU.

    Raises:
        InvalidModel, OSError
    """
    decoder = _object(_object(read_json(path), "model"), "decoder")
    listed = _object(decoder, "session_options").get("provider_options")
    first = listed[0] if isinstance(listed, list) and listed else {}
    name = next(iter(first), "") if isinstance(first, dict) else ""
    return "" if name.lower() == "cpu" else shown(name)


def _shape(decoder: dict[str, Any], vocabulary: int) -> ModelShape | None:
    layers, width = _size(decoder, "num_hidden_layers"), _size(decoder, "hidden_size")
    heads, length = _size(decoder, "num_key_value_heads"), _size(decoder, "head_size")
    if not 0 < layers <= LAYERS_LIMIT or not (width and heads and length):
        return None
    return ModelShape(
        kv_heads=(heads,) * layers,
        key_length=length,
        value_length=length,
        width=width,
        feed_forward=4 * width,  # the file does not say
        vocabulary=vocabulary,
    )


def _unsafe(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _unsafe(item)
    if isinstance(node, dict):
        yield from (key for key in _NEVER if node.get(key))
        for value in node.values():
            yield from _unsafe(value)


def _object(parent: dict[str, Any], key: str) -> dict[str, Any]:
    value = parent.get(key)
    return value if isinstance(value, dict) else {}


def _size(parent: dict[str, Any], key: str) -> int:
    return sensible(parent.get(key))
