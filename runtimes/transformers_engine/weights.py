"""Reads the weights of a model to where they are computed with."""

import inspect
from collections.abc import Collection
from typing import Any

import torch
from transformers import (
    AutoConfig,
    AutoModel,
    AutoModelForCausalLM,
    AutoModelForImageTextToText,
    AutoModelForSequenceClassification,
)

from runtimes.serving.engine import CannotLoad, Purpose
from runtimes.transformers_engine.checkpoint import Checkpoint
from runtimes.transformers_engine.fit import gpu_share
from runtimes.transformers_engine.hardware import Placement, read_free

_NO_SDPA = "scaled_dot_product_attention"  # transformers 5.24: modeling_utils.py
_CLASSES = {
    Purpose.GENERATE: AutoModelForCausalLM,
    Purpose.EMBED: AutoModel,
    Purpose.RANK: AutoModelForSequenceClassification,
}


def load_weights(
    checkpoint: Checkpoint, placement: Placement, purpose: Purpose, *, sees: bool, needed: int
) -> Any:
    """The model, on the devices where it goes.

    Args:
        sees: it is one that looks at pictures.
        needed: bytes that its weights will take.

    Raises:
        CannotLoad: weights are missing, or the model has no memory that this runner knows.
    """
    kind = AutoModelForImageTextToText if sees else _CLASSES[purpose]
    try:
        model, report = _read_weights(checkpoint, placement, kind, "sdpa", needed)
    except ValueError as error:
        if _NO_SDPA not in str(error):
            raise
        model, report = _read_weights(checkpoint, placement, kind, "eager", needed)
    missing = report["missing_keys"]
    if purpose is Purpose.EMBED:  # the pooler is for other ends, and many leave it out
        missing = [name for name in missing if not name.startswith("pooler.")]
    _check_complete(checkpoint, missing)
    if purpose is Purpose.GENERATE:
        _check_cache(checkpoint, model)
    return model.eval()


def _check_cache(checkpoint: Checkpoint, model: Any) -> None:
    if "cache" not in inspect.signature(model.forward).parameters:
        raise CannotLoad(
            "unknown_architecture",
            f"{type(model).__name__}, the architecture of {checkpoint.name}, keeps no cache that "
            "this runner knows.",
            "Get the model as GGUF.",
        )


def _read_weights(
    checkpoint: Checkpoint, placement: Placement, kind: Any, attention: str, needed: int
) -> Any:
    """The model, and what was found missing."""
    config = AutoConfig.from_pretrained(checkpoint.folder, **source_of(checkpoint))
    return kind.from_pretrained(
        checkpoint.folder,
        config=config,
        dtype=getattr(torch, placement.data_type),
        **_devices(placement, needed),
        use_safetensors=None if checkpoint.gguf_file else checkpoint.use_safetensors,
        weights_only=True,
        # Named, so that no configuration can name one that would be fetched.
        attn_implementation=attention,
        output_loading_info=True,
        **source_of(checkpoint),
    )


def _devices(placement: Placement, needed: int) -> dict[str, Any]:
    """Where the weights go; layers that a GPU has no room for stay in RAM."""
    share = None if placement.device == "cpu" else gpu_share(needed, read_free())
    if share is None:
        return {"device_map": {"": placement.device}}
    return {"device_map": "auto", "max_memory": share}


def _check_complete(checkpoint: Checkpoint, missing: Collection[str]) -> None:
    """transformers fills what is missing with random numbers, and only warns."""
    if missing:
        raise CannotLoad(
            "damaged_file",
            f"The weights of {checkpoint.name} are incomplete: {len(missing)} are missing, "
            f"{min(missing)} among them.",
            "Download the model again.",
        )


def source_of(checkpoint: Checkpoint) -> dict[str, Any]:
    """Arguments of every ``from_pretrained``: nothing is fetched, and no code is run."""
    where = {"gguf_file": checkpoint.gguf_file} if checkpoint.gguf_file else {}
    return {**where, "local_files_only": True, "trust_remote_code": False}
