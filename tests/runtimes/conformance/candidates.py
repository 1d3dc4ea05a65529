"""The runners, and the tiny models that each can open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.fakes.chat_templates import WITH_TOOLS
from tests.fakes.runner_child import RunnerChild

Make: TypeAlias = Callable[[Path], Path]
"""Writes a model somewhere into an empty folder; the path for ``--model``."""

CONTEXT = 2048
ALIAS = "tiny"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One runner.

    Attributes:
        runner: its name for ``python -m runtimes``.
        chat: makes a model with ``WITH_TOOLS`` for its template and ``CONTEXT`` tokens.
        flags: what a chat needs beside the model.
        slow: makes one that is loaded for a moment; ``None`` where any model is.
        forces_calls: whether a forced call is all that is said. llama.cpp lets a model talk before
            it, and random weights find no end.
        embedding, ranking: make models for those; ``None`` where it can do neither.
        embedding_flags, ranking_flags: what these need.
    """

    runner: str
    chat: Make
    flags: Sequence[str] = ()
    slow: Make | None = None
    forces_calls: bool = True
    embedding: Make | None = None
    embedding_flags: Sequence[str] = ()
    ranking: Make | None = None
    ranking_flags: Sequence[str] = ()

    def start(self, model: Path, *flags: str) -> RunnerChild:
        """The runner as a child, still loading."""
        return RunnerChild(self.runner, "--model", model, "--alias", ALIAS, *flags)


def _gguf(folder: Path) -> Path:
    from tests.fakes.tiny_gguf import write_tiny_gguf

    return write_tiny_gguf(folder / "tiny.gguf", context=CONTEXT, chat_template=WITH_TOOLS)


def _deep_gguf(folder: Path) -> Path:
    from tests.fakes.tiny_gguf import write_tiny_gguf

    return write_tiny_gguf(folder / "slow.gguf", layers=500)


def _safetensors(folder: Path) -> Path:
    from tests.fakes.tiny_transformers import make_tiny_model

    return make_tiny_model(folder / "tiny", chat_template=WITH_TOOLS)


def _encoder(folder: Path) -> Path:
    from tests.fakes.tiny_encoders import make_encoder

    return make_encoder(folder / "encoder")


def _ranker(folder: Path) -> Path:
    from tests.fakes.tiny_encoders import make_ranker

    return make_ranker(folder / "ranker")


def _onnx(folder: Path) -> Path:
    from tests.fakes.tiny_onnx import make_genai

    return make_genai(_safetensors(folder), folder / "tiny in ONNX")


def _large_onnx(folder: Path) -> Path:
    model = _onnx(folder)
    with (model / "more.onnx.data").open("wb") as hole:
        hole.truncate(4 * 2**30)  # takes a moment to be read, and no room on the disk
    return model


def _onnx_encoder(folder: Path) -> Path:
    from tests.fakes.tiny_onnx_encoders import export_encoder

    return export_encoder(_encoder(folder))


def _onnx_ranker(folder: Path) -> Path:
    from tests.fakes.tiny_onnx_encoders import export_ranker

    return export_ranker(_ranker(folder))


CANDIDATES: Mapping[str, Candidate] = {
    "llama.cpp": Candidate(
        "llama-cpp",
        _gguf,
        flags=("--metrics", "--parallel", "1"),
        slow=_deep_gguf,
        forces_calls=False,
        embedding=_gguf,
        embedding_flags=("--embeddings", "--pooling", "mean"),
    ),
    "transformers": Candidate("transformers", _safetensors, embedding=_encoder, ranking=_ranker),
    "onnxruntime": Candidate(
        "onnx", _onnx, slow=_large_onnx, embedding=_onnx_encoder, ranking=_onnx_ranker
    ),
}
