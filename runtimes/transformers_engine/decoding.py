"""The decode loop: reads a prompt in chunks, then makes one token at a time."""

import inspect
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import torch

from runtimes.serving.engine import (
    GenerationFailed,
    GenerationRequest,
    PromptProgress,
    Steps,
    Token,
)
from runtimes.serving.sampling import Logits, Sampler
from runtimes.serving.scores import token_scores
from runtimes.serving.text import Text
from runtimes.transformers_engine.memory import memory_in_words
from runtimes.transformers_engine.prompt_cache import PromptCache

if TYPE_CHECKING:
    from runtimes.serving.constraints import Constraints, Mask

_CHUNK = 512
"""Tokens read in one step: short enough to be broken off, long enough to be fast."""


class Decoder:
    """Generates on one model. For one thread."""

    def __init__(
        self,
        model: Any,
        text: Text,
        end_tokens: Collection[int],
        constraints: "Constraints | None" = None,
    ) -> None:
        self._constraints = constraints
        self._model, self._text, self._end_tokens = model, text, frozenset(end_tokens)
        self._cache = PromptCache(model.config)
        parameters = inspect.signature(model.forward).parameters
        self._last_only = {"logits_to_keep": 1} if "logits_to_keep" in parameters else {}

    def generate(self, request: GenerationRequest) -> Steps:
        """See ``Engine.generate``."""
        tokens = list(request.prompt)
        cache, known = self._cache.take(tokens, reuse=request.reuse_prompt)
        is_whole = True
        try:
            logits = None
            for start in range(known, len(tokens), _CHUNK):
                chunk = tokens[start : start + _CHUNK]
                logits = self._forward(chunk, cache)
                yield PromptProgress(start + len(chunk), known)
            yield from self._answer(request, tokens, cache, logits)
        except GenerationFailed:
            is_whole = False  # layers may differ in length now
            raise
        finally:
            if is_whole:
                self._cache.keep(cache, tokens)

    def _answer(
        self, request: GenerationRequest, tokens: list[int], cache: Any, logits: Any
    ) -> Iterator[Token]:
        mask = self._mask(request)
        sampler = Sampler(request.sampling, self._end_tokens, may_ban_ends=mask is None)
        to_text = self._text.stream(tokens, request.shown_tokens)
        top = request.top_scores
        for left in range(request.max_tokens, 0, -1):
            token = sampler.choose(logits, tokens, mask.allowed() if mask else None)
            tokens.append(token)
            if token in self._end_tokens or token in request.end_tokens:
                yield Token(token, "", is_end=True)
                return
            if mask:
                mask.take(token)
            scores = None if top is None else token_scores(logits, token, top)
            yield Token(token, to_text(token), scores=scores)
            if left > 1:
                logits = self._forward([token], cache)

    def _mask(self, request: GenerationRequest) -> "Mask | None":
        if request.constraint is None or self._constraints is None:
            return None
        return self._constraints.begin(request.constraint)

    def _forward(self, tokens: Sequence[int], cache: Any) -> Logits:
        """Logits after the last token, shape (vocabulary,)."""
        with torch.inference_mode(), memory_in_words("Shorten the conversation."):
            output = self._model(
                input_ids=torch.tensor([tokens], device=self._model.device),
                cache=cache,
                use_cache=True,
                **self._last_only,
            )
            logits: Logits = output.logits[0, -1].float().numpy(force=True)
            return logits
