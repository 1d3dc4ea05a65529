"""ONNX: a graph, often with its weights in a file beside it.

Two layouts are in use: onnxruntime-genai's (``genai_config.json``) and the one of optimum and
transformers.js (``config.json`` with ``model.onnx``, in the folder itself or in ``onnx/``).
"""

from pathlib import PurePosixPath

from app.domain.errors import InvalidModel
from app.domain.formats.folder import Folder, ReadHeader
from app.domain.formats.genai_config import NAME as GENAI
from app.domain.formats.header import DOWNLOAD_AGAIN, Header, empty, incomplete
from app.domain.formats.side_files import side_traits
from app.domain.model import Capability, ModelFormat, Traits, Variant

FIT_FOR_CHAT = (
    "model_q4",
    "model_quantized",
    "model_int8",
    "model_uint8",
    "model",
    "model_fp16",
    "model_q4f16",
    "model_bnb4",
)
"""What a folder with several quantizations is run as, the best on a CPU first. The runner chooses
by the same list."""
EXACT = ("model", "model_fp16", "model_quantized", "model_int8", "model_uint8", "model_q4")
"""The same for models whose vectors and scores are compared."""


def onnx_variant(folder: Folder, read: ReadHeader) -> Variant | None:
    """The folder's model in ONNX format, if there is one."""
    graphs = folder.names(".onnx")
    if GENAI in folder.files:
        header = read(folder.files[GENAI])
        graphs = [name for name in graphs if "/" not in name]
        missing = [name for name in header.parts if name not in folder.files]
        problem = header.problem or (_missing(missing[0], GENAI) if missing else None)
        return _variant(folder, read, graphs, header.traits, problem)
    if not graphs or "config.json" not in folder.files:
        return None
    return _variant(folder, read, [_best(graphs, side_traits(folder, read))], Traits(), None)


def _best(graphs: list[str], traits: Traits) -> str:
    is_compared = traits.capabilities & {Capability.EMBEDDING, Capability.RERANK}
    by_stem = {PurePosixPath(name).stem: name for name in sorted(graphs, key=_in_subfolder)[::-1]}
    stems = EXACT if is_compared else FIT_FOR_CHAT
    return next((by_stem[stem] for stem in stems if stem in by_stem), graphs[0])


def _in_subfolder(name: str) -> tuple[bool, str]:
    return "/" in name, name


def _variant(
    folder: Folder, read: ReadHeader, graphs: list[str], traits: Traits, problem: str | None
) -> Variant:
    headers = {name: read(folder.files[name]) for name in graphs}
    # model.onnx keeps its weights in model.onnx.data, model.onnx_data, model.onnx_data_1, ...
    names = [name for name in sorted(folder.files) if name.startswith(tuple(graphs))]
    entries = [folder.files[name] for name in names] if graphs else []
    for header in headers.values():
        traits = traits.filled_from(header.traits)
    return Variant(
        format=ModelFormat.ONNX,
        entry=folder.path,
        files=tuple(entry.as_model_file() for entry in entries),
        traits=traits.filled_from(side_traits(folder, read)),
        problem=problem or _first_problem(folder, headers, names),
    )


def _first_problem(folder: Folder, headers: dict[str, Header], names: list[str]) -> str | None:
    """What keeps the graphs from being loaded."""
    for name, header in headers.items():
        if header.problem or (problem := _weights_problem(folder, name, header)):
            return header.problem or problem
    hollow = next((name for name in names if folder.files[name].size == 0), None)
    return empty(folder.files[hollow].path).sentence if hollow else None


def _weights_problem(folder: Folder, graph: str, header: Header) -> str | None:
    place = PurePosixPath(graph).parent
    for location, size in header.spans:
        entry = folder.files.get((place / location).as_posix())
        if entry is None:
            return _missing(location, PurePosixPath(graph).name)
        if entry.size < size:
            return incomplete(entry.path, expected=size, found=entry.size).sentence
    return None


def _missing(name: str, by: str) -> str:
    return InvalidModel(f"{name} is missing, which {by} names.", hint=DOWNLOAD_AGAIN).sentence
