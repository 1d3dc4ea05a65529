"""Probabilities of tokens, from the logits."""

import torch
from torch import Tensor

from runtimes.serving.engine import Score, TokenScores


def token_scores(logits: Tensor, token: int, count: int) -> TokenScores:
    """The score of a token, and the ``count`` best ones, as the model itself gives them.

    Args:
        logits: shape (vocabulary,), any type, on any device.
    """
    logprobs = torch.log_softmax(logits.to("cpu", torch.float32), dim=-1)
    best = torch.topk(logprobs, min(count, logprobs.numel()))
    pairs = zip(best.indices.tolist(), best.values.tolist(), strict=True)
    return TokenScores(Score(token, float(logprobs[token])), [Score(*pair) for pair in pairs])
