"""How the values of llama-server's flags are read: text in, the value of a field out.

Every reader raises ``ValueError`` with what was expected instead.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Reader = Callable[[str], object]


def whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"a whole number is expected, not {text!r}") from None


def decimal(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"a number is expected, not {text!r}") from None


def gpu_layers(text: str) -> int:
    """A number of layers; llama.cpp writes ``auto`` as -1 and ``all`` as -2."""
    return _GPU_LAYERS[text] if text in _GPU_LAYERS else whole(text)


def words(text: str) -> list[str]:
    """A comma-separated list."""
    return [word for word in text.split(",") if word]


def unique_words(text: str) -> set[str]:
    return set(words(text))


def choice(values: Mapping[str, object]) -> Reader:
    """One of a few words."""

    def read(text: str) -> object:
        if text not in values:
            raise ValueError(f"one of {', '.join(values)} is expected, not {text!r}")
        return values[text]

    return read


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an xllamacpp enumeration, by name, so that this table needs no engine."""

    enum: str
    name: str


def _members(enum: str, prefix: str, names: Mapping[str, str]) -> Reader:
    return choice({word: Member(enum, prefix + name) for word, name in names.items()})


def _same(*names: str) -> dict[str, str]:
    return {name: name.upper() for name in names}


def file_text(path: str) -> str:
    """The content of a text file."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} cannot be read ({error})") from None


def file_words(path: str) -> list[str]:
    """The lines of a text file."""
    return [line.strip() for line in file_text(path).splitlines() if line.strip()]


def template_arguments(text: str) -> dict[str, str]:
    """A JSON object, each value as JSON text of its own, the way llama.cpp keeps them."""
    try:
        arguments = json.loads(text)
    except ValueError:
        arguments = None
    if not isinstance(arguments, dict):
        raise ValueError(f"a JSON object is expected, not {text!r}")
    return {name: json.dumps(value) for name, value in arguments.items()}


_GPU_LAYERS: Final = {"auto": -1, "all": -2}

CACHE_TYPE = _members(
    "ggml_type",
    "GGML_TYPE_",
    _same("f32", "f16", "bf16", "q8_0", "q4_0", "q4_1", "iq4_nl", "q5_0", "q5_1"),
)
FLASH_ATTENTION = _members(
    "llama_flash_attn_type",
    "LLAMA_FLASH_ATTN_TYPE_",
    {"on": "ENABLED", "off": "DISABLED", "auto": "AUTO"},
)
POOLING = _members(
    "llama_pooling_type", "LLAMA_POOLING_TYPE_", _same("none", "mean", "cls", "last", "rank")
)
LOAD_MODE = _members(
    "llama_load_mode",
    "LLAMA_LOAD_MODE_",
    {**_same("auto", "none", "mmap", "mlock"), "mmap+mlock": "MMAP_MLOCK", "dio": "DIRECT_IO"},
)
SPLIT_MODE = _members(
    "llama_split_mode", "LLAMA_SPLIT_MODE_", _same("none", "layer", "row", "tensor")
)
REASONING_FORMAT = _members(
    "common_reasoning_format",
    "COMMON_REASONING_FORMAT_",
    {**_same("none", "auto", "deepseek"), "deepseek-legacy": "DEEPSEEK_LEGACY"},
)
ON_OFF = choice({"on": True, "off": False})
ON_OFF_AUTO = choice({"on": 1, "off": 0, "auto": -1})
RANK_POOLING = Member("llama_pooling_type", "LLAMA_POOLING_TYPE_RANK")
