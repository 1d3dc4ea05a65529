"""ONNX: a graph, often with its weights in a file beside it. Found and described, not parsed.

Two layouts are in use: onnxruntime-genai's (``genai_config.json``) and optimum's (``config.json``
with ``model.onnx``, in the folder itself or in ``onnx/``).
"""

from pathlib import Path
from typing import Any

from app.domain.errors import InvalidModel
from app.domain.formats.folder import Folder, ReadHeader
from app.domain.formats.header import DOWNLOAD_AGAIN, Header, empty, shown
from app.domain.formats.json_file import read_json
from app.domain.formats.shard_index import is_inside
from app.domain.formats.side_files import side_traits
from app.domain.model import Capability, ModelFormat, Traits, Variant

_PREFERRED = ("model.onnx", "onnx/model.onnx")
_GENAI = "genai_config.json"


def read_genai_config(path: Path) -> Header:
    """What onnxruntime-genai's configuration says.

    Raises:
        InvalidModel: it is not a JSON object.
        OSError
    """
    model = _object(read_json(path), "model")
    context = model.get("context_length")
    graph = _object(model, "decoder").get("filename")
    return Header(
        traits=Traits(
            architecture=shown(str(model.get("type") or "")) or None,
            context_length=context if isinstance(context, int) else None,
            capabilities=frozenset({Capability.COMPLETION}),
        ),
        parts=(graph,) if isinstance(graph, str) and is_inside(graph) else (),
    )


def _object(parent: dict[str, Any], key: str) -> dict[str, Any]:
    value = parent.get(key)
    return value if isinstance(value, dict) else {}


def onnx_variant(folder: Folder, read: ReadHeader) -> Variant | None:
    """The folder's model in ONNX format, if there is one."""
    graphs = folder.names(".onnx")
    if _GENAI in folder.files:
        header = read(folder.files[_GENAI])
        graphs = [name for name in graphs if "/" not in name]
        missing = [name for name in header.parts if name not in folder.files]
        problem = header.problem or (_missing(missing[0]) if missing else None)
        return _variant(folder, read, graphs, header.traits, problem)
    if not graphs or "config.json" not in folder.files:
        return None
    chosen = next((name for name in _PREFERRED if name in graphs), graphs[0])
    return _variant(folder, read, [chosen], Traits(), None)


def _variant(
    folder: Folder, read: ReadHeader, graphs: list[str], traits: Traits, problem: str | None
) -> Variant:
    # model.onnx keeps its weights in model.onnx.data, model.onnx_data, model.onnx_data_1, ...
    names = [name for name in sorted(folder.files) if name.startswith(tuple(graphs))]
    entries = [folder.files[name] for name in names] if graphs else []
    hollow = next((entry for entry in entries if entry.size == 0), None)
    if hollow is not None and problem is None:
        problem = empty(hollow.path).sentence
    return Variant(
        format=ModelFormat.ONNX,
        entry=folder.path,
        files=tuple(entry.as_model_file() for entry in entries),
        traits=traits.filled_from(side_traits(folder, read)),
        problem=problem,
    )


def _missing(name: str) -> str:
    return InvalidModel(f"{name} is missing, which {_GENAI} names.", hint=DOWNLOAD_AGAIN).sentence
