"""The GGUF files of a folder, put together to models: split files, projectors, adapters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.errors import InvalidModel
from app.domain.formats.folder import FileEntry, Folder, ReadHeader
from app.domain.formats.header import DOWNLOAD_AGAIN, Header
from app.domain.model import Capability, FileRole, ModelFile, ModelFormat, Traits, Variant

_SPLIT_NAME = re.compile(r"(?P<stem>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf", re.IGNORECASE)
"""``"%s-%05d-of-%05d.gguf"`` in llama.cpp's llama_split_path."""
OLLAMA_TEMPLATE = "template.ollama"
"""What Ollama's template is listed as: it is written in another language than all the others."""


@dataclass(frozen=True, slots=True)
class _Part:
    number: int
    count: int
    entry: FileEntry
    header: Header


def gguf_variants(folder: Folder, read: ReadHeader) -> dict[str, Variant]:
    """The folder's GGUF models by name; split files are one, attachments are none."""
    headers = {name: read(folder.files[name]) for name in folder.names(".gguf", ".bin")}
    headers = {name: header for name, header in headers.items() if _is_gguf(name, header)}
    attached = _attachments(folder, headers)
    groups: dict[str, list[_Part]] = {}
    for name, header in headers.items():
        if _kind(name, header) == "model":
            stem, number, count = split_name(name)
            part = _Part(number, count, folder.files[name], header)
            groups.setdefault(stem, []).append(part)
    return {
        stem: _variant(sorted(parts, key=_part_number), attached) for stem, parts in groups.items()
    }


def _part_number(part: _Part) -> int:
    return part.number


def split_name(name: str) -> tuple[str, int, int]:
    """Name without the part's number, number from 1, how many parts."""
    if match := _SPLIT_NAME.fullmatch(name):
        return match["stem"], int(match["number"]), int(match["count"])
    return name.rpartition(".")[0], 1, 1


def _is_gguf(name: str, header: Header) -> bool:
    return header.format == ModelFormat.GGUF or name.lower().endswith(".gguf")


def _kind(name: str, header: Header) -> str:
    return "mmproj" if name.lower().startswith("mmproj") else header.kind


def _attachments(folder: Folder, headers: Mapping[str, Header]) -> tuple[ModelFile, ...]:
    sound = [(name, _kind(name, header)) for name, header in headers.items() if not header.problem]
    projectors = sorted((n for n, kind in sound if kind == "mmproj"), key=_projector_rank)
    adapters = [name for name, kind in sound if kind == "adapter"]
    templates = [OLLAMA_TEMPLATE] if OLLAMA_TEMPLATE in folder.files else []
    return (
        *(folder.files[name].as_model_file(FileRole.PROJECTOR) for name in projectors[:1]),
        *(folder.files[name].as_model_file(FileRole.ADAPTER) for name in adapters),
        *(folder.files[name].as_model_file(FileRole.TEMPLATE) for name in templates),
    )


def _projector_rank(name: str) -> tuple[bool, str]:
    """Half precision first: every back end has it, and more precision shows no difference."""
    lower = name.lower()
    return "f16" not in lower or "bf16" in lower, lower


def _variant(parts: list[_Part], attached: tuple[ModelFile, ...]) -> Variant:
    weights = tuple(part.entry.as_model_file() for part in parts)
    return Variant(
        format=ModelFormat.GGUF,
        entry=weights[0].path,
        files=(*weights, *attached),
        traits=_traits(parts, attached),
        problem=_problem(parts),
    )


def _traits(parts: list[_Part], attached: tuple[ModelFile, ...]) -> Traits:
    traits = parts[0].header.traits
    if len(parts) > 1:
        traits = replace(traits, parameters=sum(p.header.traits.parameters or 0 for p in parts))
    given = {_GIVES[file.role] for file in attached if file.role in _GIVES}
    return replace(traits, capabilities=traits.capabilities | given) if given else traits


_GIVES = {FileRole.PROJECTOR: Capability.VISION, FileRole.TEMPLATE: Capability.CHAT}


def _problem(parts: list[_Part]) -> str | None:
    return (
        next((part.header.problem for part in parts if part.header.problem), None)
        or _other_format(parts)
        or _missing_part(parts)
        or _renamed_part(parts[0])
    )


def _other_format(parts: list[_Part]) -> str | None:
    """A store may promise a GGUF and hold something else under a name that says nothing."""
    other = next((part for part in parts if part.header.format != ModelFormat.GGUF), None)
    if other is None:
        return None
    return f"{other.entry.path.name} is not a GGUF file. {DOWNLOAD_AGAIN}"


def _missing_part(parts: list[_Part]) -> str | None:
    first = parts[0]
    missing = sorted(set(range(1, first.count + 1)) - {part.number for part in parts})
    if not missing:
        return None
    stem = split_name(first.entry.path.name)[0]
    name = f"{stem}-{missing[0]:05d}-of-{first.count:05d}.gguf"
    more = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
    return InvalidModel(
        f"{name}{more} is missing: the model comes in {first.count} files.",
        hint="Download the missing files into the same folder.",
    ).sentence


def _renamed_part(first: _Part) -> str | None:
    if first.header.split_count == first.count:
        return None
    return InvalidModel(
        f"{first.entry.path.name} is one of {first.header.split_count} parts, but is not named so.",
        hint="Give the parts their names back: name-00001-of-00002.gguf and so on.",
    ).sentence
