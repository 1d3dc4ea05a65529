"""Chooses the next token from the logits, in llama.cpp's order: penalties, top_k, top_p, min_p,
temperature (common/sampling.cpp)."""

import secrets
from collections import Counter
from collections.abc import Collection, Sequence

import torch
from torch import Tensor

from runtimes.serving.engine import Sampling

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
        self._random = torch.Generator().manual_seed(seed)

    def choose(self, logits: Tensor, tokens: Sequence[int], allowed: Tensor | None = None) -> int:
        """The next token.

        Args:
            logits: shape (vocabulary,), any type, on any device.
            tokens: prompt and answer so far.
            allowed: true for tokens that may come, shape (vocabulary,); ``None`` allows all.
        """
        scores = logits.to("cpu", torch.float32, copy=True)
        scores = self._penalised(self._biased(scores), tokens)
        scores = torch.nan_to_num(scores, nan=-_EXTREME, posinf=_EXTREME, neginf=-_EXTREME)
        if allowed is not None:
            scores.masked_fill_(~allowed, -torch.inf)  # lower than what is merely banned
        if self._sampling.temperature < _COLD:
            return int(scores.argmax())
        ranked, order = self._top(scores)
        kept = _within(ranked, self._sampling)
        probabilities = torch.softmax(ranked[:kept] / self._sampling.temperature, dim=-1)
        chosen = torch.multinomial(probabilities, 1, generator=self._random)
        return int(order[chosen])

    def _biased(self, scores: Tensor) -> Tensor:
        for token, bias in self._sampling.logit_bias.items():
            scores[token] += bias
        scores[self._banned] = -torch.inf
        return scores

    def _penalised(self, scores: Tensor, tokens: Sequence[int]) -> Tensor:
        chosen, last = self._sampling, self._sampling.repeat_last_n
        is_neutral = chosen.repeat_penalty == 1 and not (
            chosen.presence_penalty or chosen.frequency_penalty
        )
        if is_neutral or last == 0:
            return scores
        seen = Counter(tokens if last < 0 else tokens[-last:])
        ids = torch.tensor(list(seen), dtype=torch.long)
        counts = torch.tensor(list(seen.values()), dtype=scores.dtype)
        values = scores[ids]
        values = torch.where(
            values > 0, values / chosen.repeat_penalty, values * chosen.repeat_penalty
        )
        scores[ids] = values - counts * chosen.frequency_penalty - chosen.presence_penalty
        return scores

    def _top(self, scores: Tensor) -> tuple[Tensor, Tensor]:
        size, wanted = scores.numel(), self._sampling.top_k
        ranked = torch.topk(scores, size if wanted <= 0 else min(wanted, size))
        return ranked.values, ranked.indices


def _within(ranked: Tensor, sampling: Sampling) -> int:
    """How many of the scores, best first, top_p and min_p keep; at least one."""
    probabilities = torch.softmax(ranked, dim=-1)
    before = probabilities.cumsum(-1) - probabilities
    by_top_p = int((before < sampling.top_p).sum()) if sampling.top_p < 1 else ranked.numel()
    by_min_p = int((probabilities >= sampling.min_p * probabilities[0]).sum())
    return max(1, min(by_top_p, by_min_p))
