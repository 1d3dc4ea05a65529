"""The decode loop: reads a prompt in chunks, then makes one token at a time."""

from collections.abc import Collection, Generator, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from runtimes.onnx_engine.conversation_model import ConversationModel
from runtimes.serving.engine import GenerationRequest, PromptProgress, Steps, Token
from runtimes.serving.sampling import Logits, Sampler
from runtimes.serving.scores import token_scores
from runtimes.serving.text import Text

if TYPE_CHECKING:
    from runtimes.serving.constraints import Constraints, Mask

_CHUNK = 64
"""Tokens read in one step: short enough to be broken off. Longer ones are no faster (seen with
SmolLM2-135M in int4: 260 tokens/s with 32, 64 and 256)."""
_USUAL_ANSWER = 512
"""Tokens that room is made for beforehand, unless fewer are asked for."""


class Decoder:
    """Generates on one model. For one thread."""

    def __init__(
        self,
        model: ConversationModel,
        text: Text,
        end_tokens: Collection[int],
        constraints: "Constraints | None" = None,
    ) -> None:
        self._model, self._text, self._constraints = model, text, constraints
        self._end_tokens = frozenset(end_tokens)
        self._known: list[int] = []
        """The tokens that the model has read."""

    def generate(self, request: GenerationRequest) -> Steps:
        """See ``Engine.generate``."""
        tokens = list(request.prompt)
        room = len(tokens) + min(request.max_tokens, _USUAL_ANSWER)
        self._make_room(room)
        if not self._go_back(tokens if request.reuse_prompt else ()):
            self._make_room(room)
        cached = len(self._known)
        logits = yield from self._read(tokens, cached)
        yield from self._answer(request, tokens, cached, logits)

    def _make_room(self, length: int) -> None:
        known, self._known = self._known, []  # nothing is, should it fail
        if self._model.reserve(min(length, self._model.context)):
            self._known = known

    def _go_back(self, tokens: Sequence[int]) -> bool:
        """Forget what is not the beginning of these tokens; false when all is forgotten, and room
        too.

        Two at least are left to be read: models compute a lone token by another way, with another
        rounding, and the answer is to be the same whether the prompt was known or not.
        """
        shared = max(0, min(_shared(self._known, tokens), len(tokens) - 2))
        if shared == len(self._known):
            return True
        known, self._known = self._known[:shared], []  # nothing is, should it fail
        if not self._model.forget(shared):
            return False
        self._known = known
        return True

    def _read(self, tokens: Sequence[int], cached: int) -> Generator[PromptProgress, None, Logits]:
        """Read the tokens that are not known yet; what may follow the last one."""
        logits = None
        while logits is None or len(self._known) < len(tokens):
            start = len(self._known)
            chunk = tokens[start : start + _CHUNK]
            if len(tokens) - start == _CHUNK + 1:
                chunk = chunk[:-1]  # leave no lone token
            logits = self._step(chunk)
            yield PromptProgress(len(self._known), cached)
        return logits

    def _answer(
        self, request: GenerationRequest, tokens: list[int], cached: int, logits: Logits
    ) -> Iterator[Token | PromptProgress]:
        mask, asked = self._mask(request), len(request.prompt)
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
                self._make_room(len(tokens))
                for _step in self._read_again(tokens[:-1]):
                    # The prompt is as far as it was; the step is there to be broken off.
                    yield PromptProgress(asked, cached)
                logits = self._step([token])

    def _read_again(self, tokens: Sequence[int]) -> Iterator[PromptProgress]:
        """After the model was given more room, which empties it."""
        if len(self._known) < len(tokens):
            yield from self._read(tokens, 0)

    def _step(self, tokens: Sequence[int]) -> Logits:
        known, self._known = self._known, []  # nothing is, should it fail
        logits = self._model.read(tokens)
        known.extend(tokens)
        self._known = known
        return logits

    def _mask(self, request: GenerationRequest) -> "Mask | None":
        if request.constraint is None or self._constraints is None:
            return None
        return self._constraints.begin(request.constraint)


def _shared(left: Sequence[int], right: Sequence[int]) -> int:
    """Length of the common beginning."""
    pairs = zip(left, right, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
