"""Looks at a LoRA adapter's files, and finds the model that it was made for. Pure."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from runtimes.serving.engine import CannotLoad

ADAPTER_CONFIG = "adapter_config.json"
_WEIGHTS = "adapter_model.safetensors"


def base_of(adapter: Path) -> Path:
    """The folder of the model: the adapter's own, or one near it with the name that the adapter
    gives. Nothing is fetched, and no path of the adapter's is followed.

    Raises:
        CannotLoad: the model is not there, or the adapter is of another kind.
    """
    config = _read(adapter)
    if config.get("peft_type") != "LORA":
        raise CannotLoad(
            "unknown_architecture",
            f"{adapter.name} is an adapter of the kind {config.get('peft_type')!r}; only LORA is "
            "known here.",
            "Take a LoRA adapter, or a model into which the adapter was merged.",
        )
    if not (adapter / _WEIGHTS).is_file():
        raise CannotLoad(
            "invalid_model",
            f"{adapter.name} has no {_WEIGHTS}.",
            "Download the adapter again, or get it as SafeTensors.",
        )
    if (adapter / "config.json").is_file():
        return adapter
    named = str(config.get("base_model_name_or_path") or "")
    for folder in _near(adapter, named):
        if (folder / "config.json").is_file():
            return folder
    raise CannotLoad(
        "missing_base",
        f"{adapter.name} is an adapter for {named or 'a model that it does not name'}, which is "
        "not beside it.",
        f"Put the folder of that model into {adapter.parent}.",
    )


def _near(adapter: Path, named: str) -> Iterator[Path]:
    """Where the model may lie: beside the adapter, or as publisher/name."""
    parts = [part for part in re.split(r"[/\\]", named) if part not in ("", ".", "..")]
    if not parts or ":" in parts[-1]:
        return
    yield adapter.parent / parts[-1]
    yield adapter.parent.parent / parts[-1]
    if len(parts) == 2 and ":" not in parts[0]:
        yield adapter.parent.parent / parts[0] / parts[1]


def _read(adapter: Path) -> Mapping[str, Any]:
    try:
        config = json.loads((adapter / ADAPTER_CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        config = None
    if not isinstance(config, dict):
        raise CannotLoad(
            "invalid_model",
            f"The {ADAPTER_CONFIG} of {adapter.name} is damaged.",
            "Download the adapter again.",
        )
    return config
