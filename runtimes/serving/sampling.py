"""Chooses the next token from the logits, in llama.cpp's order: penalties, top_k, top_p, min_p,
temperature (common/sampling.cpp). In numpy: every engine has it, and logits are one short row."""

import secrets
from collections import Counter
from collections.abc import Collection, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from runtimes.serving.engine import Sampling

Logits: TypeAlias = NDArray[np.float32]
"""One number for each token, shape (vocabulary,)."""
Allowed: TypeAlias = NDArray[np.bool_]
"""True for tokens that may come, shape (vocabulary,)."""

_COLD = 1e-5
"""Temperatures below it are as good as 0, and dividing by them leaves float32's range."""
_EXTREME = 1e30
"""Stands for what extreme penalties and biases make infinite, of which softmax makes no number."""


class Sampler:
    """Chooses the tokens of one answer."""

    def __init__(
        self, sampling: Sampling, end_tokens: Collection[int], *, may_ban_ends: bool = True
    ) -> None:
        self._sampling = sampling
        self._banned = sorted(end_tokens) if sampling.ignore_eos and may_ban_ends else []
        seed = secrets.randbits(63) if sampling.seed is None else sampling.seed
        self._random = np.random.default_rng(seed)

    def choose(self, logits: Logits, tokens: Sequence[int], allowed: Allowed | None = None) -> int:
        """The next token; the logits stay as they are.

        Args:
            tokens: prompt and answer so far.
            allowed: ``None`` allows all.
        """
        scores = self._penalised(self._biased(logits.copy()), tokens)
        np.nan_to_num(scores, copy=False, nan=-_EXTREME, posinf=_EXTREME, neginf=-_EXTREME)
        if allowed is not None:
            scores[~allowed] = -np.inf  # lower than what is merely banned
        if self._sampling.temperature < _COLD:
            return int(scores.argmax())
        order = best_tokens(scores, self._sampling.top_k)
        ranked = scores[order].astype(np.float64)
        kept = _within(ranked, self._sampling)
        return int(order[self._draw(ranked[:kept])])

    def _biased(self, scores: Logits) -> Logits:
        for token, bias in self._sampling.logit_bias.items():
            scores[token] += np.clip(bias, -_EXTREME, _EXTREME)
        scores[self._banned] = -np.inf
        return scores

    def _penalised(self, scores: Logits, tokens: Sequence[int]) -> Logits:
        chosen, last = self._sampling, self._sampling.repeat_last_n
        is_neutral = chosen.repeat_penalty == 1 and not (
            chosen.presence_penalty or chosen.frequency_penalty
        )
        if is_neutral or last == 0:
            return scores
        seen = Counter(tokens if last < 0 else tokens[-last:])
        ids = np.array(list(seen), dtype=np.intp)
        counts = np.array(list(seen.values()), dtype=np.float64)
        values = scores[ids].astype(np.float64)
        with np.errstate(all="ignore"):
            values = np.where(
                values > 0, values / chosen.repeat_penalty, values * chosen.repeat_penalty
            )
            values -= counts * chosen.frequency_penalty + chosen.presence_penalty
            scores[ids] = values.astype(np.float32)
        return scores

    def _draw(self, ranked: NDArray[np.float64]) -> int:
        """A place among the scores, best first, by chance."""
        weights = np.exp((ranked - ranked[0]) / self._sampling.temperature).cumsum()
        place = np.searchsorted(weights, self._random.random() * weights[-1], side="right")
        return min(int(place), len(weights) - 1)


def best_tokens(scores: Logits, count: int) -> NDArray[np.intp]:
    """The tokens with the highest scores, best first; all where the count is 0 or less."""
    if 0 < count < len(scores):
        tokens = np.argpartition(scores, -count)[-count:]
    else:
        tokens = np.arange(len(scores))
    order: NDArray[np.intp] = tokens[np.argsort(-scores[tokens], kind="stable")]
    return order


def _within(ranked: NDArray[np.float64], sampling: Sampling) -> int:
    """How many of the scores, best first, top_p and min_p keep; at least one."""
    weights = np.exp(ranked - ranked[0])
    probabilities = weights / weights.sum()
    before = probabilities.cumsum() - probabilities
    by_top_p = int((before < sampling.top_p).sum()) if sampling.top_p < 1 else len(ranked)
    by_min_p = int((probabilities >= sampling.min_p * probabilities[0]).sum())
    return max(1, min(by_top_p, by_min_p))
