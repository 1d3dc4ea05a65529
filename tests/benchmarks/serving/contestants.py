"""Who serves the sample model, and how each is started."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools.samples import GGUF_MODEL, ONNX_MODEL, SAFETENSORS_MODEL, samples_folder

_SERVE = (sys.executable, "-c", "from transformers.cli.transformers import main; main()", "serve")
_OURS = (sys.executable, "-m", "runtimes")
_SAFETENSORS = samples_folder() / SAFETENSORS_MODEL
_GGUF = samples_folder() / GGUF_MODEL
_ONNX = samples_folder() / ONNX_MODEL
# Left alone, continuous batching takes 60 % of the free memory for its cache.
_BATCHING = ("--continuous-batching", "--cb-block-size", "256", "--cb-num-blocks", "64")


@dataclass(frozen=True, slots=True)
class Contestant:
    """A program that serves the sample model over OpenAI's chat API.

    Attributes:
        command: without the port, which follows.
        model: the name that it wants in requests.
        weights: files that are read once for every token.
    """

    name: str
    command: Sequence[str]
    model: str
    weights: Sequence[Path]

    @property
    def weight_bytes(self) -> int:
        return sum(file.stat().st_size for file in self.weights)


def contestants(threads: int) -> list[Contestant]:
    """All of them, ours first."""
    flags = ("--threads", str(threads), "--alias", "sample", "--model")
    tensors = sorted(_SAFETENSORS.glob("*.safetensors"))

    def serve(name: str, *more: str) -> Contestant:
        command = (*_SERVE, str(_SAFETENSORS), "--device", "cpu", *more)
        return Contestant(name, command, str(_SAFETENSORS), tensors)

    def ours(name: str, runner: str, model: Path, weights: Sequence[Path]) -> Contestant:
        return Contestant(name, (*_OURS, runner, *flags, str(model)), "sample", weights)

    gguf, onnx = sorted(_GGUF.glob("*.gguf")), sorted(_ONNX.glob("*.data"))
    return [
        ours("ModelTray, transformers", "transformers", _SAFETENSORS, tensors),
        serve("transformers serve"),
        serve("transformers serve, float32", "--dtype", "float32"),
        serve("transformers serve, batching", *_BATCHING),
        serve("transformers serve, batching, float32", *_BATCHING, "--dtype", "float32"),
        Contestant(
            "generate(), float32",
            (sys.executable, "-m", "tests.benchmarks.serving.bare_generate", str(_SAFETENSORS)),
            "sample",
            tensors,
        ),
        ours("ModelTray, llama.cpp (Q4_1)", "llama-cpp", gguf[0], gguf),
        ours("ModelTray, onnxruntime (int4)", "onnx", _ONNX, onnx),
    ]


def environment(threads: int) -> dict[str, str]:
    """The same number of threads for all, which do not wait for each other by spinning: where
    other programs run too, that would measure them instead."""
    return {
        **os.environ,
        "OMP_NUM_THREADS": str(threads),
        "GOMP_SPINCOUNT": "1000",
        "HF_HUB_OFFLINE": "1",
    }
