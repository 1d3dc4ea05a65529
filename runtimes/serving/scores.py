"""Probabilities of tokens, from the logits."""

import numpy as np

from runtimes.serving.engine import Score, TokenScores
from runtimes.serving.sampling import Logits, best_tokens


def token_scores(logits: Logits, token: int, count: int) -> TokenScores:
    """The score of a token, and the ``count`` best ones, as the model itself gives them."""
    exact = logits.astype(np.float64)
    exact -= exact.max()
    exact -= np.log(np.exp(exact).sum())
    best = best_tokens(logits, count) if count > 0 else ()
    return TokenScores(
        Score(token, float(exact[token])), [Score(int(one), float(exact[one])) for one in best]
    )
