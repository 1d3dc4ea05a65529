"""``python -m runtimes transformers --model DIR --port N ...``: one model, on transformers.

Opens SafeTensors, PyTorch weights when asked to, and a lone GGUF file. torch and transformers are
imported when the model is loaded, after the server answers.
"""

import os
from collections.abc import Sequence

from runtimes.serving.runner import run_engine
from runtimes.transformers_engine.engine import TransformersEngine

# Before anything imports transformers: nothing may be fetched, whatever a model's files ask for.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

__all__ = ["main"]

_SPINS = "1000"
"""How often a thread of torch's, on Linux, looks whether there is work before it sleeps. By itself
it looks for milliseconds, and takes the time of whoever would give it work as soon as other
programs want the processors too."""


def main(argv: Sequence[str]) -> int:
    """Serve until asked to leave; the exit status is 1 when that cannot be done."""
    os.environ.setdefault("GOMP_SPINCOUNT", _SPINS)  # read when torch is imported
    return run_engine("transformers", argv, TransformersEngine)
