"""Tells how an answer was generated, as llama-server does (tools/server/server-task.cpp). Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from runtimes.serving.engine import GenerationRequest

_SAMPLERS = ["penalties", "top_k", "top_p", "min_p", "temperature"]
_NEUTRAL: Mapping[str, Any] = {
    "dynatemp_range": 0.0,
    "dynatemp_exponent": 1.0,
    "top_n_sigma": -1.0,
    "xtc_probability": 0.0,
    "xtc_threshold": 0.1,
    "typical_p": 1.0,
    "dry_multiplier": 0.0,
    "dry_base": 1.75,
    "dry_allowed_length": 2,
    "dry_penalty_last_n": 64,
    "mirostat": 0,
    "mirostat_tau": 5.0,
    "mirostat_eta": 0.1,
    "n_keep": 0,
    "n_discard": 0,
    "min_keep": 0,
    "speculative.types": "none",
    "timings_per_token": False,
    "post_sampling_probs": False,
    "lora": [],
}
"""What is not done here, with the values that say so."""


def generation_settings(
    request: GenerationRequest, stops: Sequence[str], *, stream: bool
) -> dict[str, Any]:
    """How an answer was generated, as ``/completion`` and ``/props`` tell."""
    sampling = request.sampling
    return {
        **_NEUTRAL,
        "seed": 0xFFFF_FFFF if sampling.seed is None else sampling.seed,
        "temperature": sampling.temperature,
        "top_k": sampling.top_k,
        "top_p": sampling.top_p,
        "min_p": sampling.min_p,
        "repeat_last_n": sampling.repeat_last_n,
        "repeat_penalty": sampling.repeat_penalty,
        "presence_penalty": sampling.presence_penalty,
        "frequency_penalty": sampling.frequency_penalty,
        "stop": list(stops),
        "max_tokens": request.max_tokens,
        "n_predict": request.max_tokens,
        "ignore_eos": sampling.ignore_eos,
        "stream": stream,
        "logit_bias": [
            {"token": token, "bias": None if bias == float("-inf") else bias}
            for token, bias in sampling.logit_bias.items()
        ],
        "n_probs": request.top_scores or 0,
        "grammar": request.constraint.grammar if request.constraint else "",
        "samplers": _SAMPLERS,
    }
