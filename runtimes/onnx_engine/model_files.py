"""Finds out what lies in a model's folder, before anything is loaded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeGuard

from runtimes.serving.engine import CannotLoad, Purpose
from runtimes.serving.purpose import purpose_of

_GENAI = "genai_config.json"
_GRAPHS = "onnx"
"""The subfolder of transformers.js."""
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
"""Names that transformers.js gives to quantizations (src/utils/dtypes.js), the best on a CPU first:
weights are read once a token, so small ones are fast; float16 is computed by conversion. The
program shows by the same list which one will run (app/domain/formats/onnx.py)."""
EXACT = ("model", "model_fp16", "model_quantized", "model_int8", "model_uint8", "model_q4")
"""The same for models whose results are compared: exact before fast, for they are small."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model on the disk.

    Attributes:
        graph: the ONNX file to load; onnxruntime-genai finds its own.
        config: ``config.json``; empty when there is none.
        genai: ``genai_config.json``; ``None`` for other layouts.
    """

    folder: Path
    graph: Path
    purpose: Purpose
    config: Mapping[str, Any] = field(default_factory=dict)
    genai: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def text_config(self) -> Mapping[str, Any]:
        """The part about the language model, of a model that can do more."""
        return member(self.config, "text_config") or self.config

    @property
    def weights(self) -> list[Path]:
        """The graph, or several, and the files beside it that hold its weights
        (``model.onnx.data``, ``model.onnx_data_1``, ...)."""
        if self.genai is not None:
            return sorted(self.graph.parent.glob("*.onnx*"))
        names = self.graph.parent.iterdir()
        return sorted(path for path in names if path.name.startswith(self.graph.name))


def find_model(path: Path) -> ModelFiles:
    """Decide what to load.

    Args:
        path: a folder, or one of the ``.onnx`` files in it.

    Raises:
        CannotLoad: nothing is there that can be run.
    """
    if path.is_file():
        return _plain(_home_of(path), path)
    if not path.is_dir():
        raise CannotLoad(
            "model_not_found", f"There is no model at {path}.", "Check the path after --model."
        )
    return _genai(path) if (path / _GENAI).is_file() else _plain(path, None)


def _home_of(graph: Path) -> Path:
    is_below = graph.parent.name == _GRAPHS and not (graph.parent / "config.json").is_file()
    return graph.parent.parent if is_below else graph.parent


def _genai(folder: Path) -> ModelFiles:
    genai = read_object(folder / _GENAI)
    decoder = member(member(genai, "model"), "decoder")
    name = decoder.get("filename") or _first_stage(decoder)
    graph = folder / str(name)
    if not graph.is_file():
        raise CannotLoad(
            "invalid_model",
            f"{_GENAI} of {folder.name} names the graph {name}, which is missing.",
            "Download the model again.",
        )
    config = read_object(folder / "config.json") if (folder / "config.json").is_file() else {}
    return ModelFiles(folder, graph, Purpose.GENERATE, config, genai)


def _first_stage(decoder: Mapping[str, Any]) -> Any:
    """The graph of a model that is cut into several."""
    stages = decoder.get("pipeline")
    first = stages[0] if isinstance(stages, list) and stages else stages
    for stage in (first or {}).values() if isinstance(first, Mapping) else ():
        if isinstance(stage, Mapping) and stage.get("filename"):
            return stage["filename"]
    return None


def _plain(folder: Path, graph: Path | None) -> ModelFiles:
    if not (folder / "config.json").is_file():
        raise CannotLoad(
            "invalid_model",
            f"{folder.name} has neither {_GENAI} nor config.json.",
            "Download these files of the model too.",
        )
    config = read_object(folder / "config.json")
    purpose = purpose_of(config, folder)
    return ModelFiles(folder, graph or _best_graph(folder, purpose), purpose, config)


def _best_graph(folder: Path, purpose: Purpose) -> Path:
    found = [*sorted(folder.glob("*.onnx")), *sorted((folder / _GRAPHS).glob("*.onnx"))]
    by_stem = {graph.stem: graph for graph in reversed(found)}
    names = FIT_FOR_CHAT if purpose is Purpose.GENERATE else EXACT
    chosen = next((by_stem[name] for name in names if name in by_stem), None)
    if chosen:
        return chosen
    if not found:
        raise CannotLoad(
            "invalid_model", f"{folder.name} holds no .onnx file.", "Download the model again."
        )
    if any("encoder" in graph.stem for graph in found):
        raise CannotLoad(
            "unknown_architecture",
            f"{folder.name} consists of several graphs ({', '.join(sorted(by_stem))}), which this "
            "runner cannot join.",
            "Take a model with a single graph, or one with a genai_config.json.",
        )
    return found[0]


def read_object(path: Path) -> Mapping[str, Any]:
    """A JSON object of a model.

    Raises:
        CannotLoad: it is none.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise CannotLoad(
            "invalid_model",
            f"The {path.name} of {path.parent.name} is damaged.",
            "Download the model again.",
        )
    return content


def member(parent: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """An object inside an object; empty when it is none."""
    value = parent.get(key)
    return value if isinstance(value, Mapping) else {}


def number(parent: Mapping[str, Any], key: str) -> int:
    """A count in an object; 0 when it is none."""
    value = parent.get(key)
    return value if is_count(value) else 0


def is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
