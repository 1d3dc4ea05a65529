"""Reads the prompts of a completion request: text, tokens, a mixture, or several of those."""

from typing import Any

from runtimes.serving.engine import Engine, ModelCard
from runtimes.serving.errors import bad_request
from runtimes.serving.request_body import Body, is_token

_PROMPTS_LIMIT = 64


def read_prompts(body: Body, engine: Engine, card: ModelCard) -> list[list[int]]:
    """Token ids of every prompt. Special tokens in a text count as such, as fill-in-the-middle
    clients need.

    Raises:
        ApiError: 400, when it is no prompt.
    """
    value = body.get("prompt")
    prompts = value if _is_several(value) else [value]
    if len(prompts) > _PROMPTS_LIMIT:
        raise bad_request(f"At most {_PROMPTS_LIMIT} prompts can be given at once.")
    return [_read_one(prompt, engine, card) for prompt in prompts]


def _is_several(value: Any) -> bool:
    """A list without bare tokens holds several prompts; a list with them is one."""
    return isinstance(value, list) and bool(value) and not any(is_token(item) for item in value)


def _read_one(prompt: Any, engine: Engine, card: ModelCard) -> list[int]:
    if isinstance(prompt, dict):
        prompt = prompt.get("prompt_string")
    if isinstance(prompt, str):
        # From nothing at all a model begins with its token for that, if it has one.
        text = prompt or card.special_tokens.get("bos_token", "")
        return engine.tokenize(text, add_special=bool(prompt), parse_special=True)
    if not isinstance(prompt, list):
        raise bad_request("'prompt' must be a string, a list of tokens, or a list of those.")
    return [
        token
        for place, part in enumerate(prompt)
        for token in _read_part(part, engine, card, is_first=place == 0)
    ]


def _read_part(part: Any, engine: Engine, card: ModelCard, *, is_first: bool) -> list[int]:
    if isinstance(part, str):
        return engine.tokenize(part, add_special=is_first, parse_special=True)
    if is_token(part) and part < card.vocabulary:
        return [part]
    raise bad_request(f"The prompt's tokens must be numbers from 0 to {card.vocabulary - 1}.")
