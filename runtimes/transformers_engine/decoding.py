"""Makes answers: has a prompt read in chunks, then chooses one token at a time."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from runtimes.serving.engine import (
    GenerationFailed,
    GenerationRequest,
    PromptProgress,
    Steps,
    Token,
)
from runtimes.serving.sampling import Sampler
from runtimes.serving.scores import token_scores
from runtimes.serving.text import Text
from runtimes.transformers_engine.batch import Batch, Conversation
from runtimes.transformers_engine.forward import Forward
from runtimes.transformers_engine.prompt_cache import PromptCache

if TYPE_CHECKING:
    from runtimes.serving.constraints import Constraints, Mask


class Decoder:
    """Generates on one model, several answers side by side. For one thread."""

    def __init__(
        self,
        forward: Forward,
        cache: PromptCache,
        text: Text,
        end_tokens: Collection[int],
        constraints: "Constraints | None" = None,
    ) -> None:
        self._batch, self._cache = Batch(forward), cache
        self._text, self._end_tokens = text, frozenset(end_tokens)
        self._constraints = constraints
        self._reading: dict[Conversation, list[int]] = {}

    def generate(self, request: GenerationRequest) -> Steps:
        """See ``Engine.generate``."""
        tokens = list(request.prompt)
        if request.reuse_prompt:
            yield from self._wait_for_the_same(tokens)
        memory, known = self._memory(request, tokens)
        conversation = self._batch.open(memory, tokens[known:])
        self._reading[conversation] = tokens
        try:
            while conversation.unread:
                self._batch.read_some(conversation)
                yield PromptProgress(len(tokens) - len(conversation.unread), known)
            yield from self._answer(request, tokens, conversation)
        except GenerationFailed:
            self._cache.drop(memory)
            self._cache.clear()  # mostly it is memory that is short
            raise
        finally:
            self._batch.close(conversation)
            del self._reading[conversation]
            if not conversation.failure:
                self._cache.keep(memory)

    def _memory(self, request: GenerationRequest, tokens: list[int]) -> tuple[Any, int]:
        """What is known of the conversation. With pictures it must be all of them or nothing."""
        view = request.view
        if view is None:
            return self._cache.take(tokens, reuse=request.reuse_prompt)
        memory, known = self._cache.take(view.marks, reuse=request.reuse_prompt)
        if known >= view.end:
            return memory, known
        self._cache.drop(memory)
        memory = self._cache.empty()
        memory.view = view
        return memory, 0

    def _wait_for_the_same(self, prompt: list[int]) -> Iterator[PromptProgress]:
        """While somebody reads the same beginning, who does it for both."""
        while any(
            one.unread and self._cache.will_know(prompt, one.memory, tokens)
            for one, tokens in self._reading.items()
        ):
            yield PromptProgress(0, 0)

    def _answer(
        self, request: GenerationRequest, tokens: list[int], conversation: Conversation
    ) -> Iterator[Token]:
        mask = self._mask(request)
        sampler = Sampler(request.sampling, self._end_tokens, may_ban_ends=mask is None)
        to_text = self._text.stream(tokens, request.shown_tokens)
        top = request.top_scores
        for left in range(request.max_tokens, 0, -1):
            logits = conversation.logits
            assert logits is not None
            token = sampler.choose(logits, tokens, mask.allowed() if mask else None)
            tokens.append(token)
            if token in self._end_tokens or token in request.end_tokens:
                yield Token(token, "", is_end=True)
                return
            if mask:
                mask.take(token)
            if left > 1:  # before it is told, so that those who wait are read in the same pass
                conversation.unread = [token]
            scores = None if top is None else token_scores(logits, token, top)
            yield Token(token, to_text(token), scores=scores)
            if left > 1:
                self._batch.read_some(conversation)

    def _mask(self, request: GenerationRequest) -> "Mask | None":
        if request.constraint is None or self._constraints is None:
            return None
        return self._constraints.begin(request.constraint)
