"""How much memory a model will need. It warns; it never forbids a load.

The formulas for llama.cpp were compared with what ``llama-fit-params`` prints, those for
transformers and onnxruntime with the resident memory of real runs.
"""

from dataclasses import dataclass

from app.domain.hardware import Hardware
from app.domain.model import FileRole, ModelFormat, Variant
from app.domain.model_shape import ModelShape

MIB = 1024 * 1024
DEFAULT_CONTEXT = 8192
"""Tokens, where the person set none: what the llama.cpp runner takes."""
CONTEXT_STEP = 256
"""Tokens; llama.cpp rounds a context up to a multiple of it."""
BATCH = 512
"""Tokens computed at once: llama.cpp's ``--ubatch-size``, and the transformers runner's chunk."""

CACHE_TYPES = {
    "f32": 4.0,
    "f16": 2.0,
    "bf16": 2.0,
    "q8_0": 34 / 32,
    "q5_1": 24 / 32,
    "q5_0": 22 / 32,
    "q4_1": 20 / 32,
    "q4_0": 18 / 32,
    "iq4_nl": 18 / 32,
}
"""Bytes for each number in the cache, by llama.cpp's ``--cache-type-k`` (ggml's block sizes)."""


@dataclass(frozen=True, slots=True)
class MemorySettings:
    """What a load is started with.

    Attributes:
        context: tokens over all requests together.
        parallel: requests answered at once.
        batch: tokens computed at once.
        keys, values: number formats of the cache, as in ``CACHE_TYPES``.
        on_gpu: the weights go to a graphics card.
    """

    context: int = DEFAULT_CONTEXT
    parallel: int = 1
    batch: int = BATCH
    keys: str = "f16"
    values: str = "f16"
    on_gpu: bool = False


@dataclass(frozen=True, slots=True)
class MemoryNeed:
    """Bytes by what they are for; ``overhead`` is the engine's own process."""

    weights: int
    cache: int
    compute: int
    overhead: int

    @property
    def total(self) -> int:
        return self.weights + self.cache + self.compute + self.overhead

    def __add__(self, other: "MemoryNeed") -> "MemoryNeed":
        return MemoryNeed(
            self.weights + other.weights,
            self.cache + other.cache,
            self.compute + other.compute,
            self.overhead + other.overhead,
        )


def memory_need(
    variant: Variant, engine: str, settings: MemorySettings, hardware: Hardware
) -> MemoryNeed | None:
    """What the engine will need for it; ``None`` where engine or model are not known enough."""
    shape = variant.traits.shape
    if shape is None:
        return None
    if engine == "llama.cpp" and variant.format == ModelFormat.GGUF:
        return llama_cpp_need(_file_bytes(variant), shape, settings)
    if engine == "transformers":
        size = 2 if settings.on_gpu or hardware.cpu_bfloat16 else 4
        is_packed = size == 4 and variant.traits.quantization in _HALVES
        weights = _packed_bytes(variant, shape) if is_packed else _loaded_bytes(variant, size)
        return transformers_need(weights, shape, settings, size)
    if engine == "onnxruntime":
        return onnxruntime_need(
            _file_bytes(variant), shape, settings, variant.traits.quantization or ""
        )
    return None


def llama_cpp_need(weights: int, shape: ModelShape, settings: MemorySettings) -> MemoryNeed:
    """``weights`` in bytes, as the files hold them."""
    return MemoryNeed(
        weights=weights,
        cache=_llama_cpp_cache(shape, settings),
        compute=_llama_cpp_compute(shape, settings),
        overhead=(GPU_PROCESS if settings.on_gpu else LLAMA_CPP_PROCESS)
        + shape.vocabulary * _BYTES_PER_TOKEN,
    )


