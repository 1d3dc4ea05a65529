"""The folders that transformers opens: ``config.json`` beside weights of fixed names."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.domain.errors import InvalidModel
from app.domain.formats.config_json import remote_code_problem
from app.domain.formats.folder import Folder, ReadHeader
from app.domain.formats.header import DOWNLOAD_AGAIN, Header
from app.domain.formats.side_files import side_traits
from app.domain.model import Capability, FileRole, ModelFile, ModelFormat, Traits, Variant

_ADAPTER = "adapter_model.safetensors"
_CONFIG = "config.json"
_SENTENCE_TRANSFORMERS = "modules.json"


@dataclass(frozen=True, slots=True)
class _Layout:
    """File names as transformers expects them (modeling_utils.py); the single file wins."""

    format: ModelFormat
    single: str
    index: str
    shard: re.Pattern[str]


_LAYOUTS = (
    _Layout(
        ModelFormat.SAFETENSORS,
        "model.safetensors",
        "model.safetensors.index.json",
        re.compile(r"model-\d{5}-of-\d{5}\.safetensors"),
    ),
    _Layout(
        ModelFormat.PYTORCH,
        "pytorch_model.bin",
        "pytorch_model.bin.index.json",
        re.compile(r"pytorch_model-\d{5}-of-\d{5}\.bin"),
    ),
)


class _Weights(NamedTuple):
    names: tuple[str, ...]
    problem: str | None = None


def checkpoint_variants(folder: Folder, read: ReadHeader) -> list[Variant]:
    """The folder's model as SafeTensors and as PyTorch weights, as far as it has them."""
    found = ((layout, _weights(layout, folder, read)) for layout in _LAYOUTS)
    return [_variant(layout, weights, folder, read) for layout, weights in found if weights]


def _weights(layout: _Layout, folder: Folder, read: ReadHeader) -> _Weights | None:
    if layout.single in folder.files:
        return _Weights((layout.single,))
    shards = tuple(name for name in sorted(folder.files) if layout.shard.fullmatch(name))
    if layout.index in folder.files:
        return _indexed_weights(layout, folder, read(folder.files[layout.index]), shards)
    if shards:
        problem = f"{layout.index} is missing, which says what is in {shards[0]} and the others."
        return _Weights(shards, f"{problem} {DOWNLOAD_AGAIN}")
    return None


def _indexed_weights(
    layout: _Layout, folder: Folder, index: Header, shards: tuple[str, ...]
) -> _Weights:
    if index.problem:
        return _Weights(shards, index.problem)
    present = tuple(name for name in index.parts if name in folder.files)
    missing = [name for name in index.parts if name not in folder.files]
    if not missing:
        return _Weights(present)
    first, more = missing[0], len(missing) - 1
    problem = InvalidModel(
        f"{first} and {more} more are missing, which {layout.index} names."
        if more
        else f"{first} is missing, which {layout.index} names.",
        hint="Download the missing files into the same folder.",
    )
    return _Weights(present, problem.sentence)


def _variant(layout: _Layout, weights: _Weights, folder: Folder, read: ReadHeader) -> Variant:
    headers = [read(folder.files[name]) for name in weights.names]
    beside = side_traits(folder, read)
    problems = [weights.problem, *(h.problem for h in headers), _config_problem(folder, read)]
    return Variant(
        format=layout.format,
        entry=folder.path,
        files=_files(weights.names, folder),
        traits=_traits(headers, beside, is_embedder=_SENTENCE_TRANSFORMERS in folder.files),
        problem=next((problem for problem in problems if problem), None),
    )


def _config_problem(folder: Folder, read: ReadHeader) -> str | None:
    if _CONFIG not in folder.files:
        return f"{_CONFIG} is missing in {folder.name}. Download it into the same folder."
    config = read(folder.files[_CONFIG])
    if config.code:
        return remote_code_problem(folder.name, config.code).sentence
    return config.problem


def _traits(headers: list[Header], beside: Traits, *, is_embedder: bool) -> Traits:
    traits = beside.filled_from(headers[0].traits) if headers else beside
    if len(headers) > 1:
        traits = replace(traits, parameters=sum(h.traits.parameters or 0 for h in headers))
    if is_embedder:
        traits = replace(traits, capabilities=frozenset({Capability.EMBEDDING}))
    return traits


def _files(weights: tuple[str, ...], folder: Folder) -> tuple[ModelFile, ...]:
    files = [folder.files[name].as_model_file() for name in weights]
    if _ADAPTER in folder.files:
        files.append(folder.files[_ADAPTER].as_model_file(FileRole.ADAPTER))
    return tuple(files)
