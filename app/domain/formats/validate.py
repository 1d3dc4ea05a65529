"""Says in one sentence whether a model can be loaded."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.domain.formats.checks import file_checks
from app.domain.formats.detect import detect
from app.domain.formats.folder import Folder, list_folder
from app.domain.formats.gguf_files import split_name
from app.domain.formats.reader import read_header
from app.domain.model import Check, FormatMatch, Model, ModelFormat, ValidationReport, Variant

_SPOKEN_FORMATS = {
    ModelFormat.GGUF: "GGUF",
    ModelFormat.SAFETENSORS: "SafeTensors",
    ModelFormat.PYTORCH: "PyTorch",
    ModelFormat.ONNX: "ONNX",
}
_ENGINES = {
    ModelFormat.GGUF: "llama.cpp",
    ModelFormat.SAFETENSORS: "transformers",
    ModelFormat.PYTORCH: "transformers",
    ModelFormat.ONNX: "onnxruntime",
}


def validate(
    variant: Variant, engine: str | None = None, checks: tuple[Check, ...] = ()
) -> ValidationReport:
    """The report on one variant; ``engine`` is what the rules choose, where that is known."""
    files = [file.path for file in variant.files]
    base = variant.entry.parent if variant.entry in files else variant.entry
    names = tuple(
        p.relative_to(base).as_posix() if p.is_relative_to(base) else p.name for p in files
    )
    message = variant.problem or _good_message(variant.format, engine)
    return ValidationReport(variant.format, variant.problem is None, names, message, checks)


def _good_message(format_name: str, engine: str | None) -> str:
    known = format_name in _SPOKEN_FORMATS
    spoken = _SPOKEN_FORMATS[ModelFormat(format_name)] if known else format_name
    engine = engine or (_ENGINES[ModelFormat(format_name)] if known else None)
    if format_name == ModelFormat.GGUF:
        return f"GGUF format detected - compatible with {engine}"
    runtime = f"{engine} runtime" if engine else f"the runtime of rule {format_name!r}"
    return f"{spoken} format detected - will use {runtime}"


OpenFolder = Callable[[Path, tuple[FormatMatch, ...]], Folder]


def open_folder(path: Path, matches: tuple[FormatMatch, ...]) -> Folder:
    """An ordinary folder as it is now.

    Raises:
        OSError: it cannot be listed.
    """
    return list_folder(str(path), matches).folder


def recheck(
    model: Model, matches: tuple[FormatMatch, ...] = (), opened: OpenFolder = open_folder
) -> Variant:
    """Read the headers of the model's main variant again, whatever was read before.

    ``opened`` lists the model's folder the way its store does. Never raises: what is wrong is the
    variant's ``problem``.
    """
    main = model.main
    try:
        folder = opened(model.folder, matches)
    except OSError as error:
        return _gone(main, f"{model.folder} cannot be opened: {error.strerror or error}.")
    found = detect(_without_other_ggufs(folder, main), read_header, matches)
    variants = [variant for model_found in found for variant in model_found.variants]
    for variant in variants:
        if variant.entry == main.entry and variant.format == main.format:
            return variant
    return _gone(main, f"{main.entry.name} is not there any more.")


def checked(
    model: Model, variant: Variant, matches: tuple[FormatMatch, ...], opened: OpenFolder
) -> tuple[Check, ...]:
    """What the files tell point by point; ``variant`` as ``recheck`` gave it. Never raises."""
    try:
        folder = opened(model.folder, matches)
    except OSError:
        return file_checks(None, variant)
    return file_checks(folder, variant)


def _without_other_ggufs(folder: Folder, variant: Variant) -> Folder:
    """A folder may hold hundreds of models; only the one in question needs to be read."""
    if variant.format != ModelFormat.GGUF:
        return folder
    stem, known = split_name(variant.entry.name)[0], {file.path.name for file in variant.files}
    files = {
        name: entry
        for name, entry in folder.files.items()
        if not name.lower().endswith(".gguf")
        or entry.path.name in known
        or split_name(name)[0] == stem
    }
    return replace(folder, files=files)


def _gone(variant: Variant, problem: str) -> Variant:
    sentence = f"{problem} Put the files back, or look for models again."
    return replace(variant, problem=sentence)