def transformers_need(
    weights: int, shape: ModelShape, settings: MemorySettings, number_bytes: int
) -> MemoryNeed:
    """``weights`` in bytes as loaded; ``number_bytes`` of the data type everything is in."""
    pairs = shape.key_length + shape.value_length
    kept = shape.cached_heads(settings.context, shape.window)
    numbers = settings.batch * (_ACTIVATIONS * shape.width + 2 * shape.feed_forward)
    return MemoryNeed(
        weights=weights,
        cache=kept * pairs * number_bytes,
        compute=numbers * number_bytes + 4 * shape.vocabulary,
        overhead=_TORCH_PROCESS + (GPU_PROCESS if settings.on_gpu else 0),
    )


def onnxruntime_need(
    weights: int, shape: ModelShape, settings: MemorySettings, quantization: str
) -> MemoryNeed:
    """``weights`` in bytes, as the files hold them; rearranged for the processor, while the file
    stays in memory too."""
    pairs = shape.key_length + shape.value_length
    attention = shape.width // max(1, shape.key_length) * settings.context
    return MemoryNeed(
        weights=int(weights * (_ONNX_REARRANGED if "int" in quantization else _ONNX_PLAIN)),
        cache=settings.context * sum(shape.kv_heads) * pairs * (2 if quantization == "fp16" else 4),
        compute=_ONNX_CHUNK * 4 * (attention + shape.vocabulary),
        overhead=_ONNX_PROCESS,
    )


_ONNX_PROCESS = 110 * MIB  # measured: Python with onnxruntime 1.32 and a tokenizer of 49,152
_ONNX_REARRANGED = 2.0  # measured: SmolLM2-135M in int4
_ONNX_PLAIN = 1.3  # measured: the same in float32
_ONNX_CHUNK = 64
LLAMA_CPP_PROCESS = 42 * MIB  # measured: Python with xllamacpp, and a model of next to no size
GPU_PROCESS = 400 * MIB  # CUDA context; 300 to 600 MiB by card and driver
_TORCH_PROCESS = 390 * MIB  # measured: Python with torch 2.13 (CPU) and transformers 5.24
_BYTES_PER_TOKEN = 200
_ACTIVATIONS = 8


def _llama_cpp_cache(shape: ModelShape, settings: MemorySettings) -> int:
    context = -(-settings.context // CONTEXT_STEP) * CONTEXT_STEP
    kept = shape.cached_heads(context, shape.window * settings.parallel + settings.batch)
    key = shape.key_length * CACHE_TYPES[settings.keys]
    value = shape.value_length * CACHE_TYPES[settings.values]
    return int(kept * (key + value)) + settings.parallel * shape.state_bytes


def _llama_cpp_compute(shape: ModelShape, settings: MemorySettings) -> int:
    """A GPU sets aside the scores of every token of a batch; in RAM, only what is used counts."""
    mask = 2 * settings.context
    widest = 3 * shape.feed_forward
    if settings.on_gpu:
        widest = max(widest, shape.vocabulary + shape.width)
    return settings.batch * (4 * widest + mask) + 4 * shape.vocabulary


def _file_bytes(variant: Variant) -> int:
    counted = (FileRole.WEIGHTS, FileRole.PROJECTOR)
    return sum(file.size for file in variant.files if file.role in counted)


def _loaded_bytes(variant: Variant, number_bytes: int) -> int:
    """Plain numbers are turned into the type that is computed in; quantized ones stay."""
    traits = variant.traits
    plain = traits.quantization in (None, *_PLAIN) or variant.format == ModelFormat.GGUF
    if not plain:
        return _file_bytes(variant)
    if traits.parameters:
        return traits.parameters * number_bytes
    return _file_bytes(variant) * number_bytes // 2


def _packed_bytes(variant: Variant, shape: ModelShape) -> int:
    """Weights of 16 bits stay so on a CPU, packed by FBGEMM in blocks of 512 inputs; the table of
    the tokens lies beside them as it was."""
    blocks = -(-shape.width // _PACKING) * _PACKING
    table = 2 * shape.vocabulary * shape.width
    return _loaded_bytes(variant, 2) * blocks // max(1, shape.width) + table


_PLAIN = ("bf16", "fp16", "fp32", "fp64")
_HALVES = ("bf16", "fp16")
_PACKING = 512
