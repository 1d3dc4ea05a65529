"""The JSON that llama-server and OpenAI write about the probabilities of tokens."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from runtimes.serving.engine import Score, TokenScores

ToBytes: TypeAlias = Callable[[int], bytes]
LOWEST = -9999.0  # OpenAI's word for a token that cannot come; JSON has no infinity


def probabilities(scores: Sequence[TokenScores], to_bytes: ToBytes) -> list[dict[str, Any]]:
    """``logprobs.content`` of a chat, ``completion_probabilities`` of ``/completion``."""
    return [
        {
            **_scored(one.chosen, to_bytes),
            "top_logprobs": [_scored(score, to_bytes) for score in one.top],
        }
        for one in scores
    ]


def chat_logprobs(scores: Sequence[TokenScores], to_bytes: ToBytes) -> dict[str, Any]:
    """``logprobs`` of a choice of ``/v1/chat/completions``."""
    return {"content": probabilities(scores, to_bytes), "refusal": None}


def text_logprobs(scores: Sequence[TokenScores], to_bytes: ToBytes) -> dict[str, Any]:
    """``logprobs`` of a choice of ``/v1/completions``: llama-server's, and OpenAI's older form."""
    content = probabilities(scores, to_bytes)
    return {
        "content": content,
        "tokens": [one["token"] for one in content],
        "token_logprobs": [one["logprob"] for one in content],
        "top_logprobs": [
            {top["token"]: top["logprob"] for top in one["top_logprobs"]} for one in content
        ],
    }


def _scored(score: Score, to_bytes: ToBytes) -> dict[str, Any]:
    raw = to_bytes(score.token)
    return {
        "id": score.token,
        "token": raw.decode("utf-8", errors="replace"),
        "bytes": list(raw),
        "logprob": max(score.logprob, LOWEST),
    }
