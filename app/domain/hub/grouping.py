"""Groups the files of a repository into choices: one GGUF file or all its parts with the
projector, the SafeTensors set, ONNX graphs with their weights; ``.bin`` where there is no better.

Left out are programs (``.py``), other formats, training states, and sets with a part missing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.formats.gguf_files import split_name
from app.domain.hub.choices import Choice
from app.domain.hub.quantization import quantization
from app.domain.hub.repository import HubFile
from app.domain.model import ModelFormat

_SIDE_FILE = re.compile(
    r"(?:\d+_\w+/)?(?:[\w.-]*config[\w.-]*\.json|modules\.json|[\w.-]*tokenizer[\w.-]*\.(?:json|model)"
    r"|special_tokens_map\.json|added_tokens\.json|vocab[\w.-]*\.(?:json|txt)|merges\.txt"
    r"|chat_template[\w.-]*\.(?:json|jinja)|[\w.-]*spm[\w.-]*\.model|spiece\.model"
    r"|sentencepiece\.bpe\.model|LICEN[CS]E[\w.-]*)",
    re.IGNORECASE,
)
"""What engines read beside the weights; ``1_Pooling/`` is where sentence-transformers keeps it."""

_SAFETENSORS = re.compile(
    r"model(?:-\d{5}-of-\d{5})?\.safetensors|model\.safetensors\.index\.json"
    r"|\d+_\w+/model\.safetensors"
)
_PYTORCH = re.compile(r"pytorch_model(?:-\d{5}-of-\d{5})?\.bin|pytorch_model\.bin\.index\.json")
_SHARD = re.compile(r"-\d{5}-of-(\d{5})\.")
_ONNX = re.compile(r"(?:onnx/)?(?P<name>[\w.-]+)\.onnx")
_NO_MODEL = re.compile(
    r"imatrix|(?:^|[-_./])lora(?:[-_./]|$)|(?:^|[-_./])adapter(?:[-_./]|$)", re.I
)


def grouped(files: Sequence[HubFile]) -> tuple[Choice, ...]:
    """The choices, each with an id of its own; GGUF by size, then the others."""
    side = tuple(f for f in files if _SIDE_FILE.fullmatch(f.path))
    found = [
        *_gguf(files),
        *_checkpoint(files, side, ModelFormat.SAFETENSORS, "SafeTensors", _SAFETENSORS),
        *_onnx(files, side),
    ]
    if not found:
        found = [*_checkpoint(files, side, ModelFormat.PYTORCH, "PyTorch .bin", _PYTORCH)]
    return tuple(_with_own_ids(found))


def _gguf(files: Sequence[HubFile]) -> list[Choice]:
    ggufs = [f for f in files if f.path.lower().endswith(".gguf") and not _NO_MODEL.search(f.path)]
    projectors = sorted((f for f in ggufs if _is_projector(f)), key=_projector_rank)
    groups: dict[tuple[str, int], list[HubFile]] = {}
    for file in ggufs:
        if not _is_projector(file):
            stem, _, count = split_name(file.path)
            groups.setdefault((stem, count), []).append(file)
    whole = {
        stem: parts
        for (stem, count), parts in sorted(groups.items(), reverse=True)  # one file over its parts
        if len(parts) == count
    }
    choices = [
        Choice("", _label(stem), ModelFormat.GGUF, _side_by_side(parts, projectors[:1]))
        for stem, parts in whole.items()
    ]
    return sorted(choices, key=lambda choice: choice.size)


def _side_by_side(parts: list[HubFile], projectors: list[HubFile]) -> tuple[HubFile, ...]:
    """The files in one folder, where the scanner finds a projector; ``Q8_0/`` says nothing new."""
    together = (*sorted(parts, key=_path), *projectors)
    return tuple(replace(file, target=file.path.rpartition("/")[2]) for file in together)


def _label(stem: str) -> str:
    return quantization(stem) or stem.rpartition("/")[2]


def _is_projector(file: HubFile) -> bool:
    return "mmproj" in file.path.rpartition("/")[2].lower()


def _projector_rank(file: HubFile) -> tuple[bool, str]:
    """Half precision first: every back end has it, and more precision shows no difference."""
    return quantization(file.path) != "F16", file.path


def _path(file: HubFile) -> str:
    return file.path


def _checkpoint(
    files: Sequence[HubFile],
    side: tuple[HubFile, ...],
    format_name: ModelFormat,
    label: str,
    pattern: re.Pattern[str],
) -> Iterator[Choice]:
    weights = [f for f in files if pattern.fullmatch(f.path)]
    has_config = any(f.path == "config.json" for f in side)
    tensors = [f for f in weights if not f.path.endswith(".json") and "/" not in f.path]
    if has_config and tensors and _is_whole(tensors):
        yield Choice("", label, format_name, (*sorted(weights, key=_path), *side))


def _is_whole(tensors: Sequence[HubFile]) -> bool:
    counts = [int(found[1]) for f in tensors if (found := _SHARD.search(f.path))]
    return not counts or len(counts) == max(counts)


def _onnx(files: Sequence[HubFile], side: tuple[HubFile, ...]) -> Iterator[Choice]:
    yield from _genai(files)
    if any(f.path == "config.json" for f in side):
        for graph in files:
            if name := _ONNX.fullmatch(graph.path):
                data = [f for f in files if _is_data_of(f.path, graph.path)]
                label = f"ONNX {name['name']}".removesuffix(" model").replace(" model_", " ")
                yield Choice("", label, ModelFormat.ONNX, (graph, *data, *side))


def _is_data_of(path: str, graph: str) -> bool:
    return re.fullmatch(re.escape(graph) + r"[._]data(?:_\d+)?", path) is not None


def _genai(files: Sequence[HubFile]) -> Iterator[Choice]:
    """Folders in onnxruntime-genai's layout, each with all that is in it."""
    for config in files:
        folder, _, name = config.path.rpartition("/")
        if name == "genai_config.json":
            prefix = f"{folder}/" if folder else ""
            inside = [
                replace(file, target=file.path.removeprefix(prefix))
                for file in files
                if _is_genai_part(file.path, prefix)
            ]
            inside.sort(key=lambda file: -file.size)
            yield Choice("", f"ONNX {folder}".strip(), ModelFormat.ONNX, tuple(inside))


def _is_genai_part(path: str, prefix: str) -> bool:
    name = path.removeprefix(prefix)
    wanted = _SIDE_FILE.fullmatch(name) or re.fullmatch(r"[\w.-]+\.onnx([._]data)?", name)
    return path.startswith(prefix) and "/" not in name and wanted is not None


def _with_own_ids(choices: Sequence[Choice]) -> Iterator[Choice]:
    """Choices with the same label are told apart by the name of their first file."""
    labels = [choice.label for choice in choices]
    taken: set[str] = set()
    for choice in choices:
        label = choice.label
        if labels.count(label) > 1:
            label = split_name(choice.files[0].path)[0]
        plain = re.sub(r"[^a-z0-9._-]+", "-", label.lower()).strip("-._") or "model"
        id_ = next(n for n in (plain, *(f"{plain}-{i}" for i in range(2, 9999))) if n not in taken)
        taken.add(id_)
        yield replace(choice, id=id_, label=label)
