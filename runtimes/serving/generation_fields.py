"""Reads what a request says about how to generate. Refuses what would not be obeyed."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from runtimes.serving.constraint_fields import read_constraint
from runtimes.serving.engine import Engine, GenerationRequest, ModelCard, Sampling
from runtimes.serving.errors import bad_request, context_exceeded, not_supported
from runtimes.serving.request_body import Body, is_token

_RANDOM_SEED = 0xFFFF_FFFF  # LLAMA_DEFAULT_SEED, llama.h
_ANSWERS_LIMIT = 16
_SCORES_LIMIT = 100
_SEED_BITS = 64


def read_sampling(body: Body, engine: Engine, card: ModelCard) -> Sampling:
    """How to choose tokens.

    Raises:
        ApiError: 400, a field has the wrong type or names no token.
    """
    usual = Sampling()
    return Sampling(
        temperature=body.number("temperature", usual.temperature),
        top_k=body.integer("top_k", usual.top_k),
        top_p=body.number("top_p", usual.top_p),
        min_p=body.number("min_p", usual.min_p),
        repeat_penalty=_positive(body, "repeat_penalty", usual.repeat_penalty),
        presence_penalty=body.number("presence_penalty", usual.presence_penalty),
        frequency_penalty=body.number("frequency_penalty", usual.frequency_penalty),
        repeat_last_n=body.integer("repeat_last_n", usual.repeat_last_n),
        seed=_read_seed(body),
        logit_bias=dict(_read_bias(body.get("logit_bias"), engine, card)),
        ignore_eos=body.flag("ignore_eos"),
    )


def read_stops(body: Body) -> list[str]:
    """The stop strings; empty ones are dropped."""
    return [stop for stop in body.texts("stop") if stop]


def read_count(body: Body) -> int:
    """How many answers are wanted."""
    count = body.first_integer("n_cmpl", "n", default=1)
    if not 1 <= count <= _ANSWERS_LIMIT:
        raise bad_request(f"'n' must be from 1 to {_ANSWERS_LIMIT}.")
    return count


def build_request(
    body: Body, prompt: Sequence[int], sampling: Sampling, engine: Engine, card: ModelCard
) -> GenerationRequest:
    """The request for the engine.

    Raises:
        ApiError: 400, the prompt is empty, or leaves no room in the context.
    """
    if not prompt:
        raise bad_request("The prompt is empty.")
    if len(prompt) >= card.context:
        raise context_exceeded(len(prompt), card.context)
    room = card.context - len(prompt)
    wanted = body.first_integer("n_predict", "max_completion_tokens", "max_tokens", default=-1)
    return GenerationRequest(
        prompt=prompt,
        max_tokens=room if wanted < 0 else min(wanted, room),
        sampling=sampling,
        reuse_prompt=body.flag("cache_prompt", True),
        top_scores=_read_top_scores(body),
        constraint=read_constraint(body, engine, card),
        time_limit_ms=_read_time_limit(body),
    )


def _read_time_limit(body: Body) -> float | None:
    limit = body.number("t_max_predict_ms", 0)
    return limit if limit > 0 else None


def _read_top_scores(body: Body) -> int | None:
    """``n_probs: 3``, ``logprobs: 3``, or ``logprobs: true`` with ``top_logprobs``."""
    if isinstance(body.get("logprobs"), bool):
        wanted = body.integer("top_logprobs", 0) if body.flag("logprobs") else None
    else:
        wanted = body.first_integer("n_probs", "logprobs", default=0) or None
    if wanted is not None and not 0 <= wanted <= _SCORES_LIMIT:
        raise bad_request(f"At most {_SCORES_LIMIT} probabilities can be told for each token.")
    return wanted


def refuse_unsupported(body: Body) -> None:
    """Refuse what changes the answer and is not supported here.

    Raises:
        ApiError: 501.
    """
    if body.get("lora"):
        raise not_supported("'lora' is not supported by this server. Leave it out.")


def _positive(body: Body, name: str, default: float) -> float:
    value = body.number(name, default)
    if value <= 0:
        raise bad_request(f"'{name}' must be more than 0.")
    return value


def _read_seed(body: Body) -> int | None:
    seed = body.integer("seed", -1)
    return None if seed < 0 or seed == _RANDOM_SEED else seed % 2 ** (_SEED_BITS - 1)


def _read_bias(value: Any, engine: Engine, card: ModelCard) -> Iterator[tuple[int, float]]:
    """``[[token or text, bias or false], ...]``, or an object of the same."""
    if value is None:
        return
    pairs = list(value.items()) if isinstance(value, dict) else value
    if not isinstance(pairs, list):
        raise bad_request("'logit_bias' must be an object or a list of pairs.")
    for pair in pairs:
        yield from _read_pair(pair, engine, card)


def _read_pair(pair: Any, engine: Engine, card: ModelCard) -> Iterator[tuple[int, float]]:
    match pair:
        case [token, False]:
            bias = -math.inf
        case [token, int() | float() as number] if number is not True:
            bias = Body({"logit_bias": number}).number("logit_bias", 0.0)
        case _:
            raise bad_request("'logit_bias' must hold pairs of a token and a number or false.")
    for identifier in _read_tokens(token, engine):
        if identifier >= card.vocabulary:
            raise bad_request(f"'logit_bias' names token {identifier}, which does not exist.")
        yield identifier, bias


def _read_tokens(token: Any, engine: Engine) -> list[int]:
    if isinstance(token, str) and token.isascii() and token.isdecimal():
        return [int(token)] if len(token) < 10 else []
    if isinstance(token, str):
        return engine.tokenize(token, add_special=False, parse_special=True)
    if is_token(token):
        return [token]
    raise bad_request("'logit_bias' must name tokens by number or text.")
