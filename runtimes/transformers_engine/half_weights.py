"""Keeps 16-bit weights at 16 bits on CPUs that cannot compute with them.

Making one token reads every weight once, so that half the bytes are half the time; and torch's
products of a few float32 rows, which several clients at once need, take much longer than that of
one row. FBGEMM, a part of torch, has the product that is wanted: weights of 16 bits, widened as
they are read, times numbers of 32 bits, added up in 32 bits.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import embedding

_LARGEST = 65504.0
"""In float16. Weights in bfloat16 below it are taken over as they are, but for parts that are
smaller than 2^-24."""


class HalfLinear(nn.Module):  # type: ignore[misc]
    """``nn.Linear`` from and to float32, with weights in float16."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.in_features, self.out_features = linear.in_features, linear.out_features
        bias = None if linear.bias is None else linear.bias.float()
        self._packed = torch.ops.quantized.linear_prepack_fp16(linear.weight.float(), bias)

    def forward(self, inputs: Tensor) -> Tensor:
        outputs: Tensor = torch.ops.quantized.linear_dynamic_fp16(inputs, self._packed)
        return outputs

    @property
    def weight(self) -> Tensor:
        """For models that look at it; slow."""
        weight: Tensor = torch.ops.quantized.linear_unpack_fp16(self._packed)[0]
        return weight


class HalfEmbedding(nn.Module):  # type: ignore[misc]
    """``nn.Embedding`` to float32. Its table is no parameter, for models take the type of their
    first one for that of all they compute."""

    def __init__(self, layer: nn.Embedding) -> None:
        super().__init__()
        self.__dict__["table"] = layer.weight.detach().clone()  # not the whole file with it
        # Gemma's embeddings are multiplied.
        self._scale = float(getattr(layer, "embed_scale", 1.0))

    def forward(self, tokens: Tensor) -> Tensor:
        return embedding(tokens, self.__dict__["table"]).float() * self._scale

    @property
    def weight(self) -> Tensor:
        """For models that look at it; slow."""
        table: Tensor = self.__dict__["table"]
        return table.float()


def can_keep_halves() -> bool:
    """Whether this computer has the product."""
    has_vectors = torch.backends.cpu.get_cpu_capability().startswith("AVX")
    return has_vectors and "fbgemm" in torch.backends.quantized.supported_engines


def keep_halves(model: nn.Module, on_progress: Callable[[float], None]) -> None:
    """Have a model with weights of 16 bits compute in float32, its weights staying as they are.

    Args:
        on_progress: takes 0 to 1.
    """
    places = [
        (module, name, child)
        for module in model.modules()
        for name, child in module.named_children()
        if type(child) is nn.Linear or _is_embedding(child)
    ]
    with ThreadPoolExecutor(torch.get_num_threads()) as pool:
        kept = pool.map(_kept, [child for _module, _name, child in places])
        for done, ((module, name, _child), layer) in enumerate(zip(places, kept, strict=True), 1):
            setattr(module, name, layer)
            on_progress(done / len(places))
    model.float()


def _is_embedding(module: nn.Module) -> bool:
    kind = type(module)
    return kind is nn.Embedding or kind.__name__.endswith("ScaledWordEmbedding")


def _kept(layer: Any) -> nn.Module:
    """What takes the place of a layer: itself where float32 must do."""
    with torch.inference_mode():
        if _is_embedding(layer):
            return HalfEmbedding(layer)
        return HalfLinear(layer) if layer.weight.abs().max() <= _LARGEST else layer
