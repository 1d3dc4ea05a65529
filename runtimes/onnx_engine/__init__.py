"""``python -m runtimes onnx --model DIR --port N ...``: one model, on ONNX Runtime.

Opens the layout of onnxruntime-genai (``genai_config.json``) and the one that optimum and
transformers.js share (``config.json`` with ``onnx/model*.onnx``). The libraries are imported when
the model is loaded, after the server answers.
"""

from collections.abc import Sequence

from runtimes.onnx_engine.engine import OnnxEngine
from runtimes.serving.runner import run_engine

__all__ = ["main"]


def main(argv: Sequence[str]) -> int:
    """Serve until asked to leave; the exit status is 1 when that cannot be done."""
    return run_engine("onnx", argv, OnnxEngine)
