"""Tiny random language models in ONNX, in both layouts, made from the tiny Llama."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from devtools.make_onnx import convert


def make_genai(source: Path, folder: Path) -> Path:
    """The model as onnxruntime-genai keeps it, in float32; takes ten seconds."""
    folder.mkdir(parents=True)
    convert(source, folder, "fp32")
    return folder


def make_plain(genai: Path, source: Path, folder: Path) -> Path:
    """The same graph in transformers.js' layout."""
    (folder / "onnx").mkdir(parents=True)
    for file in genai.glob("model.onnx*"):
        shutil.copy(file, folder / "onnx")
    for name in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
        shutil.copy(genai / name, folder)
    shutil.copy(source / "config.json", folder)
    return folder


def change_json(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change a JSON object in a file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
