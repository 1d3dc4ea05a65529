"""What a model on the disk is."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NewType

from app.domain.model_shape import ModelShape

ModelId = NewType("ModelId", str)
"""Short, stable, unique and safe in a URL: ``tinyllama-gguf``, ``phi-2``."""


class ModelFormat(StrEnum):
    """The formats known by their header. A rule may add others, so fields hold ``str``."""

    GGUF = "gguf"
    SAFETENSORS = "safetensors"
    PYTORCH = "pytorch"
    ONNX = "onnx"


class Capability(StrEnum):
    """What a model can be asked for."""

    CHAT = "chat"
    COMPLETION = "completion"
    EMBEDDING = "embedding"
    RERANK = "rerank"
    VISION = "vision"
    TOOLS = "tools"
    FILL_IN_MIDDLE = "fill_in_middle"


class FileRole(StrEnum):
    """Why a file belongs to a model."""

    WEIGHTS = "weights"
    PROJECTOR = "projector"
    ADAPTER = "adapter"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model; ``size`` in bytes."""

    path: Path
    size: int
    role: FileRole = FileRole.WEIGHTS


@dataclass(frozen=True, slots=True)
class Traits:
    """What the headers say about a model; ``None`` where they say nothing.

    Attributes:
        architecture: ``llama``, ``qwen2``, ``bert``, ...
        parameters: number of weights.
        quantization: ``Q4_1``, ``bf16``, ... as people write it.
        context_length: tokens the model was trained for.
        chat_template: the Jinja text.
        shape: the sizes inside, for what memory it takes.
    """

    architecture: str | None = None
    parameters: int | None = None
    quantization: str | None = None
    context_length: int | None = None
    chat_template: str | None = None
    capabilities: frozenset[Capability] = frozenset()
    shape: ModelShape | None = None

    def filled_from(self, other: "Traits") -> "Traits":
        """These traits, with what they leave open taken from ``other``."""
        return Traits(
            architecture=self.architecture or other.architecture,
            parameters=self.parameters if self.parameters is not None else other.parameters,
            quantization=self.quantization or other.quantization,
            context_length=self.context_length or other.context_length,
            chat_template=self.chat_template or other.chat_template,
            capabilities=self.capabilities | other.capabilities,
            shape=self.shape or other.shape,
        )


@dataclass(frozen=True, slots=True)
class Variant:
    """A model in one format.

    Attributes:
        format: a ``ModelFormat`` value or the name of a rule.
        entry: what an engine is given as ``{model_path}``: the (first) GGUF file, else the folder.
        files: the files that make up the model, weights first.
        problem: why it cannot be loaded, as a sentence; ``None`` when all is well.
    """

    format: str
    entry: Path
    files: tuple[ModelFile, ...]
    traits: Traits = Traits()
    problem: str | None = None

    @property
    def size(self) -> int:
        """Bytes on the disk, all files together."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, slots=True)
class Model:
    """A folder (or a lone file) that holds one model, in one or more formats.

    Attributes:
        folder: where it lies; in Ollama's store, the manifest that names its files.
        variants: never empty; the best runnable format comes first.
        publisher: who made it, where its store knows that.
        store: key of the store it lies in; empty for ordinary folders.
    """

    id: ModelId
    name: str
    folder: Path
    variants: tuple[Variant, ...]
    publisher: str = ""
    store: str = ""

    @property
    def main(self) -> Variant:
        """The variant that loads unless a person asks for another."""
        return self.variants[0]

    @property
    def format(self) -> str:
        return self.main.format

    @property
    def size(self) -> int:
        return self.main.size

    def variant(self, format_name: str) -> Variant | None:
        """The variant in that format, if there is one."""
        return next((v for v in self.variants if v.format == format_name), None)


@dataclass(frozen=True, slots=True)
class Check:
    """One point of a validation. One that is not ``ok`` need not keep a model from loading."""

    name: str
    ok: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """The answer of ``GET /registry/validate/{model}``; ``files`` are names inside the folder."""

    format: str
    valid: bool
    files: tuple[str, ...]
    message: str
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class FormatMatch:
    """How a rule recognises a format of its own.

    Attributes:
        format: the rule's name.
        suffixes: lower-case file endings with the dot (``.xyz``).
        files: file names of which one must be in the folder (``genai_config.json``).
    """

    format: str
    suffixes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
