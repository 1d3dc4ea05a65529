"""Finds the models in one folder, by what the files say and not by what they are called."""

import re
from dataclasses import dataclass
from pathlib import Path

from app.domain.formats.checkpoint import checkpoint_variants
from app.domain.formats.folder import Folder, ReadHeader
from app.domain.formats.gguf_files import gguf_variants
from app.domain.formats.onnx import onnx_variant
from app.domain.formats.torch_bin import OLD_GGML
from app.domain.model import FormatMatch, ModelFormat, Variant

_ORDER: tuple[str, ...] = (
    ModelFormat.GGUF,
    ModelFormat.SAFETENSORS,
    ModelFormat.PYTORCH,
    ModelFormat.ONNX,
)
_NAMELESS = re.compile(r"(ggml-|pytorch_)?model([-._].*)?", re.IGNORECASE)
"""File names that say nothing about the model in them: ``model``, ``ggml-model-q4_0``."""


@dataclass(frozen=True, slots=True)
class Found:
    """A model without its id, which depends on all the others.

    Attributes:
        publisher: who made it, where its store knows that.
        store: key of the store it lies in; empty for ordinary folders.
    """

    name: str
    folder: Path
    variants: tuple[Variant, ...]
    publisher: str = ""
    store: str = ""


def detect(
    folder: Folder, read: ReadHeader, matches: tuple[FormatMatch, ...] = (), *, store: str = ""
) -> tuple[Found, ...]:
    """The models in the folder, which belongs to the store with that key.

    Several formats of one model are its variants. Several GGUF files are several models, unless
    they are parts of one.
    """
    whole = _whole_folder(folder, read, matches)
    files = _single_files(folder, read, matches)
    if len(files) == 1 and (whole or _is_named_by_folder(folder, next(iter(files)))):
        whole = [*files.popitem()[1], *whole]
    named = sorted(files.items())
    if whole:
        named.insert(0, (folder.name or str(folder.path), whole))
    return tuple(
        Found(name, folder.path, _sorted(group), folder.publisher, store) for name, group in named
    )


def _is_named_by_folder(folder: Folder, stem: str) -> bool:
    if _NAMELESS.fullmatch(stem):
        return True
    # Model-GGUF/Q4_K_M/Model-Q4_K_M.gguf: there the file's name says more.
    return not folder.is_root and not stem.lower().endswith(folder.name.lower())


def _sorted(variants: list[Variant]) -> tuple[Variant, ...]:
    return tuple(sorted(variants, key=_rank))


def _rank(variant: Variant) -> tuple[bool, int]:
    known = variant.format in _ORDER
    order = _ORDER.index(variant.format) if known else len(_ORDER)
    return variant.problem is not None, order


def _whole_folder(
    folder: Folder, read: ReadHeader, matches: tuple[FormatMatch, ...]
) -> list[Variant]:
    variants = checkpoint_variants(folder, read)
    if (onnx := onnx_variant(folder, read)) is not None:
        variants.append(onnx)
    formats = {variant.format for variant in variants}
    custom = [m for m in matches if not m.suffixes and m.format not in formats]
    return variants + [_custom_folder(folder, match) for match in custom if _has(folder, match)]


def _has(folder: Folder, match: FormatMatch) -> bool:
    return any(name in folder.files for name in match.files)


def _custom_folder(folder: Folder, match: FormatMatch) -> Variant:
    files = tuple(folder.files[name].as_model_file() for name in sorted(folder.files))
    return Variant(format=match.format, entry=folder.path, files=files)


def _single_files(
    folder: Folder, read: ReadHeader, matches: tuple[FormatMatch, ...]
) -> dict[str, list[Variant]]:
    files = {stem: [variant] for stem, variant in gguf_variants(folder, read).items()}
    for name, variant in [*_custom_files(folder, matches), *_old_ggml_files(folder, read)]:
        group = files.setdefault(name, [])
        if variant.format not in {other.format for other in group}:
            group.append(variant)
    return files


def _custom_files(folder: Folder, matches: tuple[FormatMatch, ...]) -> list[tuple[str, Variant]]:
    found = []
    for match in matches:
        if not match.suffixes or (match.files and not _has(folder, match)):
            continue
        for name in folder.names(*match.suffixes):
            entry = folder.files[name]
            problem = f"{name} is empty. Download it again." if entry.size == 0 else None
            variant = Variant(match.format, entry.path, (entry.as_model_file(),), problem=problem)
            found.append((Path(name).stem, variant))
    return found


def _old_ggml_files(folder: Folder, read: ReadHeader) -> list[tuple[str, Variant]]:
    found = []
    for name in folder.names(".bin"):
        entry, header = folder.files[name], read(folder.files[name])
        if header.format == OLD_GGML:
            files = (entry.as_model_file(),)
            variant = Variant(OLD_GGML, entry.path, files, problem=header.problem)
            found.append((Path(name).stem, variant))
    return found
