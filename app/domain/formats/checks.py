"""What was looked at when a model was validated, point by point, each with its sentence."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from app.domain.errors import InvalidModel
from app.domain.formats.config_json import remote_code_problem
from app.domain.formats.folder import FileEntry, Folder
from app.domain.formats.genai_config import NAME as GENAI
from app.domain.formats.genai_config import asked_provider
from app.domain.formats.header import Header
from app.domain.formats.reader import read_header
from app.domain.model import Capability, Check, FileRole, ModelFormat, Variant

_TOKENIZERS = (
    "tokenizer.json",
    "tokenizer.model",
    "vocab.txt",
    "vocab.json",
    "spiece.model",
    "sentencepiece.bpe.model",
    "tekken.json",
)
"""Any one of them is a tokenizer (transformers/tokenization_utils_base.py and its subclasses)."""
_WITH_FOLDER = (ModelFormat.SAFETENSORS, ModelFormat.PYTORCH, ModelFormat.ONNX)


def file_checks(folder: Folder | None, variant: Variant) -> tuple[Check, ...]:
    """Everything that the files themselves tell.

    Args:
        folder: where the variant lies, listed just now; ``None`` when it cannot be opened.
        variant: as it was found just now.
    """
    headers = [read_header(_entry(variant, number)) for number in range(len(variant.files))]
    checks = [_headers(variant, headers), _parts(folder, variant, headers)]
    if variant.format == ModelFormat.GGUF:
        checks += [_vocabulary(variant), _template(variant)]
    elif variant.format in _WITH_FOLDER and folder is not None:
        checks += [_tokenizer(folder), _template(variant), _code(folder)]
    if variant.format == ModelFormat.PYTORCH:
        checks.append(_pickle(headers))
    if variant.format == ModelFormat.ONNX and folder is not None and GENAI in folder.files:
        checks.append(_device(folder.files[GENAI].path))
    if licence := _licence(folder, headers):
        checks.append(Check("licence", True, f"The publisher names the licence {licence}."))
    return tuple(checks)


def _entry(variant: Variant, number: int) -> FileEntry:
    file = variant.files[number]
    return FileEntry(str(file.path), file.size, 0)


def _headers(variant: Variant, headers: list[Header]) -> Check:
    problem = next((header.problem for header in headers if header.problem), None)
    if problem or not headers:
        return Check("header", False, problem or variant.problem or "No file can be read.")
    if variant.format in (ModelFormat.GGUF, ModelFormat.SAFETENSORS):
        return Check("header", True, "Every tensor lies inside its file.")
    return Check("header", True, "The files can be read.")


def _parts(folder: Folder | None, variant: Variant, headers: list[Header]) -> Check:
    """A problem that no header and no configuration explains is about which files are there."""
    known = [header.problem for header in headers]
    known.append(_code_problem(folder))
    if variant.problem and variant.problem not in known:
        return Check("files", False, variant.problem)
    count = sum(file.role == FileRole.WEIGHTS for file in variant.files)
    if count > 1:
        return Check("files", True, f"All {count} files of the weights are there.")
    return Check("files", True, "The file of the weights is there.")


def _vocabulary(variant: Variant) -> Check:
    shape = variant.traits.shape
    if shape is not None and shape.vocabulary:
        return Check("tokenizer", True, f"The file holds {shape.vocabulary:,} tokens.")
    return Check("tokenizer", False, "The file does not say which tokens the model knows.")


def _tokenizer(folder: Folder) -> Check:
    name = next((name for name in _TOKENIZERS if name in folder.files), None)
    if name is not None:
        return Check("tokenizer", True, f"The tokenizer is there: {name}.")
    return Check(
        "tokenizer", False, "The tokenizer is missing. Download tokenizer.json of the model too."
    )


def _template(variant: Variant) -> Check:
    if variant.traits.chat_template:
        return Check("template", True, "The model brings a chat template.")
    if variant.traits.capabilities & {Capability.EMBEDDING, Capability.RERANK}:
        return Check("template", True, "The model needs no chat template.")
    return Check("template", False, "There is no chat template, so chats may read oddly.")


def _code(folder: Folder) -> Check:
    if problem := _code_problem(folder):
        return Check("code", False, problem)
    return Check("code", True, "The model asks for no Python code of its own.")


def _code_problem(folder: Folder | None) -> str | None:
    entry = folder.files.get("config.json") if folder else None
    code = read_header(entry).code if entry else ()
    return remote_code_problem(folder.name, code).sentence if folder and code else None


def _pickle(headers: list[Header]) -> Check:
    """A hint, never the gate: a pickle can hide what it calls."""
    problem = next((header.problem for header in headers if header.problem), None)
    if problem:
        return Check("pickle", False, problem)
    return Check("pickle", True, "No code was found in the .bin files, as far as can be seen.")


def _device(config: Path) -> Check:
    try:
        provider = asked_provider(config)
    except (InvalidModel, OSError) as error:
        return Check("device", False, f"It cannot be seen what the model is made for: {error}")
    if not provider:
        return Check("device", True, "The model is made for the processor.")
    return Check(
        "device",
        True,
        f"The model is made for {provider}; without it, the processor is tried.",
    )


def _licence(folder: Folder | None, headers: Iterable[Header]) -> str:
    named = (header.licence for header in headers)
    readme = folder.files.get("README.md") if folder else None
    return next(filter(None, named), "") or (_front_matter(readme.path) if readme else "")


def _front_matter(readme: Path) -> str:
    """``license:`` of a model card's first lines, where the Hub keeps it."""
    try:
        with readme.open(encoding="utf-8", errors="replace") as file:
            lines = file.read(_CARD_LIMIT).splitlines()
    except OSError:
        return ""
    return next(_licence_lines(lines), "") if lines and lines[0].strip() == "---" else ""


def _licence_lines(lines: list[str]) -> Iterator[str]:
    for line in lines[1:]:
        if line.strip() == "---":
            return
        if line.startswith("license:"):
            yield "".join(filter(str.isprintable, line.partition(":")[2].strip(" '\"")))[:80]


_CARD_LIMIT = 64 * 1024
