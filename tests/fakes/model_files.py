"""Writes tiny models whose headers are real: what the program reads is what a large one has."""

import json
import math
import pickle
import struct
import zipfile
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LLAMA_CONFIG: dict[str, Any] = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "max_position_embeddings": 2048,
    "hidden_size": 8,
    "torch_dtype": "bfloat16",
}
CHAT_TEMPLATE = "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{% endfor %}"

Value = bool | int | float | str | Sequence[str] | Sequence[int]


def gguf_bytes(
    *,
    version: int = 3,
    architecture: str = "llama",
    metadata: Mapping[str, Value] | None = None,
    tensors: Sequence[tuple[str, tuple[int, ...]]] = (("token_embd.weight", (32, 4)),),
    vocabulary: int = 10,
    order: str = "<",
) -> bytes:
    """A GGUF file; every tensor is F32. ``vocabulary`` adds as many tokens and scores."""
    pairs: dict[str, Value] = {
        "general.architecture": architecture,
        "general.file_type": 0,
        f"{architecture}.context_length": 2048,
        "tokenizer.ggml.tokens": [f"token{number}" for number in range(vocabulary)],
        "tokenizer.ggml.token_type": [1] * vocabulary,
    }
    pairs |= metadata or {}
    head = b"GGUF" + struct.pack(f"{order}IQQ", version, len(tensors), len(pairs))
    head += b"".join(_text(key, order) + _typed(value, order) for key, value in pairs.items())
    offset = 0
    for name, shape in tensors:
        head += _text(name, order) + struct.pack(f"{order}I{len(shape)}Q", len(shape), *shape)
        head += struct.pack(f"{order}IQ", 0, offset)
        offset += -(-math.prod(shape) * 4 // 32) * 32
    padding = -len(head) % 32
    return head + bytes(padding + offset)


def _text(text: str, order: str) -> bytes:
    encoded = text.encode("utf-8")
    return struct.pack(f"{order}Q", len(encoded)) + encoded


def _typed(value: Value, order: str) -> bytes:
    match value:
        case bool():
            return struct.pack(f"{order}I?", 7, value)
        case int():
            return struct.pack(f"{order}II", 4, value)
        case float():
            return struct.pack(f"{order}If", 6, value)
        case str():
            return struct.pack(f"{order}I", 8) + _text(value, order)
    texts = [item for item in value if isinstance(item, str)]
    if texts:
        items = b"".join(_text(item, order) for item in texts)
        return struct.pack(f"{order}IIQ", 9, 8, len(texts)) + items
    numbers = [item for item in value if isinstance(item, int)]
    return struct.pack(f"{order}IIQ{len(numbers)}I", 9, 4, len(numbers), *numbers)


def write_gguf(path: Path, **options: Any) -> Path:
    """See ``gguf_bytes`` for the options."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gguf_bytes(**options))
    return path


def write_split_gguf(folder: Path, stem: str, count: int) -> list[Path]:
    """The parts of one model, as llama-gguf-split names them."""
    split: dict[str, Value] = {"split.count": count}
    return [
        write_gguf(
            folder / f"{stem}-{number:05d}-of-{count:05d}.gguf",
            metadata={**split, "split.no": number - 1},
            tensors=((f"blk.{number}.weight", (32, 4)),),
        )
        for number in range(1, count + 1)
    ]


def safetensors_bytes(tensors: Mapping[str, tuple[str, Sequence[int]]]) -> bytes:
    """A SafeTensors file with tensors of two-byte (BF16, F16) or four-byte (F32) numbers."""
    table: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, (dtype, shape) in tensors.items():
        begin, end = end, end + math.prod(shape) * (4 if dtype == "F32" else 2)
        table[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [begin, end]}
    return raw_safetensors(json.dumps(table).encode("utf-8"), end)


def raw_safetensors(header: bytes, data_size: int) -> bytes:
    """A file of that header, whatever it says."""
    return len(header).to_bytes(8, "little") + header + bytes(data_size)


def write_checkpoint(
    folder: Path, *, shards: int = 1, config: Mapping[str, Any] | None = None, chat: bool = True
) -> Path:
    """A transformers model in SafeTensors format, with an index when there are several shards."""
    write_config(folder, config, chat=chat)
    names = ["model.safetensors"]
    if shards > 1:
        names = [
            f"model-{number:05d}-of-{shards:05d}.safetensors" for number in range(1, shards + 1)
        ]
        write_json(
            folder / "model.safetensors.index.json",
            {"metadata": {}, "weight_map": {f"layer{i}": name for i, name in enumerate(names)}},
        )
    for number, name in enumerate(names):
        tensors = {f"layer{number}": ("BF16", (4, 8))}
        (folder / name).write_bytes(safetensors_bytes(tensors))
    return folder


def write_config(
    folder: Path, config: Mapping[str, Any] | None = None, *, chat: bool = True
) -> None:
    """``config.json`` and the tokenizer's, without weights."""
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "config.json", LLAMA_CONFIG if config is None else config)
    template = {"chat_template": CHAT_TEMPLATE} if chat else {}
    write_json(folder / "tokenizer_config.json", {"tokenizer_class": "LlamaTokenizer"} | template)


def write_json(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


def write_torch_zip(path: Path, content: Any = None) -> Path:
    """A checkpoint as ``torch.save`` has made them since 1.6; any content that can be pickled."""
    path.parent.mkdir(parents=True, exist_ok=True)
    state = OrderedDict() if content is None else content
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(state, protocol=2))
        archive.writestr("archive/version", "3\n")
    return path


def write_old_torch(path: Path, content: Any = None) -> Path:
    """A checkpoint from before torch 1.6: pickles in a row."""
    path.parent.mkdir(parents=True, exist_ok=True)
    state = OrderedDict() if content is None else content
    parts: tuple[Any, ...] = (0x1950A86A20F9469CFC6C, 1001, {"little_endian": True}, state, [])
    path.write_bytes(b"".join(pickle.dumps(part, protocol=2) for part in parts))
    return path


def write_model_tree(root: Path, count: int) -> None:
    """``count`` models below ``root``, GGUF and SafeTensors in turn, by a dozen publishers."""
    for number in range(count):
        folder = root / f"publisher{number % 12}" / f"model-{number}"
        if number % 2:
            write_checkpoint(folder)
        else:
            write_gguf(folder / "model.gguf", metadata={"tokenizer.chat_template": CHAT_TEMPLATE})
