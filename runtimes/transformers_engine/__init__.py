"""``python -m runtimes transformers --model DIR --port N ...``: one model, on transformers.

Opens SafeTensors, PyTorch weights when asked to, and a lone GGUF file. torch and transformers are
imported when the model is loaded, after the server answers.
"""

from collections.abc import Sequence

from runtimes.serving.runner import run_engine
from runtimes.transformers_engine.engine import TransformersEngine

__all__ = ["main"]


def main(argv: Sequence[str]) -> int:
    """Serve until asked to leave; the exit status is 1 when that cannot be done."""
    return run_engine("transformers", argv, TransformersEngine)
