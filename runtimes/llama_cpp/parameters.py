"""From the fields of a command line to xllamacpp's ``CommonParams``."""

from collections.abc import Mapping
from typing import Any, Final

from runtimes.llama_cpp.values import RANK_POOLING, Member

CONTEXT_PER_REQUEST: Final = 8192
"""Tokens. llama-server takes the whole context a model was trained for, which for many models is
more key-value cache than a personal computer has memory; llama.cpp lowers it for smaller models."""

DEFAULTS: Final[Mapping[str, object]] = {
    "hostnames": ["127.0.0.1"],
    "port": 8080,
    "ui": False,
    # Counts tokens; the program draws its charts from it.
    "endpoint_metrics": True,
    "offline": True,
    # llama-server's own choice, every origin, would let any web page use the model.
    "cors_origins": "localhost",
    # MiB. llama-server keeps up to 8192 MiB of finished prompts in memory.
    "cache_ram_mib": 512,
    "n_parallel": 1,
}


def complete(fields: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    """The fields with what the environment and a personal computer add to them."""
    full = {**_from_environment(environment), **DEFAULTS, **fields}
    full.setdefault("n_ctx", CONTEXT_PER_REQUEST * max(1, full["n_parallel"]))
    if full.get("pooling_type") == RANK_POOLING:
        full["embedding"] = True
    return _with_threads(full)


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    keys = [key for key in environment.get("LLAMA_API_KEY", "").split(",") if key]
    return {"api_keys": keys} if keys else {}


def _with_threads(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave the number of threads to llama.cpp (one for each core) where none is given."""
    threads = fields.get("cpuparams.n_threads")
    if threads is not None:
        fields.setdefault("cpuparams_batch.n_threads", threads)
    chosen = {name: value for name, value in fields.items() if name.endswith(".n_threads")}
    return {name: fields[name] for name in fields if chosen.get(name, 1) > 0}


def common_params(fields: Mapping[str, Any]) -> Any:
    """The parameters that ``xllamacpp.Server`` takes."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    for path, value in fields.items():
        *owners, name = path.split(".")
        target = params
        for owner in owners:
            target = getattr(target, owner)
        setattr(target, name, _native(xllamacpp, name, value))
    return params


def _native(engine: Any, name: str, value: object) -> object:
    if isinstance(value, Member):
        return getattr(getattr(engine, value.enum), value.name)
    if name == "lora_adapters" and isinstance(value, list):
        return [_adapter(engine, path) for path in value]
    return value


def _adapter(engine: Any, path: str) -> Any:
    adapter = engine.CommonAdapterLoraInfo()
    adapter.path, adapter.scale = path, 1.0
    return adapter
