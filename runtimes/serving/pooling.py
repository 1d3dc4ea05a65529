"""Makes one vector of a model's outputs, as the files of sentence-transformers say. In numpy, for
every engine."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from runtimes.serving.engine import CannotLoad

Numbers: TypeAlias = NDArray[np.float32]
Pool: TypeAlias = Callable[[Numbers, Numbers], Numbers]
"""States, shape (batch, length, width), and mask, shape (batch, length, 1), to (batch, width)."""


def _first(states: Numbers, _mask: Numbers) -> Numbers:
    return states[:, 0]


def _mean(states: Numbers, mask: Numbers) -> Numbers:
    return _averaged(states, mask, mask.sum(1))


def _longest(states: Numbers, mask: Numbers) -> Numbers:
    longest: Numbers = np.where(mask == 0, -np.inf, states).max(1)
    return longest


def _mean_by_root(states: Numbers, mask: Numbers) -> Numbers:
    return _averaged(states, mask, np.sqrt(mask.sum(1)))


def _weighted_mean(states: Numbers, mask: Numbers) -> Numbers:
    weights = mask * np.arange(1, states.shape[1] + 1, dtype=np.float32)[None, :, None]
    return _averaged(states, weights, weights.sum(1))


def _last(states: Numbers, mask: Numbers) -> Numbers:
    ends = mask[:, :, 0].sum(1).astype(np.intp) - 1
    last: Numbers = states[np.arange(len(states)), ends]
    return last


def _averaged(states: Numbers, weights: Numbers, by: Any) -> Numbers:
    vectors: Numbers = (states * weights).sum(1) / by
    return vectors


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
    layers: Sequence[Callable[[Numbers], Numbers]]

    def __call__(self, states: Numbers, mask: NDArray[Any]) -> Numbers:
        """States, shape (batch, length, width), and mask, shape (batch, length), to vectors, shape
        (batch, width)."""
        weights = mask[:, :, None].astype(np.float32)
        vectors = np.concatenate([pool(states, weights) for pool in self.pools], axis=-1)
        for layer in self.layers:
            vectors = layer(vectors)
        return vectors


def read_pooling(folder: Path) -> Pooling:
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
                layers.append(_read_dense(place, folder))
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


def _gelu(vectors: Numbers) -> Numbers:
    erf = np.vectorize(math.erf, otypes=[np.float32])
    smoothed: Numbers = vectors * (1 + erf(vectors / math.sqrt(2))) / 2
    return smoothed


def _sigmoid(vectors: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-vectors)), dtype=np.float32)


_ACTIVATIONS: Mapping[str, Callable[[Numbers], Numbers]] = {
    "Identity": lambda vectors: vectors,
    "Tanh": np.tanh,
    "ReLU": lambda vectors: np.maximum(vectors, 0),
    "GELU": _gelu,
    "Sigmoid": _sigmoid,
}


def _read_dense(place: Path, folder: Path) -> Callable[[Numbers], Numbers]:
    config = _read(place / "config.json")
    name = str(config.get("activation_function", "torch.nn.modules.activation.Tanh"))
    activation = _ACTIVATIONS.get(name.rpartition(".")[2])
    if activation is None or not (place / "model.safetensors").is_file():
        raise _unknown(folder, f"layer {place.name}")
    weights = _read_weights(place / "model.safetensors")
    weight, bias = weights["linear.weight"].T, weights.get("linear.bias", np.float32(0))
    return lambda vectors: activation(vectors @ weight + bias)


def _read_weights(path: Path) -> dict[str, Numbers]:
    from safetensors import deserialize

    listed: list[tuple[str, Any]] = deserialize(path.read_bytes())  # type: ignore[no-untyped-call]
    return {name: _as_float32(one) for name, one in listed}


def _as_float32(tensor: Mapping[str, Any]) -> Numbers:
    if tensor["dtype"] == "BF16":  # the upper half of a float32
        wide: Any = np.frombuffer(tensor["data"], "<u2").astype("<u4") << 16
        return np.asarray(wide.view("<f4").reshape(tensor["shape"]))
    kinds = {"F16": "<f2", "F32": "<f4", "F64": "<f8"}
    numbers: Any = np.frombuffer(tensor["data"], kinds[tensor["dtype"]])
    return np.asarray(numbers.reshape(tensor["shape"]), dtype=np.float32)


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _unknown(folder: Path, what: str) -> CannotLoad:
    return CannotLoad(
        "unknown_architecture",
        f"{folder.name} needs something that this runner does not know: {what}.",
        "Take another embedding model, or get it as GGUF.",
    )
