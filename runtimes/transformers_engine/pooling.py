"""Makes one vector of a model's outputs, as the files of sentence-transformers say."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import torch
from safetensors.torch import load_file
from torch import Tensor

from runtimes.serving.engine import CannotLoad

Pool: TypeAlias = Callable[[Tensor, Tensor], Tensor]
"""States, shape (batch, length, width), and mask, shape (batch, length, 1), to (batch, width)."""


def _first(states: Tensor, _mask: Tensor) -> Tensor:
    return states[:, 0]


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    return (states * mask).sum(1) / mask.sum(1)


def _longest(states: Tensor, mask: Tensor) -> Tensor:
    return states.masked_fill(mask == 0, -torch.inf).amax(1)


def _mean_by_root(states: Tensor, mask: Tensor) -> Tensor:
    return (states * mask).sum(1) / mask.sum(1).sqrt()


def _weighted_mean(states: Tensor, mask: Tensor) -> Tensor:
    weights = mask * torch.arange(1, states.shape[1] + 1, device=states.device)[None, :, None]
    return (states * weights).sum(1) / weights.sum(1)


def _last(states: Tensor, mask: Tensor) -> Tensor:
    ends = mask.squeeze(-1).sum(1).long() - 1
    return states[torch.arange(len(states), device=states.device), ends]


_POOLS: Mapping[str, Pool] = {
    "cls": _first,
    "cls_token": _first,
    "mean": _mean,
    "mean_tokens": _mean,
    "max": _longest,
    "max_tokens": _longest,
    "mean_sqrt_len_tokens": _mean_by_root,
    "weightedmean": _weighted_mean,
    "weightedmean_tokens": _weighted_mean,
    "lasttoken": _last,
}


@dataclass(frozen=True, slots=True)
class Pooling:
    """What comes after the model: pools, whose results are joined, and layers on top."""

    pools: Sequence[Pool]
    layers: Sequence[Callable[[Tensor], Tensor]]

    def __call__(self, states: Tensor, mask: Tensor) -> Tensor:
        mask = mask.unsqueeze(-1).to(states.dtype)
        vectors = torch.cat([pool(states, mask) for pool in self.pools], dim=-1)
        for layer in self.layers:
            vectors = layer(vectors)
        return vectors


def read_pooling(folder: Path, device: str) -> Pooling:
    """The steps that ``modules.json`` lists; a mean over the tokens where there is no such file.

    Raises:
        CannotLoad: it lists something unknown.
    """
    listed = _read(folder / "modules.json") if (folder / "modules.json").is_file() else []
    pools: Sequence[Pool] = [_mean]
    layers = []
    for module in listed:
        kind, place = str(module["type"]).rpartition(".")[2], folder / str(module.get("path", ""))
        match kind:
            case "Pooling":
                pools = _read_pools(_read(place / "config.json"), folder)
            case "Dense":
                layers.append(_read_dense(place, folder, device))
            case "Transformer" | "Normalize":  # vectors are normalised for every model
                pass
            case _:
                raise _unknown(folder, kind)
    return Pooling(pools, layers)


def _read_pools(config: Mapping[str, Any], folder: Path) -> Sequence[Pool]:
    if mode := config.get("pooling_mode"):
        names = [mode] if isinstance(mode, str) else list(mode)
    else:
        prefix = "pooling_mode_"
        names = [key.removeprefix(prefix) for key, on in config.items() if on is True]
        names = [name for name in names if name in _POOLS]
    unknown = [name for name in names if name not in _POOLS]
    if unknown or not names:
        raise _unknown(folder, f"pooling {', '.join(map(str, unknown)) or 'without a mode'}")
    return [_POOLS[name] for name in names]


_ACTIVATIONS: Mapping[str, Callable[[Tensor], Tensor]] = {
    "Identity": lambda vectors: vectors,
    "Tanh": torch.tanh,
    "ReLU": torch.relu,
    "GELU": torch.nn.functional.gelu,
    "Sigmoid": torch.sigmoid,
}


def _read_dense(place: Path, folder: Path, device: str) -> Callable[[Tensor], Tensor]:
    config = _read(place / "config.json")
    name = str(config.get("activation_function", "torch.nn.modules.activation.Tanh"))
    activation = _ACTIVATIONS.get(name.rpartition(".")[2])
    if activation is None or not (place / "model.safetensors").is_file():
        raise _unknown(folder, f"layer {place.name}")
    weights = load_file(place / "model.safetensors", device=device)

    def dense(vectors: Tensor) -> Tensor:
        weight = weights["linear.weight"].to(vectors.dtype)
        bias = weights.get("linear.bias")
        linear = torch.nn.functional.linear
        return activation(linear(vectors, weight, None if bias is None else bias.to(weight)))

    return dense


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _unknown(folder: Path, what: str) -> CannotLoad:
    return CannotLoad(
        "unknown_architecture",
        f"{folder.name} needs something that this runner does not know: {what}.",
        "Take another embedding model, or get it as GGUF.",
    )
