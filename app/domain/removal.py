"""What goes when a model is deleted, and what stays."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from app.domain.model import Model

_COMPANION = re.compile(
    r"(adapter_config|added_tokens|chat_template|config|config_sentence_transformers|configuration|genai_config"
    r"|generation_config|merges|modules|preprocessor_config|processor_config|quantize_config"
    r"|sentence_bert_config|special_tokens_map|tokenizer|tokenizer_config|vocab)\.(json|txt|model)"
    r"|.*\.(bin|safetensors)\.index\.json|chat_template\.jinja|tokenizer\.model(\.v\d+)?"
    r"|\.gitattributes|\.modeltray\.json|(license|notice|readme|use_policy)(\.md|\.txt)?"
)
"""What a repository of the Hub holds beside the weights, and what our own downloads add."""
_HUB_NOTES = (".cache", "huggingface")
"""Where huggingface_hub keeps its notes about a folder that it filled."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What deleting a model takes away.

    Attributes:
        paths: files, and folders that go with everything in them; in the order of removal.
        size: bytes on the disk that come free.
        store: name of the program that the files belong to; empty for ordinary folders.
    """

    paths: tuple[Path, ...]
    size: int
    store: str = ""


def own_files(model: Model, others: Iterable[Model]) -> tuple[Path, ...]:
    """The files of all its formats, without those that another model needs as well."""
    needed = {path for other in others if other.id != model.id for path in _files(other)}
    files = dict.fromkeys(path for path in _files(model) if path not in needed)
    return tuple(files)


def has_company(folder: Path, model: Model, others: Iterable[Model]) -> bool:
    """Whether another model lies in the folder, at any depth."""
    paths = (path for other in others if other.id != model.id for path in _files(other))
    return any(folder in path.parents for path in paths)


def is_companion(path: PurePath) -> bool:
    """Whether a file goes with a model; ``path`` is relative to the model's folder."""
    return path.parts[:2] == _HUB_NOTES or _COMPANION.fullmatch(path.name.lower()) is not None


def parts(folder: Path, own: Sequence[Path], found: Sequence[Path]) -> tuple[Path, ...]:
    """What of a folder is to go that holds one model alone.

    The folder itself when nothing else is in it; else the model's files and their companions, so
    that what a person put there stays.

    Args:
        own: the model's files.
        found: all files below the folder.
    """
    companions = [file for file in found if is_companion(file.relative_to(folder))]
    if set(found) <= {*own, *companions}:
        return (folder,)
    return tuple(dict.fromkeys((*own, *companions)))


def _files(model: Model) -> Iterator[Path]:
    for variant in model.variants:
        yield from (file.path for file in variant.files)
