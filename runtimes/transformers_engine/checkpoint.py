"""Looks at a model's files before anything is loaded, and refuses what must not or cannot be."""

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from runtimes.serving.engine import CannotLoad
from runtimes.transformers_engine.adapter_files import ADAPTER_CONFIG, base_of

_GGUF_MAGIC = b"GGUF"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is to be loaded, in ``from_pretrained``'s words.

    Attributes:
        gguf_file: name of the GGUF file in the folder; empty for other formats.
        adapter: folder of a LoRA adapter that is put into the weights.
        use_safetensors: false only when weights in pickle files are agreed to and needed.
    """

    folder: Path
    gguf_file: str = ""
    use_safetensors: bool = True
    adapter: Path | None = None

    @property
    def name(self) -> str:
        return self.gguf_file or (self.adapter or self.folder).name

    @property
    def stored_bytes(self) -> int:
        """Size of the files with the weights."""
        pattern = self.gguf_file or ("*.safetensors" if self.use_safetensors else "*.bin")
        return sum(file.stat().st_size for file in self.folder.glob(pattern))


def find_checkpoint(path: Path, *, allow_pickle: bool) -> Checkpoint:
    """Decide what to load.

    Raises:
        CannotLoad: nothing is there, or only weights that could run code.
    """
    if path.is_file():
        return _lone_file(path)
    if not path.is_dir():
        raise CannotLoad(
            "model_not_found", f"There is no model at {path}.", "Check the path after --model."
        )
    if (path / ADAPTER_CONFIG).is_file():
        return _adapted(path, allow_pickle)
    return _plain(path, allow_pickle)


def _adapted(path: Path, allow_pickle: bool) -> Checkpoint:
    """An adapter beside the weights that it was made for, or in a folder of its own."""
    base = base_of(path)
    return replace(_plain(base, allow_pickle), adapter=path)


def _plain(path: Path, allow_pickle: bool) -> Checkpoint:
    if not (path / "config.json").is_file():
        raise CannotLoad(
            "invalid_model", f"{path.name} has no config.json.", "Download the model again."
        )
    return Checkpoint(path, use_safetensors=_has_safetensors(path, allow_pickle))


def _lone_file(path: Path) -> Checkpoint:
    with path.open("rb") as file:
        magic = file.read(len(_GGUF_MAGIC))
    if magic != _GGUF_MAGIC:
        raise CannotLoad(
            "unknown_format",
            f"{path.name} is not a GGUF file, and transformers opens no other lone file.",
            "Give the folder that holds config.json and the weights.",
        )
    return Checkpoint(path.parent, gguf_file=path.name)


def _has_safetensors(folder: Path, allow_pickle: bool) -> bool:
    if any(not _is_of_adapter(file) for file in folder.glob("*.safetensors")):
        return True
    pickles = sorted(file.name for file in folder.glob("*.bin") if not _is_of_adapter(file))
    if not pickles:
        raise CannotLoad(
            "invalid_model", f"{folder.name} holds no weights.", "Download the model again."
        )
    if not allow_pickle:
        raise CannotLoad(
            "pickle_refused",
            f"The weights of {folder.name} are in {pickles[0]}, a format that can run code.",
            "Allow it for this model if you trust its maker, or get it as SafeTensors.",
        )
    return False


def _is_of_adapter(file: Path) -> bool:
    return file.name.startswith("adapter_model.")


def read_config(folder: Path) -> Mapping[str, Any]:
    """The model's ``config.json``.

    Raises:
        CannotLoad: it is no JSON object.
    """
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        config = None
    if not isinstance(config, dict):
        raise CannotLoad(
            "invalid_model",
            f"The config.json of {folder.name} is damaged.",
            "Download the model again.",
        )
    return config


def stored_type(config: Mapping[str, Any]) -> str:
    """Name of the torch type that the weights are stored in; empty when it is not said, or when
    they are stored in a way of their own."""
    inner = config.get("text_config")
    if "quantization_config" in config:
        return ""
    if isinstance(inner, Mapping) and "dtype" not in config and "torch_dtype" not in config:
        return stored_type(inner)
    return str(config.get("dtype") or config.get("torch_dtype") or "")


def has_eyes(config: Mapping[str, Any], folder: Path) -> bool:
    """Whether the model looks at pictures, and brings what prepares them."""
    prepares = ("preprocessor_config.json", "processor_config.json")
    return bool(config.get("vision_config")) and any((folder / name).is_file() for name in prepares)


def needs_code(folder: Path) -> CannotLoad:
    """Why a model that brings its own code is refused, naming the files."""
    files = ", ".join(sorted(file.name for file in folder.glob("*.py"))) or "not in its folder"
    return CannotLoad(
        "remote_code",
        f"{folder.name} needs Python code of its own to run ({files}). It is never run here.",
        "Use a version of the model that transformers or llama.cpp knows.",
    )


def check_config(config: Mapping[str, Any], folder: Path, known_types: Container[object]) -> None:
    """Refuse what transformers cannot run by itself.

    Raises:
        CannotLoad: the model brings its own code, or is of a type nobody knows.
    """
    model_type = config.get("model_type")
    if model_type in known_types:
        return
    if config.get("auto_map"):
        raise needs_code(folder)
    raise CannotLoad(
        "unknown_architecture",
        f"transformers does not know the model type {model_type!r} of {folder.name}.",
        "Update transformers, or get the model as GGUF.",
    )
