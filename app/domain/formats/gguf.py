"""What a GGUF header means for the model it belongs to."""

import os
from collections.abc import Mapping
from pathlib import Path

from app.domain.formats.ggml_types import FILE_TYPES
from app.domain.formats.gguf_header import GgufHeader, Value, parse_gguf
from app.domain.formats.gguf_shape import gguf_shape
from app.domain.formats.header import Header, incomplete, sensible, shown
from app.domain.formats.templates import template_capabilities
from app.domain.model import Capability, ModelFormat, Traits

_FILL_IN_MIDDLE_KEYS = ("tokenizer.ggml.fim_pre_token_id", "tokenizer.ggml.prefix_token_id")
_RANK_POOLING = 4
_ENCODERS = frozenset(
    {
        "bert",
        "eurobert",
        "gemma-embedding",
        "jina-bert-v2",
        "jina-bert-v3",
        "modern-bert",
        "neo-bert",
        "nomic-bert",
        "nomic-bert-moe",
        "t5encoder",
    }
)
"""llama.cpp's architectures that only make embeddings."""


def read_gguf(path: Path) -> Header:
    """Read and check one GGUF file.

    Raises:
        InvalidModel: it is damaged or incomplete.
        OSError
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        header = parse_gguf(file, path, size)
    if header.end > size:
        raise incomplete(path, expected=header.end, found=size)
    return describe(header)


def describe(header: GgufHeader) -> Header:
    """What the parsed header means."""
    metadata = header.metadata
    architecture = shown(str(metadata.get("general.architecture", ""))) or None
    kind = str(metadata.get("general.type", "model"))
    traits = Traits(
        architecture=architecture,
        parameters=header.parameters,
        quantization=_quantization(header),
        context_length=sensible(metadata.get(f"{architecture}.context_length")) or None,
        chat_template=str(metadata.get("tokenizer.chat_template", "")) or None,
        capabilities=_capabilities(metadata, architecture),
        shape=gguf_shape(metadata, architecture),
    )
    return Header(
        format=ModelFormat.GGUF,
        kind="mmproj" if architecture == "clip" else kind,
        traits=traits,
        split_count=sensible(metadata.get("split.count")) or 1,
        licence=shown(str(metadata.get("general.license", ""))),
        problem=None if header.tensor_count or "split.count" in metadata else _NO_WEIGHTS,
    )


_NO_WEIGHTS = "The file holds a vocabulary but no weights. Download the model itself."


def _quantization(header: GgufHeader) -> str | None:
    file_type = header.metadata.get("general.file_type")
    label = FILE_TYPES.get(file_type) if isinstance(file_type, int) else None
    return label or header.main_type


def _capabilities(metadata: Mapping[str, Value], architecture: str | None) -> frozenset[Capability]:
    pooling = metadata.get(f"{architecture}.pooling_type")
    if pooling == _RANK_POOLING:
        return frozenset({Capability.RERANK})
    if pooling or architecture in _ENCODERS:
        return frozenset({Capability.EMBEDDING})
    found = {Capability.COMPLETION}
    if any(key in metadata for key in _FILL_IN_MIDDLE_KEYS):
        found.add(Capability.FILL_IN_MIDDLE)
    return template_capabilities(str(metadata.get("tokenizer.chat_template", ""))) | found
